using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A product is its parts, side by side.</summary>
public class ProductDistributionTests
{
    private static readonly Shape Size = new(4, 2);

    [Property]
    public void Densities_add_up_and_a_permutation_of_parts_permutes_blocks(RandomKey key)
    {
        var (a, b, c) = Parts(key);
        var (product, turned) = (new Product([a, b, c]), new Product([c, a, b]));
        var x = product.Sample(key.Fold("x"));
        Tensor Columns(int start) => x.Slice(start, 2, axis: -1);
        Close.All(
            (a.LogDensity(Columns(0)) + b.LogDensity(Columns(2)) + c.LogDensity(Columns(4))).ToDoubles(), product.LogDensity(x).ToDoubles(), 1e-13);
        var blocks = product.LogDensityByBlock(x);
        var permuted = turned.LogDensityByBlock(Tensor.Concatenate([Columns(4), Columns(0), Columns(2)], axis: -1));
        Assert.Equal(Tensor.Concatenate([blocks.Slice(4, 2, axis: -1), blocks.Slice(0, 4, axis: -1)], axis: -1), permuted);
        Assert.Equal(6, product.Blocks);
    }

    [Property]
    public void A_draw_is_one_of_each_part_for_a_key_of_its_own(RandomKey key)
    {
        var (a, b, c) = Parts(key);
        var product = new Product([a, b, c]);
        var noise = product.Noise(key, 3);
        var (value, logDensity) = product.Draw(noise);
        Assert.Equal(product.FromNoise(noise), value);
        Assert.Equal(b.FromNoise(b.Noise(key.Fold(1), 3)), value.Slice(2, 2, axis: -1));
        Close.All(product.LogDensity(value).ToDoubles(), logDensity.ToDoubles(), 1e-13);
        Assert.Equal(Tensor.Concatenate([a.Mean, b.Mean, c.Mean], axis: -1), product.Mean);
        Assert.Equal(Tensor.Concatenate([a.Mode, b.Mode, c.Mode], axis: -1), product.Mode);
        Assert.False(product.IsReparameterized);
        Assert.True(new Product([a, b]).IsReparameterized);
    }

    [Property]
    public void The_divergence_is_the_sum_of_those_of_the_parts_if_each_is_known(RandomKey key)
    {
        var (a, b, c) = Parts(key.Fold("own"));
        var (d, e, f) = Parts(key.Fold("other"));
        Assert.Equal(Tensor.Concatenate([Kl(a, d), Kl(b, e), Kl(c, f)], axis: -1), Kl(new Product([a, b, c]), new Product([d, e, f])));
        Assert.IsType<ClosedFormKl.NotKnown>(Divergence.ClosedForm(new Product([a, b]), new Product([e, d])));
    }

    [Fact]
    public void Parts_of_different_batches_are_refused()
    {
        var message = Assert.Throws<ArgumentException>(() => new Product([new Bernoulli(Tensor.Zeros(new Shape(2, 3))), new Bernoulli(Tensor.Zeros(new Shape(4, 3)))])).Message;
        Assert.Contains("Bernoulli [2, 3]", message, StringComparison.Ordinal);
        Assert.Contains("Bernoulli [4, 3]", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Product([]));
    }

    [Fact]
    public void A_wrong_value_is_told_with_its_columns()
    {
        var product = new Product([new DiagonalGaussian(Tensor.Zeros(new Shape(1, 2)), Tensor.Scalar(0)), new Bernoulli(Tensor.Zeros(new Shape(1, 2)))]);
        var message = Assert.Throws<ArgumentException>(() => product.CheckSupport(Tensor.FromArray([0, 7, 1, 3], new Shape(1, 4)))).Message;
        Assert.StartsWith("Columns 2 to 3: ", message, StringComparison.Ordinal);
    }

    private static Tensor Kl(Distribution q, Distribution p) => Assert.IsType<ClosedFormKl.Known>(Divergence.ClosedForm(q, p)).ByBlock;

    private static (DiagonalGaussian A, Laplace B, Bernoulli C) Parts(RandomKey key)
    {
        Tensor Some(string name) => key.Fold(name).Normal(Size, Precision.Double);
        return (new(Some("mean"), Some("log-variance")), new(Some("location"), Some("log-scale")), new(Some("logits")));
    }
}
