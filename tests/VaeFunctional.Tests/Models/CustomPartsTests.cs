using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Parts written by a user serve as well as the library's.</summary>
public class CustomPartsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);
    private static readonly Tensor X = Samples.ShortDecimals(Key.Fold("x"), new Shape(3, 4), Precision.Single);

    private static readonly Vae Model = new(
        new Residual(Mlp.Create(Key.Fold("encoder"), [4, 5, 4], Activation.Tanh)),
        PosteriorHead.DiagonalGaussian,
        new ScaledPrior(Tensor.FromArray([0.3f, -0.4f])),
        TestModels.Decoder,
        new LogisticHead(Tensor.FromArray([0.2f])));

    [Fact]
    public void They_obey_the_laws_of_parameters()
    {
        Parameters.Check(Model);
        Assert.Equal(
            ["encoder/body/hidden/0/weight", "encoder/body/hidden/0/bias", "encoder/body/output/weight", "encoder/body/output/bias", "prior/log-variance",
             "decoder/hidden/0/weight", "decoder/hidden/0/bias", "decoder/output/weight", "decoder/output/bias", "likelihood/log-scale"],
            Model.Leaves().Select(leaf => leaf.Path));
    }

    [Fact]
    public void They_are_differentiated_with_the_rest()
    {
        var result = GradientCheck.Objective(model => Elbo.Estimate(model, X, Key).ToObjective(), Model, Key);
        Assert.True(result.Passes(1e-6), result.ToString());
        Assert.Equal(10, result.Comparisons.Length);
    }

    [Fact]
    public void They_generate_reconstruct_and_report()
    {
        Assert.Equal(new Shape(7, 4), Model.Sample(Key, 7).Shape);
        Assert.Equal(X.Shape, Model.Reconstruct(X).Mean.Shape);
        Assert.Equal(new Shape(3), Elbo.Estimate(Model, X, Key).Elbo.Values.Shape);
        Assert.Contains("Logistic", Assert.Throws<ArgumentException>(() => Model.Decode(Tensor.Zeros(new Shape(1, 2))).LogDensity(Tensor.Zeros(new Shape(1, 3)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mismatch_within_them_names_the_layer()
    {
        var model = Vae.Create(Mlp.Create(Key, [4, 8], Activation.Tanh), new Residual(Mlp.Create(Key, [4, 5, 4], Activation.Tanh)), LikelihoodHead.Gaussian());
        var mismatch = Assert.Throws<ShapeMismatchException>(() => model.Decode(Tensor.Zeros(new Shape(3, 9))));
        Assert.Equal("decoder/hidden/0", mismatch.Path);
    }

    private sealed record Residual(Mlp Body) : INetwork
    {
        public int Inputs => Body.Inputs;

        public int Outputs => Body.Outputs;

        public Tensor Apply(Tensor input) => input + Body.Apply(input);

        public INetwork Map(LeafMap f) => new Residual(f.At<Mlp>("body", Body));
    }

    private sealed record ScaledPrior(Tensor LogVariance) : IPrior
    {
        public int Latent => LogVariance.Count;

        public Distribution Of(PriorContext at) => new DiagonalGaussian(Tensor.Zeros(LogVariance.Shape, LogVariance.Precision), LogVariance);

        public IPrior Map(LeafMap f) => new ScaledPrior(f.At("log-variance", LogVariance));
    }

    private sealed record LogisticHead(Tensor LogScale) : IDistributionHead
    {
        public int OutputsFor(int coordinates) => coordinates;

        public Distribution Of(Tensor output) => new Logistic(output, LogScale);

        public IDistributionHead Map(LeafMap f) => new LogisticHead(f.At("log-scale", LogScale));
    }
}
