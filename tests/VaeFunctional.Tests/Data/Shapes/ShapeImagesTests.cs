using Xunit;

namespace VaeFunctional.Tests;

public class ShapeImagesTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    [Fact]
    public void A_smaller_set_is_the_beginning_of_a_larger_one()
    {
        var large = ShapeImages.Generate(Key, 40, 20);
        for (var count = 0; count <= 40; count += 8)
        {
            var small = ShapeImages.Generate(Key, count, 20);
            Assert.Equal(large.Images.Slice(0, count), small.Images);
            Assert.Equal(large.Factors.Slice(0, count), small.Factors);
        }

        Assert.NotEqual(large, ShapeImages.Generate(Key.Fold("other"), 40, 20));
        Assert.Equal(large, ShapeImages.Generate(Key, 40, 20));
    }

    [Fact]
    public void The_images_are_what_their_factors_describe()
    {
        var shapes = ShapeImages.Generate(Key, 30);
        Assert.Equal(ShapeImages.Render(shapes.Factors, 16), shapes.Images);
        Assert.Equal(new Shape(30, ShapeImages.FactorNames.Length), shapes.Factors.Shape);
        Assert.Equal(shapes.Kinds(), shapes.Factors.ToDoubles().Where((_, i) => i % 5 == 0).Select(kind => (int)kind));
        Assert.Equal([0, 1, 2], shapes.Kinds().Classes().ToArray());
    }

    [Fact]
    public void Shapes_stay_inside_the_frame()
    {
        var factors = ShapeImages.Generate(Key, 2_000, 1).Factors;
        for (var i = 0; i < factors.Shape[0]; i++)
        {
            foreach (var center in new[] { factors[i, 3], factors[i, 4] })
                Assert.InRange(center, factors[i, 1] + 0.02 - 1e-12, 1 - factors[i, 1] - 0.02 + 1e-12);
        }
    }

    [Fact]
    public void Angles_cover_the_turn_after_which_a_shape_looks_the_same()
    {
        var factors = ShapeImages.Generate(Key, 2_000, 1).Factors;
        double[] turns = [Math.PI, Math.PI / 2, 2 * Math.PI / 3];
        for (var kind = 0; kind < turns.Length; kind++)
        {
            var angles = Enumerable.Range(0, 2_000).Where(i => factors[i, 0] == kind).Select(i => factors[i, 2] / turns[kind]).ToArray();
            Assert.InRange(angles.Length, 500, 850);
            Assert.InRange(angles.Min(), 0, 0.05);
            Assert.InRange(angles.Max(), 0.95, 1);
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(28)]
    [InlineData(64)]
    public void Pixels_are_intensities_and_nearly_all_are_black_or_white(int side)
    {
        var pixels = ShapeImages.Generate(Key, 500, side).Images.ToSingles();
        Assert.All(pixels, pixel => Assert.InRange(pixel, 0, 1));
        Assert.InRange(pixels.Count(pixel => pixel is > 0 and < 1) / (double)pixels.Length, 0, 1.0 / side);
    }

    /// <summary>Areas in closed form: pi a b, 2 r^2 and 3 sqrt(3) / 4 r^2.</summary>
    [Theory]
    [InlineData(0, Math.PI * 0.55)]
    [InlineData(1, 2)]
    [InlineData(2, 1.299038105676658)]
    public void The_brightness_is_the_area_and_its_center_is_the_place(int kind, double unitArea)
    {
        const int side = 200;
        const double size = 0.3;
        foreach (var angle in new[] { 0, 0.4, 1.1, 2.9 })
        {
            var pixels = ShapeImages.Render(Tensor.FromArray(new[,] { { kind, size, angle, 0.45, 0.56 } }), side).ToSingles();
            var area = pixels.Sum(pixel => (double)pixel);
            var x = pixels.Select((pixel, i) => pixel * ((i % side) + 0.5)).Sum() / area / side;
            var y = pixels.Select((pixel, i) => pixel * ((i / side) + 0.5)).Sum() / area / side;
            Assert.Equal(unitArea * size * size, area / side / side, 2e-3);
            Assert.Equal(0.45, x, 1e-3);
            Assert.Equal(0.56, y, 1e-3);
        }
    }

    [Fact]
    public void A_shape_looks_the_same_after_its_turn_and_not_before()
    {
        int[] symmetries = [2, 4, 3];
        for (var kind = 0; kind < symmetries.Length; kind++)
        {
            var turn = 2 * Math.PI / symmetries[kind];
            Assert.Equal(0, Difference(kind, 0.3, 0.3 + turn), 1e-4);
            Assert.InRange(Difference(kind, 0.3, 0.3 + (turn / 2)), 0.5, 1);
        }
    }

    [Fact]
    public void The_angle_turns_clockwise()
    {
        var upward = ShapeImages.Render(Tensor.FromArray(new[,] { { 2, 0.35, 0, 0.5, 0.5 } }), 64);
        var rightward = ShapeImages.Render(Tensor.FromArray(new[,] { { 2, 0.35, Math.PI / 2, 0.5, 0.5 } }), 64);
        Assert.Equal(1, upward[0, (12 * 64) + 32]);
        Assert.Equal(0, upward[0, (32 * 64) + 52]);
        Assert.Equal(1, rightward[0, (32 * 64) + 52]);
        Assert.Equal(0, rightward[0, (12 * 64) + 32]);
    }

    [Fact]
    public void Factors_that_describe_nothing_are_refused_with_their_row()
    {
        double[] good = [1, 0.3, 0, 0.5, 0.5];
        foreach (var (column, value) in new[] { (0, 3.0), (0, 0.5), (0, -1), (1, 0), (1, -0.1), (2, double.NaN), (3, double.PositiveInfinity) })
        {
            var bad = good.ToArray();
            bad[column] = value;
            var factors = Tensor.FromArray([.. good, .. bad], new Shape(2, 5));
            Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => ShapeImages.Render(factors, 16)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => ShapeImages.Render(Tensor.Zeros(new Shape(2, 4)), 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShapeImages.Generate(Key, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShapeImages.Generate(Key, -1));
    }

    private static double Difference(int kind, double first, double second)
    {
        var images = ShapeImages.Render(Tensor.FromArray(new[,] { { kind, 0.35, first, 0.5, 0.5 }, { kind, 0.35, second, 0.5, 0.5 } }), 100).ToSingles();
        return images[..10_000].Zip(images[10_000..]).Max(pair => Math.Abs(pair.First - pair.Second));
    }
}
