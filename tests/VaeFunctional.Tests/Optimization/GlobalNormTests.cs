using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The norm of a whole model, and clipping by it, where squares overflow or underflow.</summary>
public class GlobalNormTests
{
    /// <summary>The exponents of the greatest element: from the subnormal to the greatest numbers, with the ends more often.</summary>
    private static readonly Dictionary<Precision, int[]> Exponents = new()
    {
        [Precision.Double] = [-1074, -1060, -1022, -700, -540, -533, -300, -30, 0, 30, 300, 510, 512, 515, 700, 1000, 1021, 1023],
        [Precision.Single] = [-149, -140, -126, -80, -64, 0, 60, 63, 64, 100, 126, 127],
    };

    [Property(MaxTest = 300)]
    public void A_norm_is_that_of_the_scaled_elements_at_every_magnitude(int seed, bool isSingle)
    {
        var model = AtAnyMagnitude(RandomKey.FromSeed(seed), isSingle ? Precision.Single : Precision.Double);
        var (scaled, exponent) = ExactNorm(model);
        AssertNear(Math.ScaleB(scaled, exponent), model.Norm(), 1e-14, double.Epsilon);
    }

    [Property(MaxTest = 300)]
    public void A_clipped_gradient_has_the_direction_it_had_and_the_maximum_for_its_norm_at_every_magnitude(int seed, bool isSingle, bool nearNorm)
    {
        var precision = isSingle ? Precision.Single : Precision.Double;
        var gradient = AtAnyMagnitude(RandomKey.FromSeed(seed), precision);
        var (scaled, exponent) = ExactNorm(gradient);
        var shortening = new[] { 1e-3, 0.5, 0.999, 1.001, 1e3 }[RandomKey.FromSeed(seed).Permutation(5)[0]];
        var maximum = nearNorm ? Math.ScaleB(scaled * shortening, exponent) : shortening;
        if (!double.IsFinite(maximum) || maximum < 1e-300)
            return;
        var clipped = Clipped(gradient, maximum);
        var isLonger = Math.ScaleB(scaled, exponent) > maximum;
        var (tolerance, least) = isSingle ? (1e-6, float.Epsilon) : (1e-14, double.Epsilon);
        // An element that is subnormal beside a norm of 1 loses bits that no sum of squares sees.
        foreach (var (before, after) in Elements(gradient).Zip(Elements(clipped)))
            AssertNear(isLonger ? Math.ScaleB(before, -exponent) / scaled * maximum : before, after, isLonger ? tolerance : 0, isLonger ? least * (1 + maximum) : 0);
    }

    [Theory]
    [InlineData(Precision.Single, 3e38, 8)]
    [InlineData(Precision.Single, 3e38, 1e-5)]
    [InlineData(Precision.Double, 1.5e308, 8)]
    [InlineData(Precision.Double, 1.5e308, 1e-12)]
    public void Clipping_shortens_a_gradient_whose_norm_is_beyond_its_precision(Precision precision, double element, double maximum)
    {
        var gradient = ParameterList.Of(Tensor.Full(new Shape(2, 2), element, precision), Tensor.Full(new Shape(12), -element, precision));
        var expected = Elements(gradient).Select(before => Math.Sign(before) * maximum / 4);
        Assert.Equal(expected.Select(_ => 1.0), Elements(Clipped(gradient, maximum)).Zip(expected, (after, wanted) => after / wanted), Near.Within(1e-6));
    }

    [Fact]
    public void Clipping_tiny_doubles_leaves_floats_beside_them_finite()
    {
        var clipped = Clipped(ParameterList.Of(Tensor.Zeros(new Shape(2)), Tensor.FromArray([1e-200, 0])), 1e-300);
        Assert.Equal([0, 0, 1, 0], Elements(clipped).Select((element, i) => i < 2 ? element : element / 1e-300), Near.Within(1e-14));
    }

    [Fact]
    public void The_norm_of_zeros_is_zero_and_clipping_leaves_them()
    {
        var zeros = ParameterList.Of(Tensor.Zeros(new Shape(3)), Tensor.Zeros(new Shape(0)));
        Assert.Equal(0, zeros.Norm());
        Assert.Equal(zeros, Clipped(zeros, 1e-300));
    }

    /// <summary>Two leaves whose greatest elements may differ by many powers of two.</summary>
    private static ParameterList AtAnyMagnitude(RandomKey key, Precision precision)
    {
        var exponents = Exponents[precision];
        int Exponent(string name) => exponents[key.Fold(name).Permutation(exponents.Length)[0]];
        var (greatest, other) = (Exponent("greatest"), Exponent(key.Permutation(2)[0] == 0 ? "greatest" : "other"));
        Tensor Leaf(string name, int count, int exponent) => Tensor.FromArray(
            Array.ConvertAll(key.Fold(name).Uniform(new Shape(count), Precision.Double).ToDoubles(), u => Math.ScaleB((2 * u) - 1, exponent))).To(precision);
        return ParameterList.Of(Leaf("a", 7, greatest), Leaf("b", 40, Math.Min(greatest, other)));
    }

    /// <summary>A norm times a power of two: the sum of squares of elements divided by it.</summary>
    private static (double Scaled, int Exponent) ExactNorm(ParameterList model)
    {
        var greatest = Elements(model).Max(Math.Abs);
        if (greatest == 0)
            return (0, 0);
        var exponent = Math.ILogB(greatest);
        return (Math.Sqrt(Elements(model).Sum(element => Math.Pow(Math.ScaleB(element, -exponent), 2))), exponent);
    }

    private static ParameterList Clipped(ParameterList gradient, double maximum)
    {
        var clip = new ClipByGlobalNorm(maximum);
        var displaced = clip.Update(gradient.ZerosLike(), gradient, clip.Start(gradient)).Model;
        return displaced.MapParameters((_, leaf) => leaf * -1);
    }

    private static IEnumerable<double> Elements(ParameterList model) => model.Tensors().SelectMany(tensor => tensor.ToDoubles());

    private static void AssertNear(double expected, double actual, double relative, double absolute) => Assert.True(
        expected.Equals(actual) || Math.Abs(expected - actual) <= (relative * Math.Abs(expected)) + absolute, $"{actual} instead of {expected}");
}
