using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(LogWeights) })]
public sealed class ImportanceWeightedBoundTests
{
    private const double Rounding = 1e-13;

    private static readonly Vae Model = BinaryModel.Create(RandomKey.FromSeed(1), features: 5, latent: 2);

    private static readonly Tensor X = RandomKey.FromSeed(2).Bernoulli(Tensor.Full(new Shape(4, 5), 0.5, Precision.Double));

    [Property]
    public bool Of_one_draw_it_is_the_same_sample_elbo_exactly(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size).Vae, LinearGaussians.Data(key, size));
        return ImportanceWeightedBound.Estimate(model, x, key, 1).Values.Equals(Elbo.Estimate(model, x, key, RateForm.SameSample).Elbo.Values);
    }

    [Fact]
    public void The_number_of_draws_is_the_one_asked_for() =>
        Assert.All([1, 2, 3, 7, 100, 101], samples =>
            Assert.Equal(new Shape(samples, 4), ImportanceWeightedBound.Estimate(Model, X, RandomKey.FromSeed(3), samples).LogWeights.Shape));

    [Property]
    public bool On_any_weights_it_is_the_log_of_their_mean(Shape shape, RandomKey key)
    {
        var table = LogWeights.AnyNumbers(key, shape);
        var bound = new ScriptedModel(table).Bound.Values;
        return Examples(shape).All(i => Near.Is(bound[i], LogWeights.LogMeanExp(LogWeights.Of(table, i)), Rounding));
    }

    [Property]
    public bool On_any_weights_it_lies_between_the_mean_and_the_largest_log_weight(Shape shape, RandomKey key)
    {
        var table = LogWeights.AnyNumbers(key, shape);
        var bound = new ScriptedModel(table).Bound.Values;
        return Examples(shape).All(i =>
            Near.AtMost(LogWeights.Of(table, i).Average(), bound[i], Rounding) && Near.AtMost(bound[i], LogWeights.Of(table, i).Max(), Rounding));
    }

    [Property]
    public bool On_any_weights_leaving_one_out_lowers_it_on_average(Shape shape, RandomKey key)
    {
        var table = LogWeights.AnyNumbers(key, shape.With(0, shape[0] + 1));
        var without = Enumerable.Range(0, shape[0] + 1)
            .Select(left => new ScriptedModel(table.Take([.. Enumerable.Range(0, shape[0] + 1).Where(sample => sample != left)])).Bound.Values)
            .ToList();
        var bound = new ScriptedModel(table).Bound.Values;
        return Examples(shape).All(i => Near.AtMost(without.Average(values => values[i]), bound[i], Rounding));
    }

    [Property]
    public bool A_factor_of_all_weights_is_a_shift_of_the_bound(Shape shape, RandomKey key)
    {
        var table = LogWeights.Ordinary(key, shape);
        var bound = new ScriptedModel(table).Bound.Values.ToDoubles();
        return new[] { -1000, -3.25, 0, 700, 12345 }.All(shift =>
            Near.All(new ScriptedModel(table + shift).Bound.Values.ToDoubles(), bound.Select(value => value + shift), Rounding));
    }

    [Property]
    public bool The_order_of_the_draws_does_not_matter(Shape shape, RandomKey key)
    {
        var table = LogWeights.AnyNumbers(key, shape);
        var reordered = table.Take(key.Fold("order").Permutation(shape[0]));
        return Near.All(new ScriptedModel(table).Bound.Values.ToDoubles(), new ScriptedModel(reordered).Bound.Values.ToDoubles(), Rounding);
    }

    [Property]
    public bool The_weighted_mean_of_the_log_weights_is_larger_and_is_not_what_is_reported(Shape shape, RandomKey key)
    {
        var table = LogWeights.Ordinary(key, shape.With(0, shape[0] + 1));
        var bound = new ScriptedModel(table).Bound;
        var reported = Gradient.Value(model => model.Bound.ToObjective(), new ScriptedModel(table));
        return Near.Is(reported.Value, -bound.Values.ToDoubles().Average(), Rounding)
            && Near.Is(reported.Terms["bound"], -reported.Value, Rounding)
            && Examples(shape).All(i =>
            {
                var (logWeights, shares) = (LogWeights.Of(table, i), LogWeights.Shares(LogWeights.Of(table, i)));
                var surrogate = logWeights.Zip(shares, (logWeight, share) => share * logWeight).Sum();
                var entropy = -shares.Where(share => share > 0).Sum(share => share * Math.Log(share));
                return Near.Is(surrogate, bound.Values[i] + Math.Log(shape[0] + 1) - entropy, Rounding) && surrogate > bound.Values[i];
            });
    }

    [Property]
    public bool The_gradient_goes_to_the_draws_by_their_share_of_the_weight(Shape shape, RandomKey key)
    {
        var table = LogWeights.Ordinary(key, shape);
        var gradient = Gradient.ValueAndGradient(model => model.Bound.ToObjective(), new ScriptedModel(table)).Gradient.LogWeights;
        return Examples(shape).All(i =>
            Near.All(LogWeights.Of(gradient, i), LogWeights.Shares(LogWeights.Of(table, i)).Select(share => -share / shape[1]), Rounding));
    }

    [Fact]
    public void The_gradient_of_a_model_is_that_of_the_log_weights_weighted_by_their_shares()
    {
        var key = RandomKey.FromSeed(4);
        var gradient = Gradient.ValueAndGradient(model => ImportanceWeightedBound.Estimate(model, X, key, 6).ToObjective(), Model).Gradient;
        var weighted = Gradient.ValueAndGradient(
            model =>
            {
                var logWeights = ImportanceWeightedBound.Estimate(model, X, key, 6).LogWeights;
                var shares = (logWeights - logWeights.LogSumExp(0, keepAxis: true)).Exp().StopGradient();
                return Objective.Of(-(shares * logWeights).Sum(0));
            },
            Model).Gradient;
        Assert.True(Near.Parameters(weighted, gradient, 1e-12));
        Assert.True(gradient.Norm() > 0.01);
    }

    [Property]
    public bool The_bound_of_data_together_is_that_of_each_alone(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size).Vae, LinearGaussians.Data(key, size));
        var noise = key.Fold("noise").Normal(new Shape(5, size.Batch, size.Latent), Precision.Double);
        var together = ImportanceWeightedBound.Estimate(model, x, noise).Values.ToDoubles();
        var alone = Enumerable.Range(0, size.Batch)
            .Select(i => ImportanceWeightedBound.Estimate(model, x.Slice(i, 1), noise.Slice(i, 1, axis: 1)).Values.ToScalar());
        return Near.All(together, alone, 1e-12);
    }

    [Fact]
    public void Noise_that_does_not_fit_is_refused()
    {
        Assert.All(
            [new Shape(3, 2), new Shape(0, 4, 2), new Shape(3, 1, 2), new Shape(3, 5, 2), new Shape(3, 4, 1), new Shape(1, 3, 4, 2)],
            shape => Assert.Contains(
                shape.ToString(),
                Assert.ThrowsAny<ArgumentException>(() => ImportanceWeightedBound.Estimate(Model, X, Tensor.Zeros(shape, Precision.Double))).Message,
                StringComparison.Ordinal));
        Assert.ThrowsAny<ArgumentException>(() => ImportanceWeightedBound.Estimate(Model, X, RandomKey.FromSeed(1), 0));
    }

    private static IEnumerable<int> Examples(Shape shape) => Enumerable.Range(0, shape[1]);
}
