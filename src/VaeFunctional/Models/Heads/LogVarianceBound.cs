namespace VaeFunctional;

/// <summary>A smooth bound on a log-variance that a network proposes: <c>f(x) = limit tanh(x / limit)</c>.</summary>
/// <remarks>
/// f(0) = 0 and f'(0) = 1, so small values pass unchanged, and no value of the network makes a variance overflow or vanish. The default
/// limit 10 allows standard deviations from 0.0067 to 148.
/// </remarks>
/// <param name="Limit">The largest absolute log-variance: positive and within the range of single precision, or infinity, which does not bound.</param>
public sealed record LogVarianceBound(double Limit)
{
    /// <summary>The bound with limit 10.</summary>
    public static LogVarianceBound Default { get; } = new(10);

    /// <summary>No bound: the identity.</summary>
    public static LogVarianceBound None { get; } = new(double.PositiveInfinity);

    /// <summary>The largest absolute log-variance, positive.</summary>
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

    /// <summary>The x at which f(x) is the given log-variance: limit artanh(y / limit).</summary>
    /// <param name="logVariance">A log-variance within the bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not within the bound.</exception>
    public double Invert(double logVariance) =>
        !(Math.Abs(logVariance) < Limit)
            ? throw new ArgumentOutOfRangeException(nameof(logVariance), $"{logVariance} is not within the bound {Limit}.")
            : double.IsInfinity(Limit) ? logVariance : Limit * Math.Atanh(logVariance / Limit);
}
