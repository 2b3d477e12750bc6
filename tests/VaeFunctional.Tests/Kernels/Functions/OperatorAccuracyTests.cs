using System.Numerics;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// The elementary functions against double-double arithmetic, in units in the last place of the exact value.
/// </summary>
public class OperatorAccuracyTests
{
    [Fact]
    public void Exp_is_within_1_ulp() => Check<Exp>(DoubleDouble.Exp, 1);

    [Fact]
    public void Expm1_is_within_2_ulp() => Check<Expm1>(DoubleDouble.Expm1, 2);

    [Fact]
    public void Expm1_minus_x_is_within_3_ulp() => Check<Expm1MinusX>(DoubleDouble.Expm1MinusX, 3);

    [Fact]
    public void Sigmoid_is_within_2_ulp() => Check<Sigmoid>(Sigmoid, 2);

    [Fact]
    public void Softplus_is_within_2_ulp() => Check<Softplus>(Softplus, 2);

    [Fact]
    public void Tanh_is_within_3_ulp() => Check<Tanh>(Tanh, 3);

    [Fact]
    public void Log_is_within_1_ulp() => Check<Log>(x => x.High > 0 ? DoubleDouble.Log(x.High) : double.NaN, 1);

    [Fact]
    public void Log1p_is_within_2_ulp() => Check<Log1p>(x => x.High > -1 ? DoubleDouble.Log1p(x) : double.NaN, 2);

    [Fact]
    public void Sin_and_cos_are_within_1_ulp_of_a_turn()
    {
        double[] angles = [.. Enumerable.Range(-400, 801).Select(i => i / 100.0)];
        var sin = Map<Sin, double>(angles);
        var cos = Map<Cos, double>(angles);
        for (int i = 0; i < angles.Length; i++)
        {
            Assert.Equal(Math.Sin(angles[i]), sin[i], 1e-15);
            Assert.Equal(Math.Cos(angles[i]), cos[i], 1e-15);
        }
    }

    [Fact]
    public void Expm1_is_never_less_than_x_and_expm1_minus_x_never_negative()
    {
        var x = Points<double>();
        var expm1 = Map<Expm1, double>(x);
        var difference = Map<Expm1MinusX, double>(x);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.True(expm1[i] >= x[i], $"expm1({x[i]:R}) = {expm1[i]:R}");
            Assert.True(difference[i] >= 0, $"expm1({x[i]:R}) - x = {difference[i]:R}");
        }
    }

    private static DoubleDouble Sigmoid(DoubleDouble x) =>
        x.High < 0 ? DoubleDouble.Exp(x) / (DoubleDouble.Exp(x) + 1) : (DoubleDouble)1 / (DoubleDouble.Exp(-x) + 1);

    private static DoubleDouble Softplus(DoubleDouble x) =>
        x.High < 0 ? DoubleDouble.Log1p(DoubleDouble.Exp(x)) : x + DoubleDouble.Log1p(DoubleDouble.Exp(-x));

    private static DoubleDouble Tanh(DoubleDouble x)
    {
        if (Math.Abs(x.High) > 50)
            return Math.Sign(x.High);
        var w = DoubleDouble.Expm1(x + x);
        return w / (w + 2);
    }

    private static void Check<TOperator>(Func<DoubleDouble, DoubleDouble> exact, double bound) where TOperator : struct, IUnaryOperator
    {
        Check<TOperator, float>(exact, bound);
        Check<TOperator, double>(exact, bound);
    }

    private static void Check<TOperator, T>(Func<DoubleDouble, DoubleDouble> exact, double bound)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var x = Points<T>();
        var y = Map<TOperator, T>(x);
        double worst = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var expected = exact(double.CreateChecked(x[i]));
            var nearest = T.CreateChecked(expected.High);
            if (!T.IsFinite(nearest))
                continue;
            double ulp = double.CreateChecked(T.BitIncrement(T.Abs(nearest)) - T.Abs(nearest));
            var error = Math.Abs((expected - double.CreateChecked(y[i])).High) / ulp;
            Assert.True(error <= bound, $"{typeof(TOperator).Name}({x[i]:R}) = {y[i]:R}, off by {error:F3} ulp");
            worst = Math.Max(worst, error);
        }
        Assert.True(worst > 0.45, "A rounded function errs by up to half a unit: the oracle compares nothing.");
    }

    private static T[] Map<TOperator, T>(T[] x)
        where TOperator : struct, IUnaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var y = new T[x.Length];
        Elementwise.Map<TOperator, T>(x, y);
        return y;
    }

    /// <summary>Magnitudes of every size, subnormal to huge, in both signs, and the seams of the reductions of the argument.</summary>
    private static T[] Points<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(20);
        var points = new List<T>();
        foreach (var (low, high, count) in new[]
        {
            (-150, -20, 200), (-20, -3, 300), (-3, 3, 1500), (3, 10, 800), (10, 127, 100), (-1074, 1023, 200),
        })
            for (int i = 0; i < count; i++)
                points.Add(T.CreateTruncating(Math.Pow(2, low + (high - low) * random.NextDouble()) * (random.Next(2) * 2 - 1)));
        for (int i = -60; i <= 60; i++)
            points.AddRange(
                from seam in new[] { (i + 0.5) * Math.Log(2), i * 0.25, Math.Sqrt(0.5) + i * 1e-7, Math.Exp((i + 0.5) * Math.Log(2)) - 1 }
                from value in new[] { T.CreateTruncating(seam) }
                from neighbor in new[] { T.BitDecrement(value), value, T.BitIncrement(value) }
                select neighbor);
        return [.. points.Where(T.IsFinite)];
    }
}
