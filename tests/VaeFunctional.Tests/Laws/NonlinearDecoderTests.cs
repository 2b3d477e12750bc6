using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The latents are integrated out by quadrature and the data enumerated, so that nothing here is random but the parameters.</summary>
public sealed class NonlinearDecoderTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<int, int, int> Models => new() { { 6, 1, 141 }, { 5, 1, 141 }, { 3, 2, 81 } };

    [Theory]
    [MemberData(nameof(Models))]
    public void Half_as_many_nodes_again_change_nothing(int features, int latent, int points)
    {
        var vae = BinaryModel.Create(RandomKey.FromSeed(1), features, latent);
        var (coarse, fine) = (new BinaryModel(vae, points), new BinaryModel(vae, 3 * points / 2));
        Assert.Equal(coarse.LogDensity(), fine.LogDensity(), Near.Within(Tolerance));
        Assert.Equal(coarse.Elbo(), fine.Elbo(), Near.Within(Tolerance));
        Assert.Equal(coarse.UpperBound(), fine.UpperBound(), Near.Within(Tolerance));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_probabilities_of_all_data_sum_to_one(int features, int latent, int points) =>
        Assert.Equal(1, Model(features, latent, points).LogMeanWeight().Sum(Math.Exp), Tolerance);

    [Theory]
    [MemberData(nameof(Models))]
    public void The_mean_weight_is_the_density_whatever_the_encoder(int features, int latent, int points)
    {
        var model = Model(features, latent, points);
        Assert.Equal(model.LogDensity(), model.LogMeanWeight(), Near.Within(Tolerance));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_density_lies_between_the_elbo_and_the_mean_log_weight_under_the_posterior(int features, int latent, int points)
    {
        var model = Model(features, latent, points);
        var (lower, density, upper) = (model.Elbo(), model.LogDensity(), model.UpperBound());
        Assert.All(density, (value, i) => Assert.True(lower[i] < value && value < upper[i], $"{lower[i]} < {value} < {upper[i]}"));
        Assert.InRange(lower.Sum(Math.Exp), 0, 1);
    }

    [Theory]
    [InlineData(5, 1, 141)]
    [InlineData(3, 2, 81)]
    public void Importance_sampling_finds_the_density_within_its_own_error(int features, int latent, int points)
    {
        // Five standard errors: of 40 normal deviations one is larger for fewer than one key in 30,000.
        var model = Model(features, latent, points);
        var estimate = LogLikelihood.Estimate(model.Vae, model.AllX, RandomKey.FromSeed(5), 4_000);
        Assert.All(model.LogDensity(), (density, i) =>
            Assert.InRange(estimate.Values[i] - density, -5 * estimate.MonteCarloErrors[i], 5 * estimate.MonteCarloErrors[i]));
        Assert.All(estimate.MonteCarloErrors, error => Assert.InRange(error, 1e-6, 0.1));
    }

    [Fact]
    public void More_draws_give_a_tighter_bound()
    {
        var vae = BinaryModel.Create(RandomKey.FromSeed(2), 3, 1);
        var x = Tensor.FromArray(new double[,] { { 1, 0, 1 } });
        var bounds = new[] { 1, 2, 3 }.Select(samples => ExpectedBound(vae, x, samples)).ToArray();
        var model = new BinaryModel(vae, 141);
        Assert.Equal(model.Elbo()[0b101], bounds[0], 1e-6);
        Assert.True(bounds[0] < bounds[1] - 1e-4 && bounds[1] < bounds[2] - 1e-4 && bounds[2] < model.LogDensity()[0b101] - 1e-4, string.Join(", ", bounds));
    }

    [Fact]
    public void Simulated_pairs_of_data_and_latent_bound_the_entropy_from_both_sides()
    {
        // The latent that made x is a draw from its posterior; both means are within five standard errors of their exact values.
        const int pairs = 20_000;
        var (key, model) = (RandomKey.FromSeed(6), Model(4, 1, 141));
        var z = key.Fold("z").Normal(new Shape(pairs, 1), Precision.Double);
        var x = model.Vae.Decode(z).Sample(key.Fold("x"));
        var q = (DiagonalGaussian)model.Vae.Encode(x);
        var noise = ((z - q.Mean) / q.Scale).Reshape(new Shape(1, pairs, 1));
        var probabilities = model.LogDensity().Select(Math.Exp).ToArray();
        AssertMean(probabilities.Zip(model.UpperBound(), (p, bound) => p * bound).Sum(), ImportanceWeightedBound.Estimate(model.Vae, x, noise));
        AssertMean(probabilities.Zip(model.Elbo(), (p, bound) => p * bound).Sum(), ImportanceWeightedBound.Estimate(model.Vae, x, key.Fold("q"), 1));
    }

    [Fact]
    public void Draws_of_the_model_have_the_probabilities_of_the_quadrature()
    {
        const int draws = 20_000;
        var model = Model(3, 1, 141);
        var x = model.Vae.Sample(RandomKey.FromSeed(8), draws);
        var counts = new int[8];
        for (var i = 0; i < draws; i++)
            counts[(int)(x[i, 0] + (2 * x[i, 1]) + (4 * x[i, 2]))]++;
        Assert.All(model.LogDensity(), (density, i) => FalseAlarm.AssertBinomial(Math.Exp(density), draws, counts[i]));
    }

    private static BinaryModel Model(int features, int latent, int points) =>
        new(BinaryModel.Create(RandomKey.FromSeed(1), features, latent), points);

    /// <summary>The expectation over all draws at once, on a grid of as many dimensions as there are draws.</summary>
    private static double ExpectedBound(Vae vae, Tensor x, int samples)
    {
        var grid = Quadrature.Normal(samples, 41, 6.5);
        var noise = grid.Nodes.Transpose().Reshape(new Shape(samples, grid.Count, 1));
        return grid.Mean(ImportanceWeightedBound.Estimate(vae, x.BroadcastTo(new Shape(grid.Count, vae.Features)), noise).Values.ToDoubles());
    }

    private static void AssertMean(double expected, LowerBound estimate)
    {
        var values = estimate.Values.ToDoubles();
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean))) / values.Length;
        Assert.InRange(mean - expected, -5 * error, 5 * error);
    }
}
