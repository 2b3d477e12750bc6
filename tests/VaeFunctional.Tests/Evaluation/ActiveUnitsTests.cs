using FsCheck.Xunit;
using MathNet.Numerics.Statistics;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class ActiveUnitsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    [Property]
    public bool The_variances_are_those_of_the_posterior_means(ModelSize size, RandomKey key)
    {
        var examples = size with { Batch = size.Batch + 1 };
        var (model, x) = (LinearGaussians.Any(key, examples).Vae, LinearGaussians.Data(key, examples));
        var means = model.Encode(x).Mean.ToMatrix();
        return Near.All(means.EnumerateColumns().Select(column => column.Variance()), ActiveUnits.Estimate(model, x).Variances, 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(250)]
    public void They_are_over_all_data_however_read(int examples)
    {
        var size = new ModelSize(3, 2, examples);
        // A mean far from zero, where the difference of mean square and squared mean would lose all digits.
        var (model, x) = (LinearGaussians.Any(Key, size).Vae, LinearGaussians.Data(Key, size) + 1e6);
        var units = ActiveUnits.Estimate(model, x);
        Assert.Equal(model.Encode(x).Mean.ToMatrix().EnumerateColumns().Select(column => column.Variance()), units.Variances, Near.Within(1e-7));
        Assert.Equal(units, ActiveUnits.Estimate(model, new ArrayRecords(x)));
    }

    [Fact]
    public void Those_above_the_threshold_count()
    {
        var encoder = new Dense(
            Tensor.FromArray(new double[,] { { 1, 0.05, 0, 0, 0, 0 } }), Tensor.FromArray([0.0, 0, 7, 0, 0, 0]), Activation.Identity);
        var decoder = new Dense(Tensor.Zeros(new Shape(3, 1), Precision.Double), Tensor.Zeros(new Shape(1), Precision.Double), Activation.Identity);
        var vae = Vae.Create(encoder, decoder, LikelihoodHead.Gaussian());
        var x = Tensor.FromArray(new double[,] { { -1 }, { 0 }, { 1 } });
        Assert.Equal([1, 0.0025, 0], ActiveUnits.Estimate(vae, x).Variances, Near.Within(1e-15));
        Assert.Equal(1, ActiveUnits.Estimate(vae, x).Count);
        Assert.Equal(2, ActiveUnits.Estimate(vae, x, threshold: 0.001).Count);
        Assert.Equal(0, ActiveUnits.Estimate(vae, x, threshold: 1).Count);
    }

    [Fact]
    public void Fewer_than_two_examples_have_no_variance()
    {
        var size = new ModelSize(3, 2, 2);
        var (model, x) = (LinearGaussians.Any(Key, size).Vae, LinearGaussians.Data(Key, size));
        Assert.Contains("two", Assert.Throws<ArgumentException>(() => ActiveUnits.Estimate(model, x.Slice(0, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ActiveUnits.Estimate(model, x.Slice(0, 0)));
    }
}
