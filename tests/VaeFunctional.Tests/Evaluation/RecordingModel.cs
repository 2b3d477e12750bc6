namespace VaeFunctional.Tests;

/// <summary>A model that remembers the log-weight of every latent it was asked to decode, by the first feature of the example.</summary>
internal sealed class RecordingModel(ILatentModel inner) : ILatentModel
{
    private Tensor x = Tensor.Scalar(0);
    private Distribution posterior = DiagonalGaussian.Standard(1);

    public Dictionary<double, List<double>> LogWeights { get; } = [];

    /// <summary>The most latents decoded at once.</summary>
    public int MostAtOnce { get; private set; }

    public Distribution Prior => inner.Prior;

    public Distribution Encode(Tensor x)
    {
        this.x = x;
        return posterior = inner.Encode(x);
    }

    public Distribution Decode(Tensor z)
    {
        var likelihood = inner.Decode(z);
        var logWeights = (likelihood.LogDensity(x) - (posterior.LogDensity(z) - Prior.LogDensity(z))).ToDoubles();
        MostAtOnce = Math.Max(MostAtOnce, logWeights.Length);
        for (var i = 0; i < logWeights.Length; i++)
            Of(x[i % x.Shape[0], 0]).Add(logWeights[i]);
        return likelihood;
    }

    private List<double> Of(double example)
    {
        if (!LogWeights.TryGetValue(example, out var list))
            LogWeights[example] = list = [];
        return list;
    }
}
