using Xunit;

namespace VaeFunctional.Tests;

public class VaeUseTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(9);
    private static readonly Vae Model = TestModels.Vae.To(Precision.Double);
    private static readonly Tensor X = TestModels.Data(5).To(Precision.Double);

    [Fact]
    public void The_posterior_is_read_from_the_encoders_output()
    {
        var q = Assert.IsType<DiagonalGaussian>(Model.Encode(X));
        var output = Model.Encoder.Apply(X).ToDoubles().Chunk(4).ToArray();
        Close.All(output.SelectMany(row => row[..2]), q.Mean.ToDoubles(), 0);
        Close.All(output.SelectMany(row => row[2..]).Select(l => 10 * Math.Tanh(l / 10)), q.LogVariance.ToDoubles(), 1e-14);
    }

    [Fact]
    public void The_likelihood_is_read_from_the_decoders_output()
    {
        var z = Samples.ShortDecimals(Key, new Shape(3, 2, TestModels.Latent));
        var p = Assert.IsType<Bernoulli>(Model.Decode(z));
        Assert.Equal(new Shape(3, 2, TestModels.Features), p.Shape);
        Assert.Equal(Model.Decoder.Apply(z), p.Logits);
    }

    [Fact]
    public void A_forward_pass_has_the_terms_of_the_ELBO()
    {
        foreach (var prior in TestModels.Priors.Keys)
        {
            var model = TestModels.Of("default", prior, "Bernoulli").To(Precision.Double);
            var (pass, terms) = (model.Forward(X, Key), Elbo.Estimate(model, X, Key));
            Assert.Equal(terms.Distortion, pass.Distortion);
            Assert.Equal(terms.Rate, pass.Rate);
            Assert.Equal(new Shape(5), pass.Rate.Shape);
        }
    }

    [Fact]
    public void A_forward_pass_with_the_keys_noise_is_the_one_of_the_key()
    {
        var pass = Model.Forward(X, Key);
        Assert.Equal(pass, Model.Forward(X, Model.Encode(X).Noise(Key)));
        Assert.Equal(pass, Model.Forward(X, Key));
        Assert.NotEqual(pass, Model.Forward(X, Key.Fold(1)));
        Assert.Equal(X.Shape, pass.Reconstruction.Shape);
    }

    [Fact]
    public void A_forward_pass_without_noise_decodes_the_posterior_mean()
    {
        var pass = Model.Forward(X, Tensor.Zeros(new Shape(5, TestModels.Latent), Precision.Double));
        Assert.Equal(Model.Reconstruct(X).Mode, pass.Reconstruction);
        Close.All(Model.Reconstruct(X).NegativeLogLikelihood(X).ToDoubles(), pass.Distortion.ToDoubles(), 1e-15);
    }

    [Fact]
    public void A_reconstruction_decodes_the_posteriors_mode() =>
        Assert.Equal(Model.Decode(Model.Encode(X).Mode), Model.Reconstruct(X));

    [Fact]
    public void Gray_data_under_a_Bernoulli_likelihood_are_refused()
    {
        var message = Assert.Throws<ArgumentException>(() => Model.Forward(X * 0.5, Key)).Message;
        Assert.Contains("0.5", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Interpolation_goes_straight_from_one_reconstruction_to_the_other(int steps)
    {
        var (from, to) = (Row(X, 0), Row(X, 1));
        var path = Assert.IsType<Bernoulli>(Model.Interpolate(from, to, steps));
        Assert.Equal(new Shape(steps, TestModels.Features), path.Shape);
        Close.All(Model.Reconstruct(X.Slice(0, 1)).Mean.ToDoubles(), path.Mean.Slice(0, 1).ToDoubles(), 1e-15);
        Close.All(Model.Reconstruct(X.Slice(1, 1)).Mean.ToDoubles(), path.Mean.Slice(steps - 1, 1).ToDoubles(), 1e-15);
        for (var step = 0; step < steps; step++)
        {
            var t = step / (steps - 1.0);
            var z = ((1 - t) * Model.Encode(X.Slice(0, 1)).Mode) + (t * Model.Encode(X.Slice(1, 1)).Mode);
            Close.All(Model.Decode(z).Mean.ToDoubles(), path.Mean.Slice(step, 1).ToDoubles(), 1e-14);
        }
    }

    [Fact]
    public void Interpolation_backwards_is_the_same_path_backwards()
    {
        var (from, to) = (Row(X, 0), Row(X, 1));
        var (there, back) = (Model.Interpolate(from, to, 5).Mean, Model.Interpolate(to, from, 5).Mean);
        Close.All(there.Take([4, 3, 2, 1, 0]).ToDoubles(), back.ToDoubles(), 1e-14);
    }

    [Fact]
    public void Interpolation_takes_two_examples_and_at_least_two_steps()
    {
        Assert.Contains("steps", Assert.Throws<ArgumentOutOfRangeException>(() => Model.Interpolate(Row(X, 0), Row(X, 1), 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Model.Interpolate(X, X, 5));
        Assert.Equal(Model.Interpolate(Row(X, 0), Row(X, 1), 5), Model.Interpolate(Row(X, 0), X.Slice(1, 1), 5));
        Assert.Throws<ShapeMismatchException>(() => Model.Interpolate(Tensor.Zeros(new Shape(3)), Row(X, 1), 5));
    }

    [Fact]
    public void A_traversal_changes_one_coordinate_only()
    {
        double[] start = [0.3, -1.2], values = [-2, 0.5, 3];
        for (var dimension = 0; dimension < 2; dimension++)
        {
            var z = values.SelectMany(value => start.Select((coordinate, i) => i == dimension ? value : coordinate)).ToArray();
            Assert.Equal(Model.Decode(Tensor.FromArray(z, new Shape(3, 2))), Model.Traverse(Tensor.FromArray(start), dimension, values));
        }
    }

    [Fact]
    public void A_traversal_needs_a_latent_a_dimension_of_it_and_a_value()
    {
        var z = Tensor.Zeros(new Shape(2), Precision.Double);
        Assert.Throws<ArgumentException>(() => Model.Traverse(Tensor.Zeros(new Shape(3)), 0, [1]));
        Assert.Throws<ArgumentException>(() => Model.Traverse(Tensor.Zeros(new Shape(1, 2)), 0, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Traverse(z, 2, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Traverse(z, -1, [1]));
        Assert.Throws<ArgumentException>(() => Model.Traverse(z, 0, []));
    }

    [Fact]
    public void Samples_are_determined_by_the_key()
    {
        Assert.Equal(Model.Sample(Key, 9), Model.Sample(Key, 9));
        Assert.NotEqual(Model.Sample(Key, 9), Model.Sample(Key.Fold(1), 9));
        Assert.Equal(Model.Generate(Key, 9), Model.Generate(Key, 9));
        Assert.Equal(new Shape(9, TestModels.Features), Model.Sample(Key, 9).Shape);
        Assert.Equal(new Shape(9, TestModels.Features), Model.Generate(Key, 9).Shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Sample(Key, 0));
    }

    /// <summary>Four assertions with a false-alarm rate of 1e-5 each.</summary>
    [Fact]
    public void Samples_of_a_Bernoulli_likelihood_are_0_and_1_with_the_decoders_mean()
    {
        const int draws = 10_000;
        var model = TestModels.Vae.WithDecoder(TestModels.ConstantDecoder(-3, -0.5f, 0.6f, 2));
        var samples = model.Sample(Key, draws);
        model.Decode(Tensor.Zeros(new Shape(1, 2))).CheckSupport(samples);
        var (counts, probabilities) = (samples.Sum(0).ToDoubles(), model.Generate(Key, 1).Mean.ToDoubles());
        for (var j = 0; j < counts.Length; j++)
            FalseAlarm.AssertBinomial(probabilities[j], draws, (int)counts[j]);
    }

    /// <summary>Two assertions with a false-alarm rate of 1e-5 each: x = w z + b + s noise has mean b and variance w^2 + s^2.</summary>
    [Fact]
    public void Samples_of_a_linear_Gaussian_model_have_its_mean_and_variance()
    {
        const int draws = 20_000;
        var decoder = new Dense(Tensor.FromArray(new[,] { { 1.5 } }), Tensor.FromArray([-2.0]), Activation.Identity);
        var encoder = new Dense(Tensor.Zeros(new Shape(1, 2), Precision.Double), Tensor.Zeros(new Shape(2), Precision.Double), Activation.Identity);
        var centered = Vae.Create(encoder, decoder, LikelihoodHead.Gaussian(0.5)).To(Precision.Double).Sample(Key, draws) + 2;
        const double variance = (1.5 * 1.5) + (0.5 * 0.5);
        FalseAlarm.AssertStandardNormal(centered.Mean().ToScalar() / Math.Sqrt(variance / draws));
        FalseAlarm.AssertStandardNormal((centered.Square().Mean().ToScalar() - variance) / (variance * Math.Sqrt(2.0 / draws)));
    }

    [Fact]
    public void An_empty_batch_passes_through()
    {
        var empty = Tensor.Zeros(new Shape(0, TestModels.Features), Precision.Double);
        Assert.Equal(new Shape(0, TestModels.Latent), Model.Encode(empty).Shape);
        Assert.Equal(empty.Shape, Model.Reconstruct(empty).Shape);
        var pass = Model.Forward(empty, Key);
        Assert.Equal(new Shape(0), pass.Distortion.Shape);
        Assert.Equal(new Shape(0), pass.Rate.Shape);
    }

    [Fact]
    public void Noise_that_does_not_fit_is_refused() =>
        Assert.Throws<ArgumentException>(() => Model.Forward(X, Tensor.Zeros(new Shape(5, 1))));

    private static Tensor Row(Tensor x, int row) => x.Slice(row, 1).Reshape(new Shape(x.Shape[1]));
}
