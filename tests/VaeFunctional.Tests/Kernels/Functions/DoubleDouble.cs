namespace VaeFunctional.Tests;

/// <summary>An unevaluated sum of two doubles: about 106 bits, the oracle of the elementary functions.</summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    private static readonly DoubleDouble LogTwo = new(0.69314718055994529, 2.3190468138462996e-17);
    private static readonly DoubleDouble QuarterTurn = new(1.5707963267948966, 6.123233995736766e-17);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        var (high, error) = TwoSum(x.High, y.High);
        var (low, lowError) = TwoSum(x.Low, y.Low);
        (high, error) = TwoSum(high, error + low);
        return Normal(high, error + lowError);
    }

    public static DoubleDouble operator -(DoubleDouble x) => new(-x.High, -x.Low);

    public static DoubleDouble operator -(DoubleDouble x, DoubleDouble y) => x + -y;

    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        double product = x.High * y.High;
        double error = Math.FusedMultiplyAdd(x.High, y.High, -product);
        return Normal(product, error + (x.High * y.Low + x.Low * y.High));
    }

    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        double first = x.High / y.High;
        var rest = x - y * first;
        double second = rest.High / y.High;
        rest -= y * second;
        return new DoubleDouble(first, 0) + second + rest.High / y.High;
    }

    public static DoubleDouble Exp(DoubleDouble x)
    {
        int n = (int)Math.Round(x.High / LogTwo.High);
        return ScaleB(Expm1OfSmall(x - LogTwo * n) + 1, n);
    }

    public static DoubleDouble Expm1(DoubleDouble x) => Math.Abs(x.High) < 0.3 ? Expm1OfSmall(x) : Exp(x) - 1;

    /// <summary>e^x - 1 - x: near 0 by its series, elsewhere by subtraction.</summary>
    public static DoubleDouble Expm1MinusX(DoubleDouble x)
    {
        if (Math.Abs(x.High) > 1)
            return Expm1(x) - x;
        DoubleDouble sum = 0, term = x;
        for (int i = 2; i < 40; i++)
            sum += term = term * x / i;
        return sum;
    }

    public static DoubleDouble Log(double x) => Math.ILogB(x) is var n && Math.ScaleB(x, -n) is var m && m > 1.4
        ? LogTwo * (n + 1) + TwiceArtanh((DoubleDouble)(m / 2) - 1)
        : LogTwo * n + TwiceArtanh((DoubleDouble)m - 1);

    public static DoubleDouble Log1p(DoubleDouble x)
    {
        if (x.High is > -0.3 and < 0.4)
            return TwiceArtanh(x);
        var sum = x + 1;
        int n = Math.ILogB(sum.High);
        return LogTwo * n + TwiceArtanh(ScaleB(sum, -n) - 1);
    }

    public static DoubleDouble Sqrt(DoubleDouble x)
    {
        DoubleDouble root = Math.Sqrt(x.High);
        return root + (x - root * root) / (root + root);
    }

    /// <summary>The sine and the cosine of 2 pi v: their series at 4 v less the nearest whole number of quarter turns.</summary>
    public static (DoubleDouble Sin, DoubleDouble Cos) SinCosOfTurns(double v)
    {
        double quarters = Math.Round(4 * v);
        var angle = QuarterTurn * (4 * v - quarters);
        DoubleDouble sin = 0, cos = 0, term = 1;
        for (int i = 0; i < 34; i++)
        {
            (sin, cos) = (i % 4) switch { 0 => (sin, cos + term), 1 => (sin + term, cos), 2 => (sin, cos - term), _ => (sin - term, cos) };
            term = term * angle / (i + 1);
        }
        return ((int)quarters % 4) switch { 0 => (sin, cos), 1 => (cos, -sin), 2 => (-sin, -cos), _ => (-cos, sin) };
    }

    /// <summary>ln(1 + f) = 2 artanh(f / (2 + f)).</summary>
    private static DoubleDouble TwiceArtanh(DoubleDouble f)
    {
        var s = f / (f + 2);
        DoubleDouble sum = s, power = s;
        for (int i = 3; i < 80; i += 2)
            sum += (power = power * s * s) / i;
        return sum * 2;
    }

    /// <summary>Taylor's series of x / 256, doubled eight times by (1 + e)^2 - 1 = e (2 + e).</summary>
    private static DoubleDouble Expm1OfSmall(DoubleDouble x)
    {
        if (Math.Abs(x.High) < 1e-40)
            return x + x * x * 0.5;
        const int doublings = 8;
        x = ScaleB(x, -doublings);
        DoubleDouble sum = x, term = x;
        for (int i = 2; i < 16; i++)
            sum += term = term * x / i;
        for (int i = 0; i < doublings; i++)
            sum *= sum + 2;
        return sum;
    }

    private static DoubleDouble ScaleB(DoubleDouble x, int n) => new(Math.ScaleB(x.High, n), Math.ScaleB(x.Low, n));

    private static DoubleDouble Normal(double high, double low)
    {
        var (sum, error) = TwoSum(high, low);
        return double.IsFinite(sum) ? new(sum, error) : new(sum, 0);
    }

    private static (double Sum, double Error) TwoSum(double x, double y)
    {
        double sum = x + y;
        double kept = sum - x;
        return (sum, x - (sum - kept) + (y - kept));
    }
}
