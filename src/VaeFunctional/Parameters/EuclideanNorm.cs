namespace VaeFunctional;

/// <summary>The Euclidean norm of all elements of some tensors, computed in double, even if its square is beyond the range of double.</summary>
/// <param name="Scaled">The norm of the elements multiplied by the scale.</param>
/// <param name="Scale">A power of two; 1 where the squares need none.</param>
internal readonly record struct EuclideanNorm(double Scaled, double Scale)
{
    // Below, squares that matter may be subnormal or 0; above, they are infinite.
    private const double LeastSum = 1e-280;

    // 2^-1074 and 2^1024 multiplied by 2^1000 and 2^-1000 have squares that are neither.
    private const int GreatestExponent = 1000;

    private static readonly double LeastNormalSingle = Math.ScaleB(1, -126);

    /// <summary>The norm; infinite if it is beyond double, though all elements are finite.</summary>
    public double Value => Scaled / Scale;

    public static EuclideanNorm Of(IEnumerable<Tensor> tensors)
    {
        var elements = tensors.Select(tensor => tensor.StopGradient().To(Precision.Double)).ToList();
        var sum = elements.Sum(tensor => Reductions.SumOfSquares(tensor.Read<double>()));
        if (sum >= LeastSum && double.IsFinite(sum))
            return new(Math.Sqrt(sum), 1);
        var greatest = elements.Aggregate(0.0, (most, tensor) => Math.Max(most, Reductions.Max(tensor.Abs().Read<double>())));
        if (greatest == 0 || !double.IsFinite(greatest))
            return new(greatest, 1);
        var scale = Math.ScaleB(1, Math.Clamp(-Math.ILogB(greatest), -GreatestExponent, GreatestExponent));
        return new(Math.Sqrt(elements.Sum(tensor => Reductions.SumOfSquares((tensor * scale).Read<double>()))), scale);
    }

    /// <summary>One of the tensors, multiplied by what makes the norm of all of them the one wanted.</summary>
    public Tensor Shorten(Tensor tensor, double norm)
    {
        var factor = norm / Scaled;
        // In single another scale could overflow, and such a factor would be subnormal and lose most of its bits.
        return Scale != 1 || factor < LeastNormalSingle ? (tensor.To(Precision.Double) * Scale * factor).To(tensor.Precision) : tensor * factor;
    }
}
