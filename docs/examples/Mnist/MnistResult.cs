using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mnist;

/// <summary>What the example ends with, in nats per image; the errors are over images. Training includes its validations.</summary>
internal sealed record MnistResult(
    double TestElbo, double TestLogLikelihood, double LogLikelihoodStandardError, int ActiveUnits, double TrainingSeconds, double Seconds)
{
    public string ToJson() => JsonSerializer.Serialize(this, MnistResultJson.Default.MnistResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MnistResult))]
internal sealed partial class MnistResultJson : JsonSerializerContext;
