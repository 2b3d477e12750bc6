using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A hole plays no part: not in the value, not in the gradient, not in what other rows and columns are worth.</summary>
public class ObservedTests
{
    private static readonly Shape Size = new(4, 3);

    private static readonly Tensor NaN = Tensor.Scalar(double.NaN);

    [Property]
    public void A_row_without_holes_has_the_density_inside_to_the_bit_whatever_other_rows_hold(RandomKey key, bool isSingle)
    {
        foreach (var (name, distribution) in Some(key, isSingle ? Precision.Single : Precision.Double))
        {
            var x = Draws(distribution, key);
            var holes = Holes(key, x) * Tensor.FromArray([0, 1, 1, 0], new Shape(4, 1));
            var blocks = new Observed(distribution).LogDensity(Tensor.Where(holes, NaN.To(x.Precision), x)).ToDoubles();
            var inside = distribution.LogDensity(x).ToDoubles();
            Assert.True(blocks[0].Equals(inside[0]) && blocks[3].Equals(inside[3]), $"{name}: {blocks[0]:R} and {blocks[3]:R}, inside {inside[0]:R} and {inside[3]:R}");
        }
    }

    [Property]
    public void A_hole_contributes_exactly_0_and_its_parameters_get_no_gradient(RandomKey key)
    {
        var x = key.Fold("x").Normal(Size, Precision.Double);
        var holes = Holes(key, x);
        Tensor[] parameters = [key.Fold("mean").Normal(Size, Precision.Double), key.Fold("scale").Normal(Size, Precision.Double) * 0.3];
        var byBlock = new Observed(new Laplace(parameters[0], parameters[1])).LogDensityByBlock(Tensor.Where(holes, NaN, x));
        Assert.Equal(Tensor.Where(holes, Tensor.Scalar(0), new Laplace(parameters[0], parameters[1]).LogDensityByBlock(x)), byBlock);
        ParameterList GradientOf(Tensor values, Tensor weights) => Gradient.ValueAndGradient(
            model => Objective.Of((new Observed(new Laplace(model.Tensors()[0], model.Tensors()[1])).LogDensityByBlock(values) * weights).Sum()),
            ParameterList.Of(parameters)).Gradient;
        var withHoles = GradientOf(Tensor.Where(holes, NaN, x), Tensor.Ones(Size, Precision.Double));
        Assert.Equal(GradientOf(x, 1 - holes).Tensors(), withHoles.Tensors());
        Assert.All(withHoles.Tensors(), gradient => Assert.Equal(0, (gradient * holes).Abs().Sum().ToScalar()));
    }

    [Property]
    public void A_hole_in_a_part_of_a_product_takes_its_block_away_alone(RandomKey key)
    {
        var (left, right) = (new DiagonalGaussian(key.Fold("left").Normal(Size, Precision.Double), Tensor.Scalar(0)), new Laplace(key.Fold("right").Normal(Size, Precision.Double), Tensor.Scalar(0)));
        var x = Tensor.Concatenate([key.Fold("x").Normal(Size, Precision.Double), key.Fold("y").Normal(Size, Precision.Double)], axis: -1);
        var holes = Holes(key, x);
        var all = new Observed(new Product([left, right])).LogDensityByBlock(Tensor.Where(holes, NaN, x));
        var parts = Tensor.Concatenate([left.LogDensityByBlock(x.Slice(0, 3, axis: -1)), right.LogDensityByBlock(x.Slice(3, 3, axis: -1))], axis: -1);
        Assert.Equal(Tensor.Where(holes, Tensor.Scalar(0), parts), all);
    }

    [Fact]
    public void Only_NaN_is_a_hole()
    {
        var distribution = new Observed(new Bernoulli(Tensor.Zeros(new Shape(1, 2))));
        distribution.CheckSupport(Tensor.FromArray([1, double.NaN], new Shape(1, 2)));
        Assert.Contains("[0, 1]", Assert.Throws<ArgumentException>(() => distribution.CheckSupport(Tensor.FromArray([double.NaN, 0.5], new Shape(1, 2)))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => distribution.CheckSupport(Tensor.FromArray([1, double.PositiveInfinity], new Shape(1, 2))));
    }

    [Fact]
    public void Values_are_the_same_for_several_draws_of_the_parameters()
    {
        var key = RandomKey.FromSeed(1);
        var means = key.Normal(new Shape(5, 4, 3), Precision.Double);
        var x = Tensor.FromArray([1, double.NaN, 3, 0, 0, 0, double.NaN, double.NaN, double.NaN, 1, 2, 3], new Shape(4, 3));
        var all = new Observed(new DiagonalGaussian(means, Tensor.Scalar(0))).LogDensity(x);
        for (var draw = 0; draw < 5; draw++)
        {
            var one = new Observed(new DiagonalGaussian(means.Slice(draw, 1).Reshape(Size), Tensor.Scalar(0))).LogDensity(x);
            Assert.Equal(one, all.Slice(draw, 1).Reshape(new Shape(4)));
        }

        Assert.All(all.Slice(2, 1, axis: 1).ToDoubles(), nothing => Assert.Equal(0, nothing));
    }

    [Fact]
    public void A_distribution_that_does_not_tell_its_blocks_is_named()
    {
        var message = Assert.Throws<NotSupportedException>(() => new Observed(new TwoBlocks()).LogDensity(Tensor.Zeros(new Shape(1, 4)))).Message;
        Assert.Contains("MarkedBlocks", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hole_takes_the_whole_column_of_classes_away()
    {
        var categorical = new Categorical(RandomKey.FromSeed(1).Normal(new Shape(2, 6), Precision.Double), 3);
        var x = Tensor.FromArray([0, 1, 0, double.NaN, double.NaN, double.NaN, 1, 0, 0, 0, 0, 1], new Shape(2, 6));
        var blocks = new Observed(categorical).LogDensityByBlock(x).ToDoubles();
        Assert.Equal(0, blocks[1]);
        var complete = Tensor.FromArray([0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1], new Shape(2, 6));
        var all = categorical.LogDensityByBlock(complete).ToDoubles();
        Assert.Equal([all[0], all[2], all[3]], new[] { blocks[0], blocks[2], blocks[3] });
    }

    private static Dictionary<string, Distribution> Some(RandomKey key, Precision precision)
    {
        var numbers = key.Fold("parameters").Normal(Size, precision);
        return new()
        {
            ["Gaussian"] = new DiagonalGaussian(numbers, numbers * 0.5),
            ["Laplace"] = new Laplace(numbers, numbers * 0.5),
            ["Bernoulli"] = new Bernoulli(numbers),
            ["Poisson"] = new Poisson(numbers),
            ["Negative binomial"] = new NegativeBinomial(numbers, numbers * 0.5),
            ["Zero-inflated negative binomial"] = new ZeroInflatedNegativeBinomial(numbers, numbers * 0.5, numbers),
            ["Categorical"] = new Categorical(numbers, 3),
            ["Discretized logistic"] = new DiscretizedLogistic(numbers, numbers * 0.5, 5),
            ["Ordinal"] = new Ordinal(numbers, Tensor.FromArray([-1, 0.5, 2], new Shape(1, 3)).To(precision)),
            ["Product"] = new Product([new DiagonalGaussian(numbers, numbers * 0.5), new Bernoulli(numbers), new Laplace(numbers, numbers)]),
        };
    }

    private static Tensor Draws(Distribution distribution, RandomKey key) => distribution.Sample(key.Fold("draws"));

    private static Tensor Holes(RandomKey key, Tensor x) => key.Fold("holes").Uniform(x.Shape, x.Precision).LessThan(0.4);

    private sealed class TwoBlocks : Distribution
    {
        public override Tensor Mode => Tensor.Zeros(new Shape(1, 4));

        public override int Blocks => 2;

        public override bool IsReparameterized => true;

        public override Tensor Noise(RandomKey key, int samples) => key.Normal(NoiseShape(samples, 4));

        public override Tensor FromNoise(Tensor noise) => noise;

        protected override Tensor LogDensityOf(Tensor x) => x.Sum(-1);

        protected override Tensor LogDensityByBlockOf(Tensor x) => x.Slice(0, 2, axis: -1) + x.Slice(2, 2, axis: -1);
    }
}
