using Xunit;

namespace VaeFunctional.Tests;

public sealed class RateDistortionTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly ModelSize Size = new(Features: 3, Latent: 2, Batch: 250);

    private static readonly LinearGaussianModel Model = LinearGaussians.Any(Key, Size);

    private static readonly Tensor Data = LinearGaussians.Data(Key, Size);

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(250)]
    public void Every_example_has_the_same_weight(int examples)
    {
        // A posterior of almost no width, so that the distortion of one draw is its expectation.
        var encoder = (Dense)Model.Vae.Encoder;
        var narrow = new LinearGaussianModel(Model.Vae.WithEncoder(new Dense(
            Tensor.Concatenate([encoder.Weight.Slice(0, 2, axis: 1), Tensor.Zeros(new Shape(3, 2), Precision.Double)], axis: 1),
            Tensor.FromArray([0.3, -0.2, -60, -61]),
            Activation.Identity)));
        var data = Data.Slice(0, examples);
        var measured = RateDistortion.Estimate(narrow.Vae, data, Key);
        Assert.Equal(examples, measured.Examples);
        Assert.Equal(narrow.Distortion(data).Average(), measured.Distortion, 1e-9);
        Assert.Equal(narrow.Rate(data).Average(), measured.Rate, 1e-9);
        Assert.Equal(measured.Rate, measured.RateByBlock.Sum(), 1e-9);
        Assert.Equal(-(measured.Distortion + measured.Rate), measured.Elbo);
        var elbos = narrow.Distortion(data).Zip(narrow.Rate(data), (distortion, rate) => -(distortion + rate)).ToList();
        var variance = elbos.Sum(elbo => Math.Pow(elbo - elbos.Average(), 2)) / (examples - 1);
        Assert.Equal(Math.Sqrt(variance / examples), measured.StandardErrorOverExamples, 1e-9);
    }

    [Fact]
    public void The_rate_by_dimension_is_the_closed_form_of_each()
    {
        var q = (DiagonalGaussian)Model.Vae.Encode(Data);
        var expected = Enumerable.Range(0, Size.Latent).Select(dimension => Enumerable.Range(0, Size.Batch).Average(i =>
            0.5 * (Math.Pow(q.Mean[i, dimension], 2) + Math.Exp(q.LogVariance[i, dimension]) - 1 - q.LogVariance[i, dimension])));
        Assert.Equal(expected, RateDistortion.Estimate(Model.Vae, Data, Key).RateByBlock, Near.Within(1e-12));
    }

    [Fact]
    public void Many_draws_approach_the_exact_distortion()
    {
        // The error of the mean over 250 x 400 draws is below 0.05 here: five of them are the margin.
        var measured = RateDistortion.Estimate(Model.Vae, Data, Key, samples: 400);
        Assert.Equal(Model.Distortion(Data).Average(), measured.Distortion, 0.25);
        Assert.Equal(Model.Rate(Data).Average(), measured.Rate, 1e-9);
    }

    [Fact]
    public void No_two_examples_share_their_draws()
    {
        var model = new RecordingModel(Model.Vae);
        RateDistortion.Estimate(model, Data.Slice(0, 1).BroadcastTo(new Shape(201, Size.Features)), Key, samples: 2);
        Assert.Equal(201 * 2, model.LogWeights.Values.Single().Distinct().Count());
    }

    [Fact]
    public void A_rate_without_closed_form_has_no_dimensions()
    {
        var zeros = Tensor.Zeros(new Shape(2, 2), Precision.Double);
        var mixture = new GaussianMixture(Tensor.Zeros(new Shape(2), Precision.Double), zeros, zeros);
        var measured = RateDistortion.Estimate(Model.Vae.WithPrior(Prior.Fixed(mixture)), Data, Key);
        Assert.Empty(measured.RateByBlock);
        Assert.True(double.IsFinite(measured.Rate));
    }

    [Fact]
    public void Data_in_memory_and_records_read_on_demand_give_the_same()
    {
        var measured = RateDistortion.Estimate(Model.Vae, Data, Key, samples: 2);
        Assert.Equal(measured, RateDistortion.Estimate(Model.Vae, new ArrayRecords(Data), Key, samples: 2));
        Assert.NotEqual(measured, RateDistortion.Estimate(Model.Vae, Data, Key.Fold(1), samples: 2));
    }

    [Fact]
    public void One_example_has_no_error_and_equals_itself()
    {
        var measured = RateDistortion.Estimate(Model.Vae, Data.Slice(0, 1), Key);
        Assert.True(double.IsNaN(measured.StandardErrorOverExamples));
        Assert.True(measured.Equals(RateDistortion.Estimate(Model.Vae, Data.Slice(0, 1), Key)));
    }

    [Fact]
    public void What_cannot_be_evaluated_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => RateDistortion.Estimate(Model.Vae, Data.Slice(0, 0), Key));
        Assert.ThrowsAny<ArgumentException>(() => RateDistortion.Estimate(Model.Vae, Data.Slice(0, 2, axis: 1), Key));
        Assert.ThrowsAny<ArgumentException>(() => RateDistortion.Estimate(Model.Vae, Data, Key, samples: 0));
    }
}
