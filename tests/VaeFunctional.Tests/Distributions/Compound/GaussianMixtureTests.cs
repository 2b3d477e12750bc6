using Xunit;

namespace VaeFunctional.Tests;

public class GaussianMixtureTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(7);

    private static readonly GaussianMixture Mixture = (GaussianMixture)DistributionTable.Named("Mixture in the plane").Distribution;

    [Fact]
    public void One_component_is_the_Gaussian()
    {
        var (mean, logVariance) = (Samples.ShortDecimals(Key, new Shape(1, 3)), Samples.ShortDecimals(Key.Fold(1), new Shape(1, 3)));
        var mixture = new GaussianMixture(Tensor.FromArray([2.5]), mean, logVariance);
        var gaussian = new DiagonalGaussian(mean.Reshape(new Shape(3)), logVariance.Reshape(new Shape(3)));
        var x = Samples.ShortDecimals(Key.Fold(2), new Shape(20, 3));
        Close.All(gaussian.LogDensity(x).ToDoubles(), mixture.LogDensity(x).ToDoubles(), 1e-15);
        Assert.Equal(gaussian.Mean, mixture.Mean);
        Assert.Equal(gaussian.Mode, mixture.Mode);
        var noise = mixture.Noise(Key, 5);
        Assert.Equal(gaussian.FromNoise(noise.Slice(0, 3, axis: -1)), mixture.FromNoise(noise));
    }

    [Fact]
    public void Equal_components_are_one()
    {
        var (mean, logVariance) = (Samples.ShortDecimals(Key, new Shape(1, 3)), Samples.ShortDecimals(Key.Fold(1), new Shape(1, 3)));
        var twice = new GaussianMixture(Tensor.FromArray([0.3, -4]), mean.BroadcastTo(new Shape(2, 3)), logVariance.BroadcastTo(new Shape(2, 3)));
        var once = new GaussianMixture(Tensor.FromArray([0.0]), mean, logVariance);
        var x = Samples.ShortDecimals(Key.Fold(2), new Shape(20, 3));
        Close.All(once.LogDensity(x).ToDoubles(), twice.LogDensity(x).ToDoubles(), 1e-15);
    }

    [Theory]
    [InlineData(3.25)]
    [InlineData(-700)]
    [InlineData(1e6)]
    public void Only_differences_of_logits_matter(double shift)
    {
        var shifted = new GaussianMixture(Mixture.Logits + shift, Mixture.Components.Mean, Mixture.Components.LogVariance);
        // The shifted logits themselves are rounded to a millionth of 2^-52 times a million.
        Close.All(Mixture.LogWeights.ToDoubles(), shifted.LogWeights.ToDoubles(), 1e-15 * (1 + Math.Abs(shift)));
        var x = Samples.ShortDecimals(Key, new Shape(10, 2));
        Close.All(Mixture.LogDensity(x).ToDoubles(), shifted.LogDensity(x).ToDoubles(), 1e-15 * (1 + Math.Abs(shift)));
    }

    [Fact]
    public void The_weights_add_to_1() => Assert.Equal(1, Mixture.LogWeights.Exp().Sum().ToScalar(), 1e-15);

    [Fact]
    public void The_mode_is_the_component_mean_of_greatest_density()
    {
        // Two heavy neighbors outweigh a single far component that is heavier than each.
        var means = Tensor.FromArray(new double[,] { { 10 }, { 0 }, { 0.5 } });
        var mixture = new GaussianMixture(Tensor.FromArray([Math.Log(0.4), Math.Log(0.31), Math.Log(0.29)]), means, Tensor.Zeros(means.Shape, Precision.Double));
        Assert.Equal(new double[] { 0 }, mixture.Mode.ToDoubles());
        var best = means.ToDoubles().MaxBy(mean => mixture.LogDensity(Tensor.FromArray([mean])).ToScalar());
        Assert.Equal(best, mixture.Mode.ToScalar());
    }

    [Fact]
    public void Every_component_is_drawn_as_often_as_its_weight()
    {
        const int draws = 10_000;
        double[] weights = [0.5, 0.3, 0.15, 0.05];
        var means = Tensor.FromArray(new double[,] { { -300 }, { -100 }, { 100 }, { 300 } });
        var mixture = new GaussianMixture(Tensor.FromArray(Array.ConvertAll(weights, Math.Log)), means, Tensor.Zeros(means.Shape, Precision.Double));
        var chosen = mixture.Sample(Key, draws).ToDoubles().Select(x => (int)((x + 400) / 200)).ToArray();
        for (var component = 0; component < weights.Length; component++)
            FalseAlarm.AssertBinomial(weights[component], draws, chosen.Count(choice => choice == component));
    }

    [Fact]
    public void A_uniform_number_chooses_the_component_in_whose_share_it_falls()
    {
        var means = Tensor.FromArray(new double[,] { { 1 }, { 2 }, { 3 } });
        var mixture = new GaussianMixture(Tensor.FromArray([Math.Log(0.5), Math.Log(0.25), Math.Log(0.25)]), means, Tensor.Zeros(means.Shape, Precision.Double));
        double Chosen(double u) => mixture.FromNoise(Tensor.FromArray([0, u])).ToScalar();
        Assert.Equal([1, 1, 2, 2, 3, 3], new[] { 1e-9, 0.499, 0.501, 0.749, 0.751, 1 - 1e-9 }.Select(Chosen));
    }

    [Fact]
    public void Coordinates_and_component_have_keys_of_their_own()
    {
        var noise = Mixture.Noise(Key, 7);
        Assert.Equal(Key.Fold("coordinates").Normal(new Shape(7, 2), Precision.Double), noise.Slice(0, 2, axis: -1));
        Assert.Equal(Key.Fold("component").Uniform(new Shape(7, 1), Precision.Double), noise.Slice(2, 1, axis: -1));
    }

    [Fact]
    public void A_uniform_number_on_a_border_belongs_below_it_and_beyond_the_last_to_the_last()
    {
        var means = Tensor.FromArray(new double[,] { { 1 }, { 2 }, { 3 } });
        var mixture = new GaussianMixture(Tensor.Zeros(new Shape(3), Precision.Double), means, Tensor.Zeros(means.Shape, Precision.Double));
        double Chosen(double u) => mixture.FromNoise(Tensor.FromArray([0, u])).ToScalar();
        Assert.Equal(1, Chosen(mixture.LogWeights.Exp()[0]));
        // The weights may add to a little less than 1.
        Assert.Equal(3, Chosen(1.001));
    }

    [Fact]
    public void A_component_far_away_does_not_spoil_the_density()
    {
        var means = Tensor.FromArray(new double[,] { { 0 }, { 1e6 } });
        var mixture = new GaussianMixture(Tensor.FromArray([0.0, 0.0]), means, Tensor.Zeros(means.Shape, Precision.Double));
        var expected = DiagonalGaussian.Standard(1, Precision.Double).LogDensity(Tensor.FromArray([0.5])).ToScalar() - Math.Log(2);
        Close.To(expected, mixture.LogDensity(Tensor.FromArray([0.5])).ToScalar(), 1e-15);
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void A_component_however_far_away_does_not_spoil_the_gradient(Precision precision)
    {
        double[] places = precision == Precision.Single ? [1e10, 1e25, 1e38, 3e38] : [1e10, 1e100, 1e160, 1e308];
        foreach (var place in places)
        {
            foreach (var logVariance in new double[] { 0, -20, 5, -80 })
            {
                // The component far away has no share, so the rest is as if it were not there.
                var gradients = Derivatives.Pullbacks(
                    all => new GaussianMixture(all[1], all[2], all[3]).LogDensity(all[0]),
                    Tensor.Scalar(1, precision),
                    Tensor.FromArray([0.5]).To(precision),
                    Tensor.FromArray([0.3, 0.7]).To(precision),
                    Tensor.FromArray(new double[,] { { -1 }, { place } }).To(precision),
                    Tensor.FromArray(new double[,] { { 0 }, { logVariance } }).To(precision));
                var share = 1 / (1 + Math.Exp(0.4));
                Close.All([-1.5], gradients[0].ToDoubles(), 1e-6);
                Close.All([1 - share, share - 1], gradients[1].ToDoubles(), 1e-6);
                Close.All([1.5, 0], gradients[2].ToDoubles(), 1e-6);
                Close.All([0.625, 0], gradients[3].ToDoubles(), 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(1e160)]
    [InlineData(1e308)]
    public void A_component_however_far_away_does_not_spoil_the_divergence(double place)
    {
        var noise = Key.Normal(new Shape(50, 1, 1), Precision.Double);
        Tensor[] Gradients(params double[] means)
        {
            var column = Tensor.FromArray(means).Reshape(new Shape(means.Length, 1));
            var logits = Tensor.FromArray([.. means.Select(mean => mean == place ? -0.5 : 0.3)]);
            var p = new GaussianMixture(logits, column, Tensor.Zeros(column.Shape, Precision.Double));
            var q = new DiagonalGaussian(Tensor.Zeros(new Shape(1, 1), Precision.Double), Tensor.Zeros(new Shape(1, 1), Precision.Double));
            Assert.IsType<ClosedFormKl.NotKnown>(Divergence.ClosedForm(q, p));
            return Derivatives.Pullbacks(
                all => Divergence.MonteCarlo(new DiagonalGaussian(all[0], all[1]), p, noise), Tensor.Ones(new Shape(1), Precision.Double), q.Mean, q.LogVariance);
        }

        Assert.All(Gradients(-1, 2).Zip(Gradients(-1, 2, place)), pair => Close.To(pair.First.ToScalar(), pair.Second.ToScalar(), 1e-13));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_by_name()
    {
        Tensor Zeros(params int[] sizes) => Tensor.Zeros(new Shape(sizes));
        AssertRefused(Zeros(2), Zeros(3, 4), Zeros(3, 4));
        AssertRefused(Zeros(3), Zeros(3, 4), Zeros(4));
        AssertRefused(Zeros(0), Zeros(0, 4), Zeros(0, 4));
        AssertRefused(Zeros(3, 1), Zeros(3, 4), Zeros(3, 4));

        static void AssertRefused(Tensor logits, Tensor means, Tensor logVariances)
        {
            var message = Assert.Throws<ArgumentException>(() => new GaussianMixture(logits, means, logVariances)).Message;
            Assert.Contains($"{logits.Shape}, {means.Shape} and {logVariances.Shape}", message, StringComparison.Ordinal);
        }
    }
}
