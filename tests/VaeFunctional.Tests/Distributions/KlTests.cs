using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Closed forms of the divergence against quadrature, enumeration and draws; and which form a pair gets.</summary>
public class KlTests
{
    private const double Error = 0.2;

    /// <summary>There are fewer than 30 comparisons with a mean of draws, so all of them together alarm falsely with a rate below 3e-5.</summary>
    private const double FalseAlarmRate = 1e-6;

    private static readonly RandomKey Key = RandomKey.FromSeed(4);

    [Theory]
    [MemberData(nameof(DistributionTable.NamesWithDivergence), MemberType = typeof(DistributionTable))]
    public void The_closed_form_is_the_expected_log_ratio(string name)
    {
        var row = DistributionTable.Named(name);
        var (q, p) = (row.Distribution, row.Of(row.Others!));
        Close.All(row.Expectation(x => q.LogDensity(x) - p.LogDensity(x)), ClosedForms.Known(q.KlTo(p)).Value.ToDoubles(), 1e-12);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.NamesWithDivergence), MemberType = typeof(DistributionTable))]
    public void The_closed_form_is_the_mean_of_draws(string name)
    {
        var row = DistributionTable.Named(name);
        var (q, p) = (row.Distribution, row.Of(row.Others!));
        var estimate = Estimated(row, p);
        var exact = ClosedForms.Known(Divergence.ClosedForm(q, p)).Value.ToDoubles();
        Assert.All(exact.Zip(estimate), pair => Assert.InRange(pair.Second - pair.First, -Error, Error));
    }

    [Theory]
    [InlineData("Gaussian", "Mixture in the plane")]
    [InlineData("Mixture in the plane", null)]
    [InlineData("Mixture on the line", "Gaussian on the line")]
    public void The_mean_of_draws_is_unbiased_where_there_is_no_closed_form(string name, string? other)
    {
        var row = DistributionTable.Named(name);
        var p = other is null ? DiagonalGaussian.Standard(row.EventSize, Precision.Double) : DistributionTable.Named(other).Distribution;
        Assert.IsType<ClosedFormKl.NotKnown>(Divergence.ClosedForm(row.Distribution, p));
        var exact = row.Expectation(x => row.Distribution.LogDensity(x) - p.LogDensity(x));
        Assert.All(exact.Zip(Estimated(row, p)), pair => Assert.InRange(pair.Second - pair.First, -Error, Error));
    }

    [Fact]
    public void The_estimate_of_a_distributions_divergence_to_itself_is_0_whatever_is_drawn() =>
        Assert.All(DistributionTable.Rows, row =>
            Assert.All(Divergence.MonteCarlo(row.Distribution, row.Distribution, row.Distribution.Noise(Key, 3)).ToDoubles(), kl => Assert.Equal(0, kl)));

    [Fact]
    public void An_estimate_says_whether_it_is_exact()
    {
        var gaussian = DiagonalGaussian.Standard(2);
        var mixture = DistributionTable.Named("Mixture in the plane").Distribution;
        var exact = Assert.IsType<KlEstimate.Exact>(Divergence.Estimate(gaussian, gaussian, gaussian.Noise(Key, 5)));
        Assert.Equal(gaussian.Shape, exact.ByBlock.Shape);
        Assert.Equal(Shape.Scalar, exact.Value.Shape);
        Assert.Equal(6, new KlEstimate.Exact(Tensor.FromArray([1.0, 2, 3])).Value.ToScalar());
        var noise = gaussian.Noise(Key, 5);
        var sampled = Assert.IsType<KlEstimate.Sampled>(Divergence.Estimate(gaussian, mixture, noise));
        Assert.Equal(5, sampled.Samples);
        Assert.Equal(Divergence.MonteCarlo(gaussian, mixture, noise), sampled.Value);
    }

    [Fact]
    public void Only_pairs_of_one_kind_have_a_closed_form_and_mixtures_have_none()
    {
        Distribution[] all = [DiagonalGaussian.Standard(2), new Bernoulli(Tensor.Zeros(new Shape(2))), DistributionTable.Named("Mixture in the plane").Distribution,
            new Laplace(Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(2))), new Poisson(Tensor.Zeros(new Shape(2))),
            new NegativeBinomial(Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(2))), new Categorical(Tensor.Zeros(new Shape(2)), 2)];
        foreach (var q in all)
        {
            foreach (var p in all)
            {
                var hasClosedForm = q.GetType() == p.GetType() && q is not GaussianMixture and not NegativeBinomial;
                Assert.Equal(hasClosedForm, Divergence.ClosedForm(q, p) is ClosedFormKl.Known);
            }
        }
    }

    [Fact]
    public void Distributions_of_different_sizes_have_no_divergence()
    {
        var (two, three) = (DiagonalGaussian.Standard(2), DiagonalGaussian.Standard(3));
        var message = Assert.Throws<ArgumentException>(() => Divergence.ClosedForm(two, three)).Message;
        Assert.Contains("2 and 3", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Divergence.MonteCarlo(two, three, two.Noise(Key, 1)));
        Assert.Throws<ArgumentException>(() => Divergence.Estimate(two, three, two.Noise(Key, 1)));
        Assert.Throws<ArgumentException>(() => Divergence.MonteCarlo(two, two, two.Noise(Key)));
    }

    [Fact]
    public void A_divergence_of_a_batch_to_one_distribution_is_one_number_per_example()
    {
        var row = DistributionTable.Named("Gaussian of one log-variance");
        var q = (DiagonalGaussian)row.Distribution;
        var kl = ClosedForms.Known(Divergence.ClosedForm(q, DiagonalGaussian.Standard(2, Precision.Double)));
        Assert.Equal(q.Shape, kl.ByBlock.Shape);
        Assert.Equal(new Shape(3), kl.Value.Shape);
        Close.All(q.KlToStandard().ToDoubles(), kl.Value.ToDoubles(), 1e-14);
        Assert.Equal(q.Shape, q.KlToStandardByDimension().Shape);
    }

    private static double[] Estimated(DistributionRow row, Distribution p)
    {
        Tensor LogRatio(Tensor x) => row.Distribution.LogDensity(x) - p.LogDensity(x);
        var variance = row.Expectation(x => LogRatio(x).Square()).Zip(row.Expectation(LogRatio), (square, mean) => square - (mean * mean)).Max();
        var noise = row.Distribution.Noise(Key.Fold(row.Name), SampleSize.For(Error, FalseAlarmRate, Math.Sqrt(variance)));
        return Divergence.MonteCarlo(row.Distribution, p, noise).ToDoubles();
    }

    [Fact]
    public void Draws_that_do_not_carry_the_gradient_are_refused_where_it_is_wanted()
    {
        static Tensor Sampled(Tensor mean)
        {
            var q = new GaussianMixture(Tensor.Zeros(new Shape(1)), mean.Reshape(new Shape(1, 1)), Tensor.Zeros(new Shape(1, 1)));
            return Divergence.MonteCarlo(q, DiagonalGaussian.Standard(1), q.Noise(RandomKey.FromSeed(1), 10));
        }

        Assert.Equal(2, Sampled(Tensor.FromArray([2.0])).ToScalar(), 1.5);
        var error = Assert.Throws<ArgumentException>(
            () => Gradient.ValueAndGradient(model => Objective.Of(Sampled(model.Value)), new Parameter(Tensor.FromArray([2.0]))));
        Assert.Contains("not reparameterized", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_and_values_of_another_batch_are_refused()
    {
        var q = new DiagonalGaussian(Tensor.Zeros(new Shape(5, 2)), Tensor.Zeros(new Shape(5, 2)));
        var p = DiagonalGaussian.Standard(2);
        foreach (var noise in new[] { new Shape(3, 1, 2), new Shape(0, 5, 2), new Shape(5, 2), new Shape(0, 9, 7) })
        {
            Assert.Throws<ArgumentException>(() => Divergence.MonteCarlo(q, p, Tensor.Zeros(noise)));
            Assert.Throws<ArgumentException>(() => Divergence.Estimate(q, p, Tensor.Zeros(noise)));
        }

        foreach (var shape in new[] { new Shape(1, 2), new Shape(4, 2), new Shape(3, 1, 2) })
        {
            Assert.Throws<ArgumentException>(() => q.FromNoise(Tensor.Zeros(shape)));
            Assert.Throws<ArgumentException>(() => q.LogDensity(Tensor.Zeros(shape)));
            Assert.Throws<ArgumentException>(() => new Bernoulli(Tensor.Zeros(new Shape(5, 2))).LogDensity(Tensor.Zeros(shape)));
        }
    }

    [Fact]
    public void Distributions_of_other_batches_have_no_divergence()
    {
        static DiagonalGaussian Of(params int[] sizes) => new(Tensor.Zeros(new Shape(sizes)), Tensor.Zeros(new Shape(sizes)));
        foreach (var (q, p) in new[] { (Of(1), Of(2, 1)), (Of(5, 1), Of(1, 1)), (Of(1, 1), Of(2, 1)) })
        {
            Assert.Throws<ArgumentException>(() => Divergence.ClosedForm(q, p));
            Assert.Throws<ArgumentException>(() => Divergence.MonteCarlo(q, p, q.Noise(default, 2)));
            Assert.Throws<ArgumentException>(() => Divergence.Estimate(q, p, q.Noise(default, 2)));
        }
    }
}
