using MathNet.Numerics;
using Xunit;
using Normal = MathNet.Numerics.Distributions.Normal;

namespace VaeFunctional.Tests;

/// <summary>Every distribution of the library; one without a row fails a test.</summary>
internal static class DistributionTable
{
    private static readonly RandomKey Key = RandomKey.FromSeed(42).Fold("distributions");

    public static IReadOnlyList<DistributionRow> Rows { get; } =
    [
        Gaussian("Gaussian", new Shape(3, 2), new Shape(3, 2)),
        Gaussian("Gaussian of one log-variance", new Shape(3, 2), new Shape(1)),
        Gaussian("Gaussian of a log-variance a coordinate", new Shape(3, 2), new Shape(2)),
        Gaussian("Gaussian of a log-variance an example", new Shape(3, 2), new Shape(3, 1)),
        Gaussian("Gaussian on the line", new Shape(1), new Shape(1)),
        Laplace("Laplace", new Shape(3, 1), new Shape(3, 1)),
        Laplace("Laplace of one log-scale", new Shape(3, 1), new Shape(1)),
        Laplace("Laplace on the line", new Shape(1), new Shape(1)),
        OfLogits("Bernoulli", new Shape(3, 4)),
        OfLogits("Bernoulli without a batch", new Shape(10)),
        SideBySide("Product of Gaussians", new Shape(3, 1)),
        WithoutHoles("Observed Gaussian", new Shape(3, 2)),
        OfCounts("Poisson", new Shape(3, 1), all => new Poisson(all[0]), (numbers, x) => new MathNet.Numerics.Distributions.Poisson(numbers[0]).ProbabilityLn(x), []),
        OfCounts("Negative binomial", new Shape(3, 1), all => new NegativeBinomial(all[0], all[1]), LogNegativeBinomial, [new Shape(3, 1)]),
        OfCounts("Negative binomial of one dispersion", new Shape(3, 1), all => new NegativeBinomial(all[0], all[1]), LogNegativeBinomial, [new Shape(1)]),
        OfCounts("Negative binomial without a batch", new Shape(1), all => new NegativeBinomial(all[0], all[1]), LogNegativeBinomial, [new Shape(1)]),
        OfCounts("Zero-inflated negative binomial", new Shape(3, 1), all => new ZeroInflatedNegativeBinomial(all[0], all[1], all[2]), LogInflated, [new Shape(1), new Shape(3, 1)]),
        OfClasses("Categorical", new Shape(2, 6), 3),
        OfClasses("Categorical of one column", new Shape(4), 4),
        OfLevels("Discretized logistic", new Shape(3, 2), new Shape(3, 2), 4),
        OfLevels("Discretized logistic of one log-scale", new Shape(1), new Shape(1), 256),
        OfCutpoints("Ordinal", new Shape(2, 2), Tensor.FromArray(new[,] { { -1.5, 0.25 }, { -0.5, 1 } })),
        OfCutpoints("Ordinal of common cutpoints", new Shape(3), Tensor.FromArray(new[,] { { -1, -0.75, 2 } })),
        Mixture("Mixture on the line", 2, 1),
        Mixture("Mixture in the plane", 3, 2),
    ];

    public static TheoryData<string> Names => [.. Rows.Select(row => row.Name)];

    public static TheoryData<string> NamesWithDivergence => [.. Rows.Where(row => row.Others is not null).Select(row => row.Name)];

    public static TheoryData<string> NamesWithEntropy => [.. Rows.Where(row => row.Entropy is not null).Select(row => row.Name)];

    public static TheoryData<string> NamesReparameterized => [.. Rows.Where(row => row.Distribution.IsReparameterized).Select(row => row.Name)];

    public static DistributionRow Named(string name) => Rows.Single(row => row.Name == name);

    private static DistributionRow Gaussian(string name, Shape mean, Shape logVariance)
    {
        Tensor[] Parameters(RandomKey key) => [Samples.ShortDecimals(key.Fold("mean"), mean), LogVariance(key, logVariance)];
        var own = Parameters(Key.Fold(name));
        return new(name, all => new DiagonalGaussian(all[0], all[1]), own)
        {
            Oracle = (example, x) => LogDensityOfGaussian(own[0], own[1].BroadcastTo(mean), example, x),
            Entropy = distribution => ((DiagonalGaussian)distribution).Entropy,
            Others = Parameters(Key.Fold(name).Fold("other")),
        };
    }

    private static DistributionRow Laplace(string name, Shape mean, Shape logScale)
    {
        Tensor[] Parameters(RandomKey key) => [Samples.ShortDecimals(key.Fold("mean"), mean), Samples.ShortDecimals(key.Fold("log-scale"), logScale) * 0.25];
        var own = Parameters(Key.Fold(name));
        var (means, scales) = (own[0].ToDoubles(), own[1].Exp().BroadcastTo(mean).ToDoubles());
        return new(name, all => new Laplace(all[0], all[1]), own)
        {
            Oracle = (example, x) => new MathNet.Numerics.Distributions.Laplace(means[example], scales[example]).DensityLn(x[0]),
            Entropy = distribution => ((Laplace)distribution).Entropy,
            Others = Parameters(Key.Fold(name).Fold("other")),
            Rule = LineRule.WithKinksAtTenths,
            ScaleExponent = 1,
        };
    }

    private static DistributionRow OfLogits(string name, Shape shape)
    {
        Tensor[] Parameters(RandomKey key) => [Samples.ShortDecimals(key, shape)];
        var own = Parameters(Key.Fold(name));
        var logits = own[0].ToDoubles();
        return new(name, all => new Bernoulli(all[0]), own)
        {
            Oracle = (example, x) => x.Select((value, i) => MathNet.Numerics.Distributions.Bernoulli.PMFLn(
                SpecialFunctions.Logistic(logits[(example * x.Length) + i]), (int)value)).Sum(),
            Entropy = distribution => ((Bernoulli)distribution).Entropy,
            Others = Parameters(Key.Fold(name).Fold("other")),
            Rule = LineRule.OfBits,
        };
    }

    /// <summary>Two Gaussians side by side have the density of one over both coordinates.</summary>
    private static DistributionRow SideBySide(string name, Shape shape)
    {
        Tensor[] Parameters(RandomKey key) =>
        [
            Samples.ShortDecimals(key.Fold("mean"), shape), LogVariance(key, shape),
            Samples.ShortDecimals(key.Fold("second mean"), shape), LogVariance(key.Fold("second"), shape),
        ];
        var own = Parameters(Key.Fold(name));
        return new(name, all => new Product([new DiagonalGaussian(all[0], all[1]), new DiagonalGaussian(all[2], all[3])]), own)
        {
            Oracle = (example, x) => LogDensityOfGaussian(own[0], own[1], example, x[..1]) + LogDensityOfGaussian(own[2], own[3], example, x[1..]),
            Others = Parameters(Key.Fold(name).Fold("other")),
        };
    }

    private static DistributionRow WithoutHoles(string name, Shape shape)
    {
        var inner = Gaussian(name, shape, shape);
        return new(name, all => new Observed(inner.Of(all)), inner.Parameters) { Oracle = inner.Oracle, Others = inner.Others };
    }

    /// <summary>A distribution of one count, whose parameters are logarithms of the numbers that the oracle takes: the mean and others.</summary>
    private static DistributionRow OfCounts(string name, Shape shape, Func<Tensor[], Distribution> of, Func<double[], int, double> oracle, Shape[] others)
    {
        Tensor[] Parameters(RandomKey key) =>
            [Samples.ShortDecimals(key.Fold("log-mean"), shape) * 0.5, .. others.Select((other, i) => Samples.ShortDecimals(key.Fold("other").Fold(i), other) * 0.5)];
        var own = Parameters(Key.Fold(name));
        double[][] numbers = [.. own.Select(parameter => parameter.Exp().BroadcastTo(shape).ToDoubles())];
        return new(name, of, own)
        {
            Oracle = (example, x) => oracle([.. numbers.Select(all => all[example])], (int)x[0]),
            Others = own.Length == 1 ? Parameters(Key.Fold(name).Fold("other")) : null,
            Rule = LineRule.OfCounts,
        };
    }

    private static double LogNegativeBinomial(double[] numbers, int x) =>
        new MathNet.Numerics.Distributions.NegativeBinomial(numbers[1], numbers[1] / (numbers[0] + numbers[1])).ProbabilityLn(x);

    /// <summary>By the odds of a 0 that is no count.</summary>
    private static double LogInflated(double[] numbers, int x) =>
        Math.Log(((x == 0 ? numbers[2] : 0) + Math.Exp(LogNegativeBinomial(numbers, x))) / (1 + numbers[2]));

    private static DistributionRow OfClasses(string name, Shape shape, int classes)
    {
        Tensor[] Parameters(RandomKey key) => [Samples.ShortDecimals(key, shape)];
        var own = Parameters(Key.Fold(name));
        var weights = Array.ConvertAll(own[0].ToDoubles(), Math.Exp);
        var blocks = Enumerable.Range(0, classes).Select(k => Enumerable.Range(0, classes).Select(j => j == k ? 1.0 : 0).ToArray()).ToArray();
        return new(name, all => new Categorical(all[0], classes), own)
        {
            Oracle = (example, x) => x.Chunk(classes).Zip(weights.Skip(example * x.Length).Chunk(classes), (block, probabilities) =>
                Math.Log(new MathNet.Numerics.Distributions.Categorical(probabilities).Probability(Array.IndexOf(block, 1)))).Sum(),
            Entropy = distribution => ((Categorical)distribution).Entropy,
            Others = Parameters(Key.Fold(name).Fold("other")),
            Events = [.. Enumerable.Range(0, shape[-1] / classes).Aggregate((IEnumerable<double[]>)[[]], (all, _) => all.SelectMany(events => blocks.Select(block => (double[])[.. events, .. block])))],
            BlockSize = classes,
        };
    }

    private static DistributionRow OfLevels(string name, Shape shape, Shape ofLogScale, int levels)
    {
        Tensor[] own = [(Samples.ShortDecimals(Key.Fold(name).Fold("location"), shape) * 0.25) + 0.5, Samples.ShortDecimals(Key.Fold(name).Fold("log-scale"), ofLogScale)];
        var (locations, scales) = (own[0].ToDoubles(), own[1].Exp().BroadcastTo(shape).ToDoubles());
        var top = levels - 1;
        return new(name, all => new DiscretizedLogistic(all[0], all[1], levels), own)
        {
            Oracle = (example, x) => x.Select((value, i) => (value, at: (example * x.Length) + i)).Sum(coordinate =>
                LogOfInterval(k => ((k + 0.5) / top - locations[coordinate.at]) / scales[coordinate.at], Math.Round(coordinate.value * top), top)),
            Rule = LineRule.OfValues(Enumerable.Range(0, levels).Select(k => (double)k / top)),
        };
    }

    private static DistributionRow OfCutpoints(string name, Shape shape, Tensor cutpoints)
    {
        Tensor[] own = [Samples.ShortDecimals(Key.Fold(name), shape), cutpoints];
        var (locations, top) = (own[0].ToDoubles(), cutpoints.Shape[1]);
        return new(name, all => new Ordinal(all[0], all[1]), own)
        {
            Oracle = (example, x) => x.Select((value, i) => (value, at: (example * x.Length) + i, row: i % cutpoints.Shape[0])).Sum(column =>
                LogOfInterval(k => cutpoints[column.row, k] - locations[column.at], column.value, top)),
            Rule = LineRule.OfValues(Enumerable.Range(0, top + 1).Select(k => (double)k)),
        };
    }

    /// <summary>The logarithm of a difference of sigmoids at the upper borders of a level and of the one below it.</summary>
    private static double LogOfInterval(Func<int, double> border, double level, int top)
    {
        var upTo = level == top ? 1 : SpecialFunctions.Logistic(border((int)level));
        return Math.Log(upTo - (level == 0 ? 0 : SpecialFunctions.Logistic(border((int)level - 1))));
    }

    private static DistributionRow Mixture(string name, int components, int size)
    {
        var (key, shape) = (Key.Fold(name), new Shape(components, size));
        Tensor[] own = [Samples.ShortDecimals(key.Fold("logits"), new Shape(components)), Samples.ShortDecimals(key.Fold("means"), shape), LogVariance(key, shape)];
        var weights = Array.ConvertAll(own[0].ToDoubles(), Math.Exp);
        return new(name, all => new GaussianMixture(all[0], all[1], all[2]), own)
        {
            Oracle = (_, x) => Math.Log(weights.Select((weight, c) => weight * Math.Exp(LogDensityOfGaussian(own[1], own[2], c, x))).Sum() / weights.Sum()),
            BlockSize = size,
        };
    }

    private static double LogDensityOfGaussian(Tensor mean, Tensor logVariance, int example, double[] x)
    {
        var (means, logVariances) = (mean.ToDoubles(), logVariance.ToDoubles());
        return x.Select((value, i) => Normal.PDFLn(
            means[(example * x.Length) + i], Math.Exp(logVariances[(example * x.Length) + i] / 2), value)).Sum();
    }

    /// <summary>Within [-1, 1], for the quadrature's sake.</summary>
    private static Tensor LogVariance(RandomKey key, Shape shape) => Samples.ShortDecimals(key.Fold("log-variance"), shape) * 0.5;
}
