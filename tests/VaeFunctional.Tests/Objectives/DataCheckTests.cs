using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Data is searched for wrong values where it enters, by the likelihood's support; densities are pure arithmetic.</summary>
public class DataCheckTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(31);

    private static readonly Dictionary<string, Func<Vae, Tensor, object>> Entrances = new()
    {
        ["Elbo"] = (model, x) => Elbo.Estimate(model, x, Key),
        ["Elbo with noise"] = (model, x) => Elbo.Estimate(model, x, Tensor.Zeros(new Shape(3, TestModels.Latent))),
        ["Elbo from the same draw"] = (model, x) => Elbo.Estimate(model, x, Key, RateForm.SameSample),
        ["Bound of several draws"] = (model, x) => ImportanceWeightedBound.Estimate(model, x, Key, 4),
        ["Bound with noise"] = (model, x) => ImportanceWeightedBound.Estimate(model, x, Tensor.Zeros(new Shape(2, 3, TestModels.Latent))),
        ["Log-likelihood"] = (model, x) => LogLikelihood.Estimate(model, x, Key, 1400),
        ["Rate and distortion"] = (model, x) => RateDistortion.Estimate(model, x, Key, 2),
        ["Forward"] = (model, x) => model.Forward(x, Key),
        ["Forward with noise"] = (model, x) => model.Forward(x, Tensor.Zeros(new Shape(3, TestModels.Latent))),
    };

    public static TheoryData<string, double> EntrancesAndValues
    {
        get
        {
            var data = new TheoryData<string, double>();
            foreach (var entrance in Entrances.Keys)
            {
                foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
                    data.Add(entrance, value);
            }

            return data;
        }
    }

    public static TheoryData<string> EntranceNames => [.. Entrances.Keys];

    [Theory]
    [MemberData(nameof(EntrancesAndValues))]
    public void A_number_that_is_not_finite_is_named_with_its_index(string entrance, double value)
    {
        foreach (var likelihood in TestModels.Likelihoods.Keys)
            AssertNames("takes", value, () => Entrances[entrance](TestModels.Of("default", "standard", likelihood), With(value, TestModels.Data(3, likelihood))));
    }

    [Theory]
    [MemberData(nameof(EntranceNames))]
    public void A_gray_pixel_is_named_with_its_index_and_the_way_on(string entrance) =>
        Assert.Contains("binarize gray data with key.Bernoulli", AssertRefused(entrance, TestModels.Vae, 0.25), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(EntranceNames))]
    public void Data_are_searched_once(string entrance)
    {
        var head = new CountingHead(new Counter());
        _ = Entrances[entrance](TestModels.Vae.WithLikelihood(head), TestModels.Data(3));
        Assert.Equal(1, head.Counter.Checks);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_model_that_is_asked_outside_of_a_bound_refuses_what_is_not_finite(double value)
    {
        var x = With(value);
        var autoencoder = new Autoencoder(Mlp.Create(Key, [TestModels.Features, 3], Activation.Tanh), Mlp.Create(Key, [3, TestModels.Features], Activation.Tanh), LikelihoodHead.Gaussian());
        AssertNames("Vae.Encode takes finite numbers", value, () => TestModels.Vae.Encode(x));
        AssertNames("Reconstruct takes finite numbers", value, () => TestModels.Vae.Reconstruct(x));
        AssertNames("Autoencoder.Encode takes finite numbers", value, () => autoencoder.Encode(x));
        AssertNames("ActiveUnits takes finite numbers", value, () => ActiveUnits.Estimate(TestModels.Vae, x));
    }

    [Fact]
    public void A_density_at_NaN_is_NaN()
    {
        // To an observed one it is a hole.
        foreach (var row in DistributionTable.Rows.Where(row => row.Distribution is not Observed))
        {
            var x = Tensor.Full(row.Distribution.Shape, double.NaN, Precision.Double);
            Assert.All(row.Distribution.LogDensity(x).ToDoubles(), density => Assert.Equal(double.NaN, density));
        }
    }

    private static Tensor With(double value) => With(value, TestModels.Data(3));

    private static Tensor With(double value, Tensor data)
    {
        var numbers = data.ToDoubles();
        numbers[TestModels.Features + 2] = value;
        return Tensor.FromArray(numbers, new Shape(3, TestModels.Features)).To(Precision.Single);
    }

    private static string AssertRefused(string entrance, Vae model, double value) =>
        AssertNames("takes", value, () => Entrances[entrance](model, With(value)));

    private static string AssertNames(string rule, double value, Func<object> code)
    {
        var message = Assert.Throws<ArgumentException>(code).Message;
        Assert.Contains(rule, message, StringComparison.Ordinal);
        Assert.Contains("[1, 2]", message, StringComparison.Ordinal);
        Assert.Contains(value.ToString(System.Globalization.CultureInfo.InvariantCulture), message, StringComparison.Ordinal);
        return message;
    }

    private sealed class Counter
    {
        public int Checks { get; set; }
    }

    private sealed record CountingHead(Counter Counter) : IDistributionHead
    {
        public int OutputsFor(int coordinates) => coordinates;

        public Distribution Of(Tensor output) => new Counting(output, Counter);

        public IDistributionHead Map(LeafMap f) => this;
    }

    /// <summary>A Gaussian of scale 1 that counts how often its support is checked.</summary>
    private sealed class Counting(Tensor mean, Counter counter) : Distribution
    {
        private readonly DiagonalGaussian gaussian = new(mean, Tensor.Zeros(new Shape(1)));

        public override Tensor Mean => gaussian.Mean;

        public override Tensor Mode => gaussian.Mode;

        public override bool IsReparameterized => true;

        public override Tensor Noise(RandomKey key, int samples) => gaussian.Noise(key, samples);

        public override Tensor FromNoise(Tensor noise) => gaussian.FromNoise(noise);

        public override void CheckSupport(Tensor x) => counter.Checks++;

        protected override Tensor LogDensityOf(Tensor x) => gaussian.LogDensity(x);
    }
}
