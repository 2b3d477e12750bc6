namespace VaeFunctional.Tests;

/// <summary>Defects of a distribution by name: what is spoiled, and the law, without its role, that is there to find it.</summary>
internal static class LawDefects
{
    private const string Draws = "draws belong to its density";
    private const string Support = "draws lie in its support";
    private const string Noise = "noise is independent";
    private const string Constant = "density is normalized";
    private const string Shape = "log-density is one number per example";

    public static IReadOnlyList<(string Family, string Defect, string Law, Func<Distribution, SpoiledDistribution> Spoil)> All { get; } =
    [
        ("Gaussian", "draws five times too wide", Draws, p => Drawn(p, x => p.Mean + ((x - p.Mean) * 5))),
        ("Gaussian", "draws 5 % too wide", Draws, p => Drawn(p, x => p.Mean + ((x - p.Mean) * 1.05))),
        ("Gaussian", "variance for scale", Draws, p => Drawn(p, x => p.Mean + ((x - p.Mean) * Math.Exp(-0.25)))),
        ("Gaussian", "draws shifted", Draws, p => Drawn(p, x => x + 0.1)),
        ("Gaussian", "mean of the other sign", Draws, p => Drawn(p, x => x - (p.Mean * 2))),
        ("Gaussian", "half of the draws at the mean", Draws, p => Drawn(p, x => Half(x, p.Mean.BroadcastTo(x.Shape)))),
        ("Gaussian", "draws at the mean", Draws, p => Drawn(p, x => p.Mean.BroadcastTo(x.Shape))),
        ("Gaussian", "draws above the mean", Draws, p => Drawn(p, x => p.Mean + (x - p.Mean).Abs())),
        ("Gaussian", "one coordinate too wide", Draws, p => Drawn(p, x => OneCoordinate(x, p.Mean.BroadcastTo(x.Shape)))),
        ("Gaussian", "density without 1/2", Draws, p => new(p) { Density = x => p.LogDensity(x) * 2 }),
        ("Gaussian", "density of the other sign", Draws, p => new(p) { Density = x => -p.LogDensity(x) }),
        ("Gaussian", "biased noise", Draws, p => new(p) { Noising = (key, samples) => p.Noise(key, samples) + 0.1 }),
        ("Gaussian", "half of the noise twice", Noise, p => new(p) { Noising = (key, samples) => Twice(p, key, samples) }),
        ("Gaussian", "noise shared by the examples", Noise, p => new(p) { Noising = Shared(p) }),
        ("Gaussian", "noise without its key", Noise, p => new(p) { Noising = (_, samples) => p.Noise(RandomKey.FromSeed(1), samples) }),
        ("Gaussian", "draws that see one another", Noise, p => Drawn(p, x => x.Rank == p.Shape.Rank ? x : x - (x.Mean(0) - p.Mean))),
        ("Gaussian", "a constant dropped", Constant, p => new(p) { Density = x => p.LogDensity(x) + Math.Log(2) }),
        ("Gaussian", "a constant per coordinate dropped", Constant, p => new(p) { Density = x => p.LogDensity(x) + (p.Shape[-1] * 0.9189) }),
        ("Gaussian", "summed over the batch", Shape, p => new(p) { Density = x => p.LogDensity(x).Sum() }),
        ("Gaussian", "not summed over the event", Shape, p => new(p) { Density = x => x - p.Mean }),
        ("Gaussian", "draws that are not finite", Support, p => Drawn(p, x => x / 0)),
        ("Power", "draws 10 % off", Draws, p => Drawn(p, x => (x.Log() * 1.1).Exp())),
        ("Power", "draws shrunk", Draws, p => Drawn(p, x => x * 0.9)),
        ("Power", "draws mirrored", Draws, p => Drawn(p, x => 1 - x)),
        ("Power", "draws outside", Support, p => Drawn(p, x => x * 1.2)),
        ("Power", "biased noise", Draws, p => new(p) { Noising = (key, samples) => p.Noise(key, samples).Square() }),
        ("Power", "half of the draws at 1/2", Draws, p => Drawn(p, x => Half(x, Tensor.Full(x.Shape, 0.5, Precision.Double)))),
        ("Power", "a constant dropped", Constant, p => new(p) { Density = x => p.LogDensity(x) - 0.5 }),
        ("Power", "draws of one half only", Draws, p => Drawn(p, x => x * 0.5)),
        ("Exponential", "draws 10 % too wide", Draws, p => Drawn(p, x => x * 1.1)),
        ("Exponential", "draws shifted", Draws, p => Drawn(p, x => x + 0.1)),
        ("Exponential", "draws outside", Support, p => Drawn(p, x => x - 0.1)),
        ("Exponential", "a constant dropped", Constant, p => new(p) { Density = x => p.LogDensity(x) + 0.5 }),
        ("Exponential", "biased noise", Draws, p => new(p) { Noising = (key, samples) => p.Noise(key, samples) * 0.9 }),
        ("Geometric", "draws shifted", Draws, p => Drawn(p, x => x + 1)),
        ("Geometric", "twice the draws", Draws, p => Drawn(p, x => x * 2)),
        ("Geometric", "draws outside", Support, p => Drawn(p, x => x - 1)),
        ("Geometric", "half of the draws 0", Draws, p => Drawn(p, x => Half(x, Tensor.Zeros(x.Shape, Precision.Double)))),
        ("Geometric", "a constant dropped", Constant, p => new(p) { Density = x => p.LogDensity(x) + 0.5 }),
        ("Geometric", "biased noise", Draws, p => new(p) { Noising = (key, samples) => p.Noise(key, samples) * 0.8 }),
        ("Bernoulli", "ones for zeros", Draws, p => Drawn(p, x => 1 - x)),
        ("Bernoulli", "draws with 1.5 times the logit", Draws, p => new(p) { Drawing = u => (((Bernoulli)p).Logits * 1.5).Sigmoid().GreaterThan(u) }),
        ("Bernoulli", "draws outside", Support, p => Drawn(p, x => x * 2)),
        ("Bernoulli", "half of the draws 0", Draws, p => Drawn(p, x => Half(x, Tensor.Zeros(x.Shape, Precision.Double)))),
        ("Bernoulli", "a constant dropped", Constant, p => new(p) { Density = x => p.LogDensity(x) - 0.3 }),
        ("Bernoulli", "biased noise", Draws, p => new(p) { Noising = (key, samples) => p.Noise(key, samples) * 0.9 }),
    ];

    private static SpoiledDistribution Drawn(Distribution p, Func<Tensor, Tensor> spoil) => new(p) { Drawing = noise => spoil(p.FromNoise(noise)) };

    /// <summary>The numbers of the first at even places, of the second at odd ones.</summary>
    private static Tensor Half(Tensor first, Tensor second)
    {
        var others = second.To(Precision.Double).ToDoubles();
        var event_ = first.Shape[-1];
        return Tensor.FromArray([.. first.To(Precision.Double).ToDoubles().Select((value, i) => i / event_ % 2 == 0 ? value : others[i])], first.Shape);
    }

    private static Tensor OneCoordinate(Tensor x, Tensor mean)
    {
        var means = mean.To(Precision.Double).ToDoubles();
        var size = x.Shape[-1];
        return Tensor.FromArray([.. x.To(Precision.Double).ToDoubles().Select((value, i) => i % size == 0 ? means[i] + (1.2 * (value - means[i])) : value)], x.Shape);
    }

    private static Tensor Twice(Distribution p, RandomKey key, int samples)
    {
        var noise = p.Noise(key, samples);
        var half = samples / 2;
        return half == 0 ? noise : Tensor.Concatenate([noise.Slice(0, half), noise.Slice(0, half), noise.Slice(0, samples - (2 * half))]);
    }

    private static Func<RandomKey, int, Tensor> Shared(Distribution p) => (key, samples) =>
    {
        var noise = p.Noise(key, samples);
        return noise.Shape.Rank < 3 ? Twice(p, key, samples) : noise.Slice(0, 1, axis: 1).BroadcastTo(noise.Shape);
    };
}
