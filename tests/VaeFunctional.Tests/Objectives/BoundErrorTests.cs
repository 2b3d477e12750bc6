using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What bounds and weights of the rate refuse, and what they say.</summary>
public sealed class BoundErrorTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Vae Model = BinaryModel.Create(Key.Fold("model"), features: 5, latent: 2);

    private static readonly Tensor X = Tensor.Zeros(new Shape(6, 5), Precision.Double);

    [Fact]
    public void A_missing_argument_is_named()
    {
        var rate = Tensor.Zeros(new Shape(6));
        Assert.Throws<ArgumentNullException>("model", () => Elbo.Estimate(null!, X, Key));
        Assert.Throws<ArgumentNullException>("x", () => Elbo.Estimate(Model, null!, Key));
        Assert.Throws<ArgumentNullException>("noise", () => Elbo.Estimate(Model, X, null!));
        Assert.Throws<ArgumentNullException>("logLikelihood", () => Elbo.OfTerms(null!, rate));
        Assert.Throws<ArgumentNullException>("rate", () => Elbo.OfTerms(rate, (Tensor)null!));
        Assert.Throws<ArgumentNullException>("rate", () => Elbo.OfTerms(rate, (KlEstimate)null!));
        Assert.Throws<ArgumentNullException>("noise", () => ImportanceWeightedBound.Estimate(Model, X, null!));
        Assert.Throws<ArgumentNullException>("values", () => new LowerBound(null!));
    }

    [Fact]
    public void Data_that_is_not_a_batch_is_reported() =>
        Assert.All([Shape.Scalar, new Shape(5), new Shape(0, 5), new Shape(0, 3, 5)], shape => AssertSays(
            $"Data is [batch, features] with at least one example; got shape {shape}.",
            () => Elbo.Estimate(Model, Tensor.Zeros(shape, Precision.Double), Key)));

    [Fact]
    public void Images_that_are_not_rows_are_refused_with_the_way_to_flatten_them()
    {
        AssertSays(
            "Data is [batch, features] with at least one example; got shape [2, 3, 5]; flatten every example to a row, as by Reshape(new Shape(2, 15)).",
            () => Elbo.Estimate(Model, Tensor.Zeros(new Shape(2, 3, 5)), Key));
        AssertSays(
            "got shape [2, 1, 5, 1]; flatten every example to a row, as by Reshape(new Shape(2, 5)).",
            () => ModelLaws.Check(Model, Tensor.Zeros(new Shape(2, 1, 5, 1)), Key));
    }

    [Fact]
    public void Data_that_the_likelihood_cannot_give_are_told()
    {
        // A custom encoder may not look at its data.
        var model = new ScriptedModel(Tensor.Zeros(new Shape(1, 2), Precision.Double));
        var x = Tensor.FromArray([0, double.NaN], new Shape(2, 1));
        AssertSays("Script takes finite numbers; the value at [1, 0] of shape [2, 1] is NaN.", () => Elbo.Estimate(model, x, Key));
    }

    [Fact]
    public void Noise_that_is_not_of_the_batch_is_told() =>
        Assert.All([new Shape(0, 6, 2), new Shape(3, 5, 2), new Shape(2, 1, 6, 2)], shape => AssertSays(
            $"Noise of a batch of 6 is [samples, 6, noise] with at least one sample; got shape {shape}.",
            () => Elbo.Estimate(Model, X, Tensor.Zeros(shape, Precision.Double))));

    [Fact]
    public void Terms_that_are_not_a_number_an_example_are_told()
    {
        AssertSays("Distortion and rate are one number per example, [batch]; got shapes [6] and [5].", () => Elbo.OfTerms(Zeros(6), Zeros(5)));
        AssertSays("Distortion and rate are one number per example, [batch]; got shapes [6, 1] and [6, 1].", () => Elbo.OfTerms(Zeros(6, 1), Zeros(6, 1)));
        AssertSays("A bound has one number per example, [batch]; got shape [6, 1].", () => new LowerBound(Zeros(6, 1)));
    }

    [Theory]
    [InlineData(-1e-300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_not_a_weight_of_the_rate_is_reported(double weight)
    {
        AssertSays($"The weight of the rate is at least 0 and finite; got {weight}.", () => Elbo.OfTerms(Zeros(2), Zeros(2)).ToObjective(weight));
        AssertSays($"The weight of the rate is finite and at least 0; got {weight}.", () => Warmup.Linear(1, 2, weight));
        AssertSays($"The weight of the rate is finite and at least 0; got {weight}.", () => Warmup.Cyclical(1, 2, target: weight));
    }

    [Fact]
    public void A_part_of_a_cycle_that_is_not_one_is_reported() =>
        AssertSays("The rising part of a cycle is in (0, 1]; got 1.5.", () => Warmup.Cyclical(0, 10, rising: 1.5));

    [Fact]
    public void A_weight_of_0_is_possible()
    {
        Assert.Equal(0, Warmup.Linear(5, 10, target: 0));
        Assert.Equal(0, Warmup.Cyclical(5, 10, target: 0));
    }

    [Fact]
    public void The_term_of_a_bound_has_the_name_that_it_is_given()
    {
        var bound = Elbo.OfTerms(Zeros(2), Zeros(2)).Elbo;
        Assert.Equal(["bound"], Gradient.Value(_ => bound.ToObjective(), new Parameter(Zeros(1))).Terms.Names);
        Assert.Equal(["mine"], Gradient.Value(_ => bound.ToObjective("mine"), new Parameter(Zeros(1))).Terms.Names);
    }

    private static Tensor Zeros(params int[] sizes) => Tensor.Zeros(new Shape(sizes));

    private static void AssertSays(string message, Func<object?> code) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(code).Message, StringComparison.Ordinal);
}
