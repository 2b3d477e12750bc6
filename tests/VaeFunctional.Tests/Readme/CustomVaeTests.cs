using Xunit;

namespace VaeFunctional.Tests;

public sealed class CustomVaeTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    private static readonly Tensor Images = ShapeImages.Generate(Key.Fold("data"), 200, side: 8).Images;

    private static readonly LaplaceVae Model = new(
        Mlp.Create(Key.Fold("encoder"), [64, 32, 8], Activation.Tanh),
        Mlp.Create(Key.Fold("decoder"), [4, 32, 64], Activation.Tanh),
        Tensor.Full(new Shape(64), Math.Log(0.3)));

    private static readonly StepContext At = new(0, Key.Fold("at"));

    [Fact]
    public void The_model_of_ones_own_keeps_the_laws_of_parameter_records() => Parameters.Check(Model);

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void The_model_of_ones_own_trains_in_both_precisions(Precision precision)
    {
        var start = TrainingState.Start(Model.To(precision), Adam.Default.WithLearningRate(3e-3), Key.Fold("train"));
        var states = Train.Run(start, LaplaceVae.FreeBits, Batches.Shuffled(Images, 50, 30), every: 40).States().ToList();
        Assert.True(states[^1].Terms["elbo"] > states[0].Terms["elbo"] + 20, string.Join("\n", states.Select(state => state.Terms)));
        Assert.All(states[^1].Model.Leaves(), leaf => Assert.Equal(precision, leaf.Value.Precision));
    }

    [Fact]
    public void The_objective_of_ones_own_has_the_right_gradient()
    {
        var batch = Batches.InOrder(Images, 5).At(0, Key);
        var check = GradientCheck.Objective(model => LaplaceVae.FreeBits(model, batch, At), Model, Key.Fold("check"), step: 1e-4);
        Assert.True(check.Passes(1e-5), check.ToString());
    }

    [Fact]
    public void The_likelihood_of_ones_own_serves_the_librarys_bound_and_evaluation()
    {
        var elbo = Gradient.Value(model => Elbo.Estimate(model, Images, Key).ToObjective(), Model).Terms["elbo"];
        var estimate = LogLikelihood.Estimate(Model, Images, Key, samples: 20);
        Assert.InRange(estimate.Mean, elbo, estimate.Mean);
        Assert.True(double.IsFinite(elbo));
    }

    [Fact]
    public void The_likelihood_of_ones_own_agrees_with_MathNet()
    {
        var mean = Tensor.FromArray([0.5, -1.0], new Shape(1, 2));
        var laplace = new Laplace(mean, Tensor.FromArray([0.0, Math.Log(0.25)]));
        var x = Tensor.FromArray([0.75, 2.0], new Shape(1, 2));
        var expected = new MathNet.Numerics.Distributions.Laplace(0.5, 1).DensityLn(0.75)
            + new MathNet.Numerics.Distributions.Laplace(-1, 0.25).DensityLn(2);
        Assert.Equal(expected, laplace.LogDensity(x)[0], 1e-12);
    }

    [Fact]
    public void Draws_of_the_likelihood_of_ones_own_are_the_quantiles_of_their_noise()
    {
        var laplace = new Laplace(Tensor.FromArray([1.0], new Shape(1, 1)), Tensor.FromArray([Math.Log(2)]));
        var oracle = new MathNet.Numerics.Distributions.Laplace(1, 2);
        foreach (var u in new[] { 1e-9, 0.1, 0.5, 0.75, 1 - 1e-9 })
            Assert.Equal(u, oracle.CumulativeDistribution(laplace.FromNoise(Tensor.FromArray([u], new Shape(1, 1)))[0, 0]), 1e-12);
    }
}
