namespace VaeFunctional;

/// <summary>A smooth bound on a logarithm that a network proposes, such as a log-variance or a log-mean: <c>f(x) = limit tanh(x / limit)</c>.</summary>
/// <remarks>
/// f(0) = 0 and f'(0) = 1, so small values pass unchanged, and no value of the network makes what it is the logarithm of overflow or vanish.
/// The default limit 10 of a log-variance allows standard deviations from 0.0067 to 148.
/// </remarks>
/// <param name="Limit">The largest absolute value: positive and within the range of single precision, or infinity, which does not bound.</param>
public sealed record SmoothBound(double Limit)
{
    /// <summary>The bound with limit 10.</summary>
    public static SmoothBound Default { get; } = new(10);

    /// <summary>No bound: the identity.</summary>
    public static SmoothBound None { get; } = new(double.PositiveInfinity);

    /// <summary>The largest absolute value, positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or single precision has no such number.</exception>
    public double Limit { get; } = Limit > 0 && (double.IsInfinity(Limit) || float.IsNormal((float)Limit))
        ? Limit
        : throw new ArgumentOutOfRangeException(nameof(Limit), $"A bound is positive, and within the range of single precision or infinite; got {Limit}.");

    /// <summary>f(x) = limit tanh(x / limit).</summary>
    /// <param name="x">What the network proposes, any shape.</param>
    public Tensor Apply(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return double.IsInfinity(Limit) ? x : (x / Limit).Tanh() * Limit;
    }

    /// <summary>The x at which f(x) is the given value: limit artanh(y / limit).</summary>
    /// <param name="value">A value within the bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not within the bound.</exception>
    public double Invert(double value) =>
        !(Math.Abs(value) < Limit)
            ? throw new ArgumentOutOfRangeException(nameof(value), $"{value} is not within the bound {Limit}.")
            : double.IsInfinity(Limit) ? value : Limit * Math.Atanh(value / Limit);
}
