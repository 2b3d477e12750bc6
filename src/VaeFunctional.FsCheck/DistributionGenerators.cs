using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>Generators of distributions with readable parameters of moderate size, and what is simpler than a distribution.</summary>
internal static class DistributionGenerators
{
    /// <summary>Gaussians over <c>[batch, coordinates]</c>.</summary>
    public static Gen<DiagonalGaussian> Gaussian() =>
        from shape in Matrices()
        from precision in TensorGenerators.Precisions()
        from gaussian in Gaussian(shape, precision)
        select gaussian;

    public static Gen<DiagonalGaussian> Gaussian(Shape shape, Precision precision) =>
        from mean in TensorGenerators.Decimals(shape, 30, precision)
        from logVariance in TensorGenerators.Decimals(shape, 20, precision)
        select new DiagonalGaussian(mean, logVariance);

    /// <summary>Laplace distributions over <c>[batch, coordinates]</c>.</summary>
    public static Gen<Laplace> Laplace() =>
        from shape in Matrices()
        from precision in TensorGenerators.Precisions()
        from laplace in Laplace(shape, precision)
        select laplace;

    public static Gen<Laplace> Laplace(Shape shape, Precision precision) =>
        from mean in TensorGenerators.Decimals(shape, 30, precision)
        from logScale in TensorGenerators.Decimals(shape, 20, precision)
        select new Laplace(mean, logScale);

    /// <summary>Bernoulli distributions over <c>[batch, coordinates]</c>.</summary>
    public static Gen<Bernoulli> Bernoulli() =>
        from shape in Matrices()
        from precision in TensorGenerators.Precisions()
        from logits in TensorGenerators.Decimals(shape, 50, precision)
        select new Bernoulli(logits);

    /// <summary>Poisson distributions over <c>[batch, coordinates]</c>.</summary>
    public static Gen<Poisson> Poisson() =>
        from shape in Matrices()
        from precision in TensorGenerators.Precisions()
        from logRate in TensorGenerators.Decimals(shape, 30, precision)
        select new Poisson(logRate);

    /// <summary>Negative binomial distributions over <c>[batch, coordinates]</c>.</summary>
    public static Gen<NegativeBinomial> NegativeBinomial() =>
        from shape in Matrices()
        from precision in TensorGenerators.Precisions()
        from logMean in TensorGenerators.Decimals(shape, 30, precision)
        from logDispersion in TensorGenerators.Decimals(shape, 30, precision)
        select new NegativeBinomial(logMean, logDispersion);

    /// <summary>Zero-inflated negative binomial distributions over <c>[batch, coordinates]</c>.</summary>
    public static Gen<ZeroInflatedNegativeBinomial> ZeroInflatedNegativeBinomial() =>
        from inner in NegativeBinomial()
        from zeroLogits in TensorGenerators.Decimals(inner.Shape, 50, inner.Precision)
        select new ZeroInflatedNegativeBinomial(inner.LogMean, inner.LogDispersion, zeroLogits);

    /// <summary>Columns of classes over <c>[batch, columns * classes]</c>.</summary>
    public static Gen<Categorical> Categorical() =>
        from batch in Gen.Choose(1, 4)
        from columns in Gen.Choose(1, 3)
        from classes in Gen.Choose(1, 4)
        from precision in TensorGenerators.Precisions()
        from logits in TensorGenerators.Decimals(new Shape(batch, columns * classes), 50, precision)
        select new Categorical(logits, classes);

    /// <summary>Discretized logistic distributions over <c>[batch, coordinates]</c>, with scales from a level's width to many.</summary>
    public static Gen<DiscretizedLogistic> DiscretizedLogistic() =>
        from shape in Matrices()
        from precision in TensorGenerators.Precisions()
        from location in TensorGenerators.Decimals(shape, 10, precision)
        from logScale in TensorGenerators.Decimals(shape, 20, precision)
        from levels in Gen.Choose(2, 8)
        select new DiscretizedLogistic(location, logScale, levels);

    /// <summary>Ordinal distributions over <c>[batch, columns]</c> of common cutpoints, at least a tenth apart.</summary>
    public static Gen<Ordinal> Ordinal() =>
        from shape in Matrices()
        from precision in TensorGenerators.Precisions()
        from location in TensorGenerators.Decimals(shape, 30, precision)
        from levels in Gen.Choose(2, 6)
        from first in Gen.Choose(-30, 0)
        from gaps in Gen.Choose(1, 20).ArrayOf(levels - 2)
        select new Ordinal(location, Tensor.FromArray([.. Cutpoints(first, gaps)], new Shape(1, levels - 1)).To(precision));

    /// <summary>Mixtures over <c>[coordinates]</c>.</summary>
    public static Gen<GaussianMixture> Mixture() =>
        from coordinates in Gen.Choose(1, 4)
        from precision in TensorGenerators.Precisions()
        from mixture in Mixture(coordinates, precision)
        select mixture;

    public static Gen<GaussianMixture> Mixture(int coordinates, Precision precision) =>
        from components in Gen.Choose(1, 3)
        from logits in TensorGenerators.Decimals(new Shape(components), 20, precision)
        from gaussians in Gaussian(new Shape(components, coordinates), precision)
        select new GaussianMixture(logits, gaussians.Mean, gaussians.LogVariance);

    /// <summary>Any distribution.</summary>
    public static Gen<Distribution> Any() => Gen.OneOf(
        Simple(),
        Product().Select(product => (Distribution)product),
        Simple().Select(inner => (Distribution)new Observed(inner)));

    /// <summary>One to three distributions over <c>[batch, coordinates]</c>, side by side.</summary>
    public static Gen<Product> Product() =>
        from batch in Gen.Choose(1, 4)
        from precision in TensorGenerators.Precisions()
        from parts in Gen.OneOf(
            Gaussian(new Shape(batch, 2), precision).Select(gaussian => (Distribution)gaussian),
            Laplace(new Shape(batch, 1), precision).Select(laplace => (Distribution)laplace),
            TensorGenerators.Decimals(new Shape(batch, 3), 50, precision).Select(logits => (Distribution)new Bernoulli(logits))).NonEmptyListOf()
        select new Product([.. parts.Take(3)]);

    private static Gen<Distribution> Simple() => Gen.OneOf(
        Gaussian().Select(gaussian => (Distribution)gaussian),
        Laplace().Select(laplace => (Distribution)laplace),
        Bernoulli().Select(bernoulli => (Distribution)bernoulli),
        Poisson().Select(poisson => (Distribution)poisson),
        NegativeBinomial().Select(counts => (Distribution)counts),
        ZeroInflatedNegativeBinomial().Select(counts => (Distribution)counts),
        Categorical().Select(categorical => (Distribution)categorical),
        DiscretizedLogistic().Select(logistic => (Distribution)logistic),
        Ordinal().Select(ordinal => (Distribution)ordinal),
        Mixture().Select(mixture => (Distribution)mixture));

    public static IEnumerable<Distribution> Simpler(Distribution distribution) => distribution switch
    {
        DiagonalGaussian gaussian => Simpler(gaussian),
        Laplace laplace => Simpler(laplace),
        Bernoulli bernoulli => Simpler(bernoulli),
        Poisson poisson => Simpler(poisson),
        NegativeBinomial counts => Simpler(counts),
        ZeroInflatedNegativeBinomial counts => Simpler(counts),
        Categorical categorical => Simpler(categorical),
        DiscretizedLogistic logistic => Simpler(logistic),
        Ordinal ordinal => Simpler(ordinal),
        GaussianMixture mixture => Simpler(mixture),
        Product { Parts.Length: > 1 } product => product.Parts,
        Observed observed => Simpler(observed.Inner).Select(inner => new Observed(inner)).Prepend(observed.Inner),
        _ => [],
    };

    public static IEnumerable<DiagonalGaussian> Simpler(DiagonalGaussian gaussian) =>
        Parts(gaussian.Shape).Select(part => new DiagonalGaussian(part.Of(gaussian.Mean), part.Of(gaussian.LogVariance)));

    public static IEnumerable<Laplace> Simpler(Laplace laplace) =>
        Parts(laplace.Shape).Select(part => new Laplace(part.Of(laplace.Mean), part.Of(laplace.LogScale)));

    public static IEnumerable<Bernoulli> Simpler(Bernoulli bernoulli) =>
        Parts(bernoulli.Shape).Select(part => new Bernoulli(part.Of(bernoulli.Logits)));

    public static IEnumerable<Poisson> Simpler(Poisson poisson) =>
        Parts(poisson.Shape).Select(part => new Poisson(part.Of(poisson.LogRate)));

    public static IEnumerable<NegativeBinomial> Simpler(NegativeBinomial counts) =>
        Parts(counts.Shape).Select(part => new NegativeBinomial(part.Of(counts.LogMean), part.Of(counts.LogDispersion)));

    public static IEnumerable<ZeroInflatedNegativeBinomial> Simpler(ZeroInflatedNegativeBinomial counts) =>
        Parts(counts.Shape).Select(part => new ZeroInflatedNegativeBinomial(
            part.Of(counts.NegativeBinomial.LogMean), part.Of(counts.NegativeBinomial.LogDispersion), part.Of(counts.ZeroLogits)));

    /// <summary>A smaller batch, or fewer columns.</summary>
    public static IEnumerable<Categorical> Simpler(Categorical categorical)
    {
        var (batch, columns, classes) = (categorical.Shape[0], categorical.Blocks, categorical.Classes);
        return Parts(new Shape(batch, columns, classes)).Where(part => part.Axis < 2)
            .Select(part => part.Of(categorical.Logits.Reshape(new Shape(batch, columns, classes))))
            .Select(logits => new Categorical(logits.Reshape(new Shape(logits.Shape[0], logits.Shape[1] * classes)), classes));
    }

    public static IEnumerable<DiscretizedLogistic> Simpler(DiscretizedLogistic logistic) =>
        Parts(logistic.Shape).Select(part => new DiscretizedLogistic(part.Of(logistic.Location), part.Of(logistic.LogScale), logistic.Levels));

    public static IEnumerable<Ordinal> Simpler(Ordinal ordinal) =>
        Parts(ordinal.Shape).Select(part => new Ordinal(part.Of(ordinal.Location), ordinal.Cutpoints));

    /// <summary>A mixture of fewer components, or over fewer coordinates.</summary>
    public static IEnumerable<GaussianMixture> Simpler(GaussianMixture mixture) =>
        Parts(mixture.Components.Shape).Select(part => new GaussianMixture(
            part.Axis == 0 ? part.Of(mixture.Logits) : mixture.Logits, part.Of(mixture.Components.Mean), part.Of(mixture.Components.LogVariance)));

    /// <summary>The first cutpoint and the sums of the gaps that follow, in tenths.</summary>
    private static IEnumerable<double> Cutpoints(int first, int[] gaps)
    {
        yield return first / 10.0;
        foreach (var gap in gaps)
        {
            first += gap;
            yield return first / 10.0;
        }
    }

    private static Gen<Shape> Matrices() =>
        from batch in Gen.Choose(1, 4)
        from coordinates in Gen.Choose(1, 5)
        select new Shape(batch, coordinates);

    /// <summary>Along each axis all but the last, and all but the first.</summary>
    private static IEnumerable<Part> Parts(Shape shape) =>
        Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] > 1)
            .SelectMany(axis => new[] { new Part(axis, 0, shape[axis] - 1), new Part(axis, 1, shape[axis] - 1) });

    private sealed record Part(int Axis, int First, int Count)
    {
        public Tensor Of(Tensor tensor) => tensor.Slice(First, Count, Axis);
    }
}
