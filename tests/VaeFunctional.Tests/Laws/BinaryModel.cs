namespace VaeFunctional.Tests;

/// <summary>A VAE with tanh networks over a few binary features: small enough to enumerate every x and to integrate over z.</summary>
internal sealed class BinaryModel
{
    private const double Reach = 10;

    private readonly Quadrature quadrature;

    public BinaryModel(Vae vae, int pointsPerDimension)
    {
        Vae = vae;
        AllX = Every(vae.Features);
        quadrature = Quadrature.Normal(vae.Latent, pointsPerDimension, Reach);
    }

    public Vae Vae { get; }

    /// <summary>Every value of x, <c>[2^features, features]</c>.</summary>
    public Tensor AllX { get; }

    /// <summary>A decoder that makes p(z|x) differ from p(z), and an encoder that stays near it: q has heavier tails than p(z|x).</summary>
    public static Vae Create(RandomKey key, int features, int latent)
    {
        Mlp Network(string name, int from, int to) => Mlp.Create(key.Fold(name), [from, 6, to], Activation.Tanh, Precision.Double);
        var frequencies = key.Fold("frequencies").Uniform(new Shape(features), Precision.Double);
        return Vae.Create(
            Network("encoder", features, 2 * latent).MapParameters((_, leaf) => leaf * 0.4),
            Network("decoder", latent, features).MapParameters((_, leaf) => leaf * 1.2),
            LikelihoodHead.Bernoulli(frequencies));
    }

    /// <summary>log p(x) of every x, by the sum over features written out at the logits of every node.</summary>
    public double[] LogDensity()
    {
        var offset = ((BernoulliHead)Vae.LikelihoodHead).Offset.ToDoubles();
        var outputs = Vae.Decoder.Apply(quadrature.Nodes);
        var x = AllX.ToDoubles();
        return [.. Enumerable.Range(0, AllX.Shape[0]).Select(row => quadrature.LogMeanExp(Enumerable.Range(0, quadrature.Count).Select(node =>
            Enumerable.Range(0, Vae.Features).Sum(j => LogProbability(x[(row * Vae.Features) + j], outputs[node, j] + offset[j])))))];
    }

    /// <summary>E_q of the log-weights of every x: its ELBO without sampling error.</summary>
    public double[] Elbo() => ByX(quadrature.Mean);

    /// <summary>log E_q w of every x, which is log p(x) again whatever q is.</summary>
    public double[] LogMeanWeight() => ByX(quadrature.LogMeanExp);

    /// <summary>The mean log-weight under the true posterior of every x: an upper bound of log p(x).</summary>
    public double[] UpperBound() => ByX(logWeights =>
    {
        var evidence = quadrature.LogMeanExp(logWeights);
        return quadrature.Mean(logWeights.Select(logWeight => Math.Exp(logWeight - evidence) * logWeight));
    });

    private static double LogProbability(double x, double logit) => -Math.Log(1 + Math.Exp(x == 1 ? -logit : logit));

    private static Tensor Every(int features) => Tensor.FromArray(
        [.. Enumerable.Range(0, 1 << features).SelectMany(number => Enumerable.Range(0, features).Select(bit => (double)((number >> bit) & 1)))],
        new Shape(1 << features, features));

    private double[] ByX(Func<IReadOnlyList<double>, double> expectation)
    {
        var count = AllX.Shape[0];
        var logWeights = ImportanceWeightedBound.Estimate(Vae, AllX, quadrature.AsNoise(count)).LogWeights.ToDoubles();
        return [.. Enumerable.Range(0, count).Select(row =>
            expectation([.. Enumerable.Range(0, quadrature.Count).Select(node => logWeights[(node * count) + row])]))];
    }
}
