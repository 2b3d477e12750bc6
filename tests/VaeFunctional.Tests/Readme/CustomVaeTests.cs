using Xunit;

namespace VaeFunctional.Tests;

/// <summary>README's model with parts of its own.</summary>
public sealed class CustomVaeTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    private static readonly Tensor Images = ShapeImages.Generate(Key.Fold("data"), 200, side: 8).Images;

    private static readonly LogisticVae Model = new(
        Mlp.Create(Key.Fold("encoder"), [64, 32, 8], Activation.Tanh),
        Mlp.Create(Key.Fold("decoder"), [4, 32, 64], Activation.Tanh),
        Tensor.Full(new Shape(64), Math.Log(0.3)));

    private static readonly StepContext At = new(0, Key.Fold("at"));

    private static readonly Batch Everything = Batches.InOrder(Images, 200).At(0, Key);

    [Fact]
    public void The_model_keeps_the_laws_of_parameter_records() => Parameters.Check(Model);

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Training_lowers_the_objective_of_the_same_examples_and_noise(Precision precision)
    {
        var start = TrainingState.Start(Model.To(precision), Adam.Default.WithLearningRate(3e-3), Key.Fold("train"));
        var end = Train.Run(start, LogisticVae.FreeBits, Batches.Shuffled(Images, 50, 10), every: 40).States().Last();
        Assert.True(Loss(end.Model) < Loss(start.Model), $"{Loss(start.Model)} to {Loss(end.Model)}");
        Assert.All(end.Model.Leaves(), leaf => Assert.Equal(precision, leaf.Value.Precision));
    }

    [Fact]
    public void A_small_step_against_the_gradient_lowers_the_objective_by_its_square()
    {
        // f(m - h g) = f(m) - h |g|^2 + O(h^2), whatever the key.
        var model = Model.To(Precision.Double);
        var gradient = Gradient.ValueAndGradient(at => LogisticVae.FreeBits(at, Everything, At), model).Gradient;
        var step = 1e-6 / gradient.Norm();
        var moved = model.ZipParameters(gradient, (_, parameter, slope) => parameter - (slope * step));
        Assert.Equal(step * gradient.Norm() * gradient.Norm(), Loss(model) - Loss(moved), 0.01 * step * gradient.Norm() * gradient.Norm());
    }

    [Fact]
    public void The_objective_refuses_missing_values()
    {
        var missing = new Batch(Tensor.Full(new Shape(2, 64), double.NaN), [0, 1], 0);
        Assert.Contains("takes finite numbers", Assert.Throws<ArgumentException>(() => LogisticVae.FreeBits(Model, missing, At)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_objective_has_the_right_gradient()
    {
        var batch = Batches.InOrder(Images, 5).At(0, Key);
        var check = GradientCheck.Objective(model => LogisticVae.FreeBits(model, batch, At), Model, Key.Fold("check"), step: 1e-4);
        Assert.True(check.Passes(1e-5), check.ToString());
    }

    [Fact]
    public void The_model_serves_the_librarys_bound_and_evaluation()
    {
        // A bound of one draw is the ELBO of that draw, and a mean of weights is never below the mean of their logarithms.
        var noise = Model.Encode(Images).Noise(Key, 1);
        var elbo = Elbo.Estimate(Model, Images, noise, RateForm.SameSample).Elbo.Values;
        Close.All(elbo.ToDoubles(), ImportanceWeightedBound.Estimate(Model, Images, noise).Values.ToDoubles(), 1e-5);
        var estimate = LogLikelihood.Estimate(Model, Images, Key, samples: 20);
        Assert.All(estimate.MeanLogWeights.Zip(estimate.Values), pair => Assert.InRange(pair.First, double.MinValue, pair.Second));
    }

    [Fact]
    public void The_density_agrees_with_MathNet()
    {
        var logistic = new Logistic(Tensor.FromArray([0.5, -1.0], new Shape(1, 2)), Tensor.FromArray([0.0, Math.Log(0.25)]));
        var x = Tensor.FromArray([0.75, 2.0], new Shape(1, 2));
        var expected = new MathNet.Numerics.Distributions.Logistic(0.5, 1).DensityLn(0.75)
            + new MathNet.Numerics.Distributions.Logistic(-1, 0.25).DensityLn(2);
        Assert.Equal(expected, logistic.LogDensity(x)[0], 1e-12);
    }

    [Fact]
    public void Draws_are_the_quantiles_of_their_noise()
    {
        var logistic = new Logistic(Tensor.FromArray([1.0], new Shape(1, 1)), Tensor.FromArray([Math.Log(2)]));
        var oracle = new MathNet.Numerics.Distributions.Logistic(1, 2);
        foreach (var u in new[] { 1e-9, 0.1, 0.5, 0.75, 1 - 1e-9 })
            Assert.Equal(u, oracle.CumulativeDistribution(logistic.FromNoise(Tensor.FromArray([u], new Shape(1, 1)))[0, 0]), 1e-12);
    }

    private static double Loss(LogisticVae model) => Gradient.Value(at => LogisticVae.FreeBits(at, Everything, At), model).Value;
}
