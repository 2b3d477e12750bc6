using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What a distribution of your own may leave out, and what it may teach the library's.</summary>
public class CustomDistributionTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(7);

    private static DiagonalGaussian Gaussian => new(Tensor.FromArray([0.5, -1]), Tensor.FromArray([0.1, -0.3]));

    [Fact]
    public void A_distribution_without_a_mean_has_the_shape_of_its_mode_and_says_what_to_do_instead()
    {
        var cauchy = new Cauchy(Tensor.Zeros(new Shape(3, 2), Precision.Double));
        Assert.Equal((new Shape(3, 2), Precision.Double), (cauchy.Shape, cauchy.Precision));
        var message = Assert.Throws<NotSupportedException>(() => cauchy.Mean).Message;
        Assert.Contains("Cauchy has no mean in closed form", message, StringComparison.Ordinal);
        Assert.Contains("Sample(key, samples).Mean(0)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_distribution_that_knows_no_blocks_has_one()
    {
        var cauchy = new Cauchy(Tensor.Zeros(new Shape(3, 2), Precision.Double));
        var x = cauchy.Sample(Key, 4);
        Assert.Equal(new Shape(4, 3, 1), cauchy.LogDensityByBlock(x).Shape);
        Assert.Equal(cauchy.LogDensity(x).ToDoubles(), cauchy.LogDensityByBlock(x).ToDoubles());
        Assert.Throws<ArgumentException>(() => cauchy.LogDensityByBlock(Tensor.Zeros(new Shape(3))));
    }

    [Fact]
    public void A_prior_teaches_the_posterior_a_divergence_only_where_it_knows_none()
    {
        var (q, taught) = (Gaussian, Tensor.FromArray([0.25, 0.5]));
        var prior = new Teacher(q, taught);
        Assert.Equal(taught, ClosedForms.Known(Divergence.ClosedForm(q, prior)).ByBlock);
        Assert.Equal(0.75, Assert.IsType<KlEstimate.Exact>(Divergence.Estimate(q, prior, q.Noise(Key, 1))).Value.ToScalar());
        Assert.IsType<ClosedFormKl.NotKnown>(Divergence.ClosedForm(prior, q));
        Assert.All(ClosedForms.Known(Divergence.ClosedForm(q, q)).ByBlock.ToDoubles(), kl => Assert.Equal(0, kl));
    }

    [Fact]
    public void A_posterior_whose_draws_alone_have_a_density_is_asked_for_it_with_the_draw()
    {
        var model = new LogisticVae(Mlp.Create(Key, [3, 4], Activation.Relu), Mlp.Create(Key, [2, 3], Activation.Relu), Tensor.Zeros(new Shape(3)));
        var (x, noise) = (Key.Normal(new Shape(5, 3)), Key.Normal(new Shape(4, 5, 2)));
        var expected = ImportanceWeightedBound.Estimate(model, x, noise);
        var actual = ImportanceWeightedBound.Estimate(new Forward(model), x, noise);
        Close.All(expected.Values.ToDoubles(), actual.Values.ToDoubles(), 1e-5);
        Assert.Equal(expected.Values.ToDoubles().Length, Elbo.Estimate(new Forward(model), x, noise).Elbo.Values.Count);
    }

    /// <summary>1 / (pi (1 + x^2)), shifted.</summary>
    private sealed class Cauchy(Tensor place) : Distribution
    {
        public override Tensor Mode => place;

        public override bool IsReparameterized => true;

        public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Shape[-1]), Precision);

        public override Tensor FromNoise(Tensor noise) => place + ((noise - 0.5) * Math.PI).Sin() / ((noise - 0.5) * Math.PI).Cos();

        protected override Tensor LogDensityOf(Tensor x) => -((1 + (x - place).Square()).Log() + Math.Log(Math.PI)).Sum(-1);
    }

    /// <summary>A Gaussian in all but its type, which knows the divergence from it.</summary>
    private sealed class Teacher(DiagonalGaussian inner, Tensor divergence) : Distribution
    {
        public override Tensor Mode => inner.Mode;

        public override bool IsReparameterized => true;

        public override Tensor Noise(RandomKey key, int samples) => inner.Noise(key, samples);

        public override Tensor FromNoise(Tensor noise) => inner.FromNoise(noise);

        protected internal override ClosedFormKl KlFrom(Distribution q) => q is DiagonalGaussian ? new ClosedFormKl.Known(divergence) : new ClosedFormKl.NotKnown();

        protected override Tensor LogDensityOf(Tensor x) => inner.LogDensity(x);
    }

    private sealed record Forward(LogisticVae Inner) : ILatentModel
    {
        public Distribution Prior => Inner.Prior;

        public Distribution Encode(Tensor x) => new ForwardOnly(Inner.Encode(x));

        public Distribution Decode(Tensor z) => Inner.Decode(z);
    }

    private sealed class ForwardOnly(DiagonalGaussian inner) : Distribution
    {
        public override bool HasDensityEverywhere => false;

        public override Tensor Mode => inner.Mode;

        public override bool IsReparameterized => true;

        public override Drawn Draw(Tensor noise)
        {
            var value = FromNoise(noise);
            return new(value, inner.LogDensity(value));
        }

        public override Tensor Noise(RandomKey key, int samples) => inner.Noise(key, samples);

        public override Tensor FromNoise(Tensor noise) => inner.FromNoise(noise);

        protected override Tensor LogDensityOf(Tensor x) => throw new NotSupportedException("Only draws have a density.");
    }
}
