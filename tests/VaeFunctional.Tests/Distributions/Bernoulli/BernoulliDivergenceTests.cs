using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The closed form of the divergence between Bernoulli distributions, and its gradient, against arithmetic of 106 bits.</summary>
public class BernoulliDivergenceTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(21);

    public static TheoryData<Precision> Precisions => [Precision.Single, Precision.Double];

    [Theory]
    [MemberData(nameof(Precisions))]
    public void The_divergence_keeps_its_relative_accuracy(Precision precision)
    {
        var pairs = Pairs(precision);
        var values = Kl(pairs, precision).ToDoubles();
        Assert.All(pairs.Zip(values), row => AssertNear(Exact(row.First.A, row.First.B).Value, row.Second, precision, row.First));
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Both_derivatives_keep_their_relative_accuracy(Precision precision)
    {
        var pairs = Pairs(precision);
        var gradients = Derivatives.Pullbacks(
            all => BernoulliRules.Kl(all[0], all[1]), Tensor.Ones(new Shape(pairs.Length), precision), Column(pairs, pair => pair.A, precision), Column(pairs, pair => pair.B, precision));
        var (toA, toB) = (gradients[0].ToDoubles(), gradients[1].ToDoubles());
        for (var i = 0; i < pairs.Length; i++)
        {
            var exact = Exact(pairs[i].A, pairs[i].B);
            AssertNear(exact.ToA, toA[i], precision, pairs[i]);
            AssertNear(exact.ToB, toB[i], precision, pairs[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void It_is_0_at_equality_never_negative_and_finite(Precision precision)
    {
        var pairs = Pairs(precision);
        Assert.All(pairs.Zip(Kl(pairs, precision).ToDoubles()), row =>
        {
            Assert.InRange(row.Second, 0, double.MaxValue);
            if (row.First.A == row.First.B)
                Assert.Equal(0, row.Second);
        });
    }

    [Fact]
    public void Close_logits_have_a_gradient()
    {
        // To second order the divergence is 1/2 s (1 - s) (b - a)^2.
        (double A, double B)[] pairs = [.. Enumerable.Range(-40, 81).Select(i => (i / 10.0, (i / 10.0) + 1e-9))];
        var gradient = Derivatives.Pullbacks(
            all => BernoulliRules.Kl(all[0], all[1]), Tensor.Ones(new Shape(pairs.Length), Precision.Double), Column(pairs, pair => pair.A, Precision.Double), Column(pairs, pair => pair.B, Precision.Double));
        Assert.All(gradient, part => Assert.DoesNotContain(0.0, part.ToDoubles()));
    }

    [Property(Arbitrary = new[] { typeof(Logits) }, MaxTest = 500)]
    public void The_divergence_of_any_two_logits_and_its_derivatives_keep_their_relative_accuracy(LogitPair logits)
    {
        (double A, double B)[] pairs = [(logits.A, logits.B)];
        var (exact, one) = (Exact(logits.A, logits.B), Tensor.Ones(new Shape(1), Precision.Double));
        AssertNear(exact.Value, Kl(pairs, Precision.Double).ToDoubles()[0], Precision.Double, pairs[0]);
        var gradients = Derivatives.Pullbacks(all => BernoulliRules.Kl(all[0], all[1]), one, one * logits.A, one * logits.B);
        AssertNear(exact.ToA, gradients[0].ToScalar(), Precision.Double, pairs[0]);
        AssertNear(exact.ToB, gradients[1].ToScalar(), Precision.Double, pairs[0]);
    }

    private static Tensor Kl((double A, double B)[] pairs, Precision precision) =>
        BernoulliRules.Kl(Column(pairs, pair => pair.A, precision), Column(pairs, pair => pair.B, precision));

    private static Tensor Column((double A, double B)[] pairs, Func<(double A, double B), double> part, Precision precision) =>
        Tensor.FromArray(Array.ConvertAll(pairs, pair => part(pair))).To(precision);

    /// <summary>Logits of any size, each with ones that are equal, close, on the other side, and anywhere.</summary>
    private static (double A, double B)[] Pairs(Precision precision)
    {
        double[] logits = [0, -0.0, 1e-30, -1e-9, 0.1, -0.5, 1, -1, 2, -2.5, 5, -10, 17, -20, 36, -37, 80, -86, 1e4, -1e4, 1e30, -1e30, 3e38, -3e38];
        double[] shifts = [0, 1e-12, -1e-7, 1e-4, 0.01, -0.3, 0.5, -0.7, 0.999, 1, 1.001, -1, 1.5, -3, 10, -30];
        var random = Samples.ShortDecimals(Key, new Shape(200)).ToDoubles();
        IEnumerable<(double A, double B)> all =
        [
            .. logits.SelectMany(a => shifts.Select(shift => (a, a + shift))),
            .. logits.SelectMany(a => logits.Select(b => (a, b))),
            .. random.Zip(random.Skip(100), (a, b) => (3 * a, 3 * b)),
        ];
        return [.. all.Select(pair => precision == Precision.Single ? ((float)pair.A, (float)pair.B) : pair)];
    }

    /// <summary>
    /// KL and its derivatives at a not above 0 (both signs are changed where it is), with s = sigmoid(a), d = b - a: for d up to 1 by
    /// s (e^d - 1 - d) - (x - ln(1 + x)), x = s (e^d - 1), and above it by softplus functions. 106 bits outlast what cancels.
    /// </summary>
    private static (double Value, double ToA, double ToB) Exact(double a, double b)
    {
        var sign = a > 0 ? -1.0 : 1;
        (a, b) = (sign * a, sign * b);
        var s = Sigmoid(a);
        var (d, rest) = ((DoubleDouble)b - a, (DoubleDouble)1 - s);
        if (d.High > 1)
        {
            if (!double.IsFinite(d.High))
                d = double.MaxValue;
            var far = Softplus(b) - Softplus(a) - s * d;
            return (far.High, -sign * (s * rest * d).High, sign * (Sigmoid(b) - s).High);
        }

        var growth = d.High < -700 ? -1 : DoubleDouble.Expm1(d);
        var x = s * growth;
        var second = d.High < -700 ? growth - d : DoubleDouble.Expm1MinusX(d);
        return ((s * second - XMinusLog1p(x)).High, -sign * (s * rest * d).High, sign * (s * rest * growth / (x + 1)).High);
    }

    /// <summary>By its series where the subtraction would cancel: x^2/2 - x^3/3 + ...</summary>
    private static DoubleDouble XMinusLog1p(DoubleDouble x)
    {
        if (Math.Abs(x.High) > 0.1)
            return x - DoubleDouble.Log1p(x);
        DoubleDouble sum = 0, power = x;
        for (var i = 2; i < 40; i++)
        {
            power *= -x;
            sum -= power / i;
        }

        return sum;
    }

    private static DoubleDouble Sigmoid(double x)
    {
        if (x < -740)
            return 0;
        return x < 0 ? DoubleDouble.Exp(x) / (DoubleDouble.Exp(x) + 1) : x > 700 ? 1 : (DoubleDouble)1 / (DoubleDouble.Exp(-x) + 1);
    }

    private static DoubleDouble Softplus(double x)
    {
        DoubleDouble decay = Math.Abs(x) > 740 ? 0 : DoubleDouble.Exp(-Math.Abs(x));
        return DoubleDouble.Log1p(decay) + Math.Max(x, 0);
    }

    /// <summary>Within 20 units in the last place, or below what is subnormal.</summary>
    private static void AssertNear(double expected, double actual, Precision precision, (double A, double B) pair)
    {
        var (epsilon, least) = precision == Precision.Single ? (1.2e-7, 1.2e-38) : (2.3e-16, 2.3e-308);
        Assert.True(
            Math.Abs(expected - actual) <= (20 * epsilon * Math.Abs(expected)) + least,
            $"{pair}: expected {expected:R}, got {actual:R}");
    }

    /// <summary>Logits of the posterior and the prior.</summary>
    public sealed record LogitPair(double A, double B);

    internal static class Logits
    {
        /// <summary>Logits up to the ends of the exponential, and others that are close, far, or on the other side.</summary>
        public static Arbitrary<LogitPair> Pairs { get; } = (
            from a in Gen.OneOf(Gen.Choose(-7000, 7000).Select(tenths => tenths / 10.0), Gen.Choose(-400, 400).Select(tenths => tenths / 10.0), Gen.Elements(-700.0, 700, 0))
            from difference in Gen.OneOf(
                Gen.Elements(0, 1e-12, -1e-12, 1e-9, -1e-7, 1e-4, 0.5, -0.5, 1),
                Gen.Choose(-14_000, 14_000).Select(tenths => tenths / 10.0),
                Gen.Constant(-2 * a))
            select new LogitPair(a, a + difference)).ToArbitrary();
    }
}
