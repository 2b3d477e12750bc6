using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>The arbitraries of the library's types: what a <c>[Property]</c> with such a parameter is given, and how it is shrunk.</summary>
/// <remarks><see cref="VaePropertiesAttribute"/> makes them known to FsCheck. Everything comes in both precisions; shrinking keeps shapes valid.</remarks>
public static class VaeArbitraries
{
    /// <summary>Keys.</summary>
    public static Arbitrary<RandomKey> RandomKeys { get; } = KeyGenerators.Any().ToArbitrary();

    /// <summary>Both precisions.</summary>
    public static Arbitrary<Precision> Precisions { get; } = TensorGenerators.Precisions().ToArbitrary();

    /// <summary>Shapes of up to four axes of sizes from 0 to 3.</summary>
    public static Arbitrary<Shape> Shapes { get; } = Arb.From(ShapeGenerators.OfRank(0, Shape.MaximumRank), ShapeGenerators.Smaller);

    /// <summary>Shapes of one to four axes.</summary>
    public static Arbitrary<ShapeWithAxes> ShapesWithAxes { get; } = Arb.From(
        ShapeGenerators.OfRank(1, Shape.MaximumRank).Select(shape => new ShapeWithAxes(shape)),
        shape => ShapeGenerators.Smaller(shape.Value).Where(smaller => smaller.Rank > 0).Select(smaller => new ShapeWithAxes(smaller)));

    /// <summary>Pairs of shapes that broadcast to one another.</summary>
    public static Arbitrary<BroadcastableShapes> BroadcastableShapes { get; } = Arb.From(ShapeGenerators.Broadcastable(), ShapeGenerators.Smaller);

    /// <summary>Tensors of any shape, of short decimals.</summary>
    public static Arbitrary<Tensor> Tensors { get; } = Arb.From(TensorGenerators.Readable(), TensorGenerators.Simpler);

    /// <summary>Tensors of any shape, of awkward finite numbers.</summary>
    public static Arbitrary<AwkwardTensor> AwkwardTensors { get; } = Arb.From(
        TensorGenerators.Awkward(isFinite: true).Select(tensor => new AwkwardTensor(tensor)),
        tensor => TensorGenerators.Simpler(tensor.Value).Select(simpler => new AwkwardTensor(simpler)));

    /// <summary>Tensors of any shape, of awkward numbers with NaN and infinities among them.</summary>
    public static Arbitrary<NonFiniteTensor> NonFiniteTensors { get; } = Arb.From(
        TensorGenerators.Awkward(isFinite: false).Select(tensor => new NonFiniteTensor(tensor)),
        tensor => TensorGenerators.Simpler(tensor.Value).Select(simpler => new NonFiniteTensor(simpler)));

    /// <summary>Gaussians over <c>[batch, coordinates]</c>.</summary>
    public static Arbitrary<DiagonalGaussian> Gaussians { get; } = Arb.From(DistributionGenerators.Gaussian(), DistributionGenerators.Simpler);

    /// <summary>Laplace distributions over <c>[batch, coordinates]</c>.</summary>
    public static Arbitrary<Laplace> Laplaces { get; } = Arb.From(DistributionGenerators.Laplace(), DistributionGenerators.Simpler);

    /// <summary>Bernoulli distributions over <c>[batch, coordinates]</c>.</summary>
    public static Arbitrary<Bernoulli> Bernoullis { get; } = Arb.From(DistributionGenerators.Bernoulli(), DistributionGenerators.Simpler);

    /// <summary>Poisson distributions over <c>[batch, coordinates]</c>.</summary>
    public static Arbitrary<Poisson> Poissons { get; } = Arb.From(DistributionGenerators.Poisson(), DistributionGenerators.Simpler);

    /// <summary>Negative binomial distributions over <c>[batch, coordinates]</c>.</summary>
    public static Arbitrary<NegativeBinomial> NegativeBinomials { get; } = Arb.From(DistributionGenerators.NegativeBinomial(), DistributionGenerators.Simpler);

    /// <summary>Zero-inflated negative binomial distributions over <c>[batch, coordinates]</c>.</summary>
    public static Arbitrary<ZeroInflatedNegativeBinomial> ZeroInflatedNegativeBinomials { get; } =
        Arb.From(DistributionGenerators.ZeroInflatedNegativeBinomial(), DistributionGenerators.Simpler);
    /// <summary>Columns of classes over <c>[batch, columns * classes]</c>.</summary>
    public static Arbitrary<Categorical> Categoricals { get; } = Arb.From(DistributionGenerators.Categorical(), DistributionGenerators.Simpler);

    /// <summary>Discretized logistic distributions over <c>[batch, coordinates]</c>.</summary>
    public static Arbitrary<DiscretizedLogistic> DiscretizedLogistics { get; } = Arb.From(DistributionGenerators.DiscretizedLogistic(), DistributionGenerators.Simpler);

    /// <summary>Ordinal distributions over <c>[batch, columns]</c>.</summary>
    public static Arbitrary<Ordinal> Ordinals { get; } = Arb.From(DistributionGenerators.Ordinal(), DistributionGenerators.Simpler);

    /// <summary>Mixtures over <c>[coordinates]</c>.</summary>
    public static Arbitrary<GaussianMixture> Mixtures { get; } = Arb.From(DistributionGenerators.Mixture(), DistributionGenerators.Simpler);

    /// <summary>Products of one to three distributions over <c>[batch, coordinates]</c>.</summary>
    public static Arbitrary<Product> Products { get; } = Arb.From(
        DistributionGenerators.Product(), product => product.Parts.Length > 1 ? product.Parts.Select(part => new Product([part])) : []);

    /// <summary>Distributions of every family.</summary>
    public static Arbitrary<Distribution> Distributions { get; } = Arb.From(DistributionGenerators.Any(), DistributionGenerators.Simpler);

    /// <summary>Perceptrons of up to two hidden layers.</summary>
    public static Arbitrary<Mlp> Networks { get; } = Arb.From(NetworkGenerators.Any(), NetworkGenerators.Simpler);

    /// <summary>Perceptrons with inputs that fit them.</summary>
    public static Arbitrary<NetworkExample> NetworkExamples { get; } = Arb.From(NetworkGenerators.Example(), NetworkGenerators.Simpler);

    /// <summary>Models of random sizes, heads and priors.</summary>
    public static Arbitrary<Vae> Models { get; } = Arb.From(ModelGenerators.Any(), ModelGenerators.Simpler);

    /// <summary>Models of random sizes that are told one or two numbers of each row.</summary>
    public static Arbitrary<ConditionalVae> ConditionalModels { get; } = ModelGenerators.Conditional().ToArbitrary();

    /// <summary>Models with data that fit them.</summary>
    public static Arbitrary<ModelExample> ModelExamples { get; } = Arb.From(ModelGenerators.Example(), ModelGenerators.Simpler);
}
