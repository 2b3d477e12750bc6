namespace VaeFunctional.Tests;

/// <summary>What the page about parameter records shows in C#.</summary>
internal static class ParameterRecordPage
{
    // readme:begin
    public sealed record Model(Mlp Encoder, Mlp Decoder, Tensor LogScale) : IParameters<Model>
    {
        public Model Map(LeafMap f) => new(f.At("encoder", Encoder), f.At("decoder", Decoder), f.At("log-scale", LogScale));
    }
    // readme:end
}
