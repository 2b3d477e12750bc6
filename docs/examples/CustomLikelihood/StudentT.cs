using VaeFunctional;

namespace CustomLikelihood;

/// <summary>
/// Independent coordinates with Student's t distribution of two degrees of freedom. Its tails fall like 1/|x|^3 where a Gaussian's fall like
/// exp(-x^2/2): a value far away costs little, and so does not pull the location towards itself.
/// </summary>
/// <remarks><c>log p(x) = sum_j [-3/2 log(1 + t_j^2 / 2) - log(2 sqrt 2) - log s_j]</c> with <c>t = (x - m) / s</c>.</remarks>
/// <param name="location">The median m, which is also mean and mode, <c>[..., batch, event]</c>.</param>
/// <param name="logScale">log s, of a shape that broadcasts to the location's.</param>
internal sealed class StudentT(Tensor location, Tensor logScale) : Distribution
{
    private static readonly double LogConstant = Math.Log(2 * Math.Sqrt(2));

    public override Tensor Mean => location;

    public override Tensor Mode => location;

    public override bool IsReparameterized => true;

    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Shape[-1]), Precision);

    /// <summary>The quantile of uniform noise u: <c>m + s (2u - 1) / sqrt(2 u (1 - u))</c>.</summary>
    public override Tensor FromNoise(Tensor noise)
    {
        CheckNoise(noise, Shape[-1]);
        return location + (logScale.Exp() * ((2 * noise) - 1) / (2 * noise * (1 - noise)).Sqrt());
    }

    protected override Tensor LogDensityOf(Tensor x)
    {
        var t = (x - location) * (-logScale).Exp();
        return ((-1.5 * (t.Square() / 2).Log1p()) - LogConstant - logScale).Sum(axis: -1);
    }
}
