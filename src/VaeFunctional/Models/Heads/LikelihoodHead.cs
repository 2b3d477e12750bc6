namespace VaeFunctional;

/// <summary>The likelihood heads of the library: what a decoder's output means as a distribution p(x|z).</summary>
/// <remarks>
/// Where the data's mean is given, the decoder's output is a deviation from it (for Bernoulli from its log-odds, for counts from its logarithm), so that an untrained
/// decoder already predicts the mean. This is the same as beginning with the decoder's output bias there, for any decoder.
/// </remarks>
public static partial class LikelihoodHead
{
    /// <summary>The means are clipped to [0.001, 0.999] before their log-odds are taken, as in Burda et al. (2016).</summary>
    private const double Clip = 0.001;

    /// <summary>Independent Bernoulli coordinates; the decoder gives logits.</summary>
    public static BernoulliHead Bernoulli() => new BernoulliHead(Tensor.Scalar(0));

    /// <summary>Independent Bernoulli coordinates; the decoder gives deviations from the log-odds of the data's mean.</summary>
    /// <param name="dataMean">The frequency of a 1 in every coordinate, <c>[features]</c>.</param>
    /// <exception cref="ArgumentException">A frequency is not in [0, 1].</exception>
    public static BernoulliHead Bernoulli(Tensor dataMean)
    {
        ArgumentNullException.ThrowIfNull(dataMean);
        var frequencies = Frequencies(dataMean, "ones", "Give the mean of pixels in [0, 1]: divide gray values from 0 to 255 by 255.");
        var logOdds = Array.ConvertAll(frequencies, p => Math.Log(Math.Clamp(p, Clip, 1 - Clip) / (1 - Math.Clamp(p, Clip, 1 - Clip))));
        return new BernoulliHead(Tensor.FromArray(logOdds, dataMean.Shape).To(dataMean.Precision));
    }

    /// <summary>A Gaussian with a fixed scale; the decoder gives the mean.</summary>
    /// <param name="scale">The standard deviation of every coordinate, positive; 1 by default.</param>
    /// <param name="precision">The precision of the log-variance.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public static GaussianHead Gaussian(double scale = 1, Precision precision = Precision.Single) =>
        new(LogScale(new Shape(1), scale, precision) * 2, learnsScale: false, Tensor.Scalar(0));

    /// <summary>A Gaussian with one learned scale for all coordinates; the decoder gives the mean.</summary>
    /// <param name="initialScale">The standard deviation to begin with, positive.</param>
    /// <param name="precision">The precision of the log-variance.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public static GaussianHead GaussianWithSharedScale(double initialScale = 1, Precision precision = Precision.Single) =>
        new(LogScale(new Shape(1), initialScale, precision) * 2, learnsScale: true, Tensor.Scalar(0));

    /// <summary>A Gaussian with a learned scale for every coordinate; the decoder gives the mean.</summary>
    /// <param name="features">The number of coordinates.</param>
    /// <param name="initialScale">The standard deviation to begin with, positive.</param>
    /// <param name="precision">The precision of the log-variance.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public static GaussianHead GaussianWithFeatureScales(int features, double initialScale = 1, Precision precision = Precision.Single) =>
        new(LogScale(new Shape(features), initialScale, precision) * 2, learnsScale: true, Tensor.Scalar(0));

    /// <summary>A Laplace distribution with a fixed scale; the decoder gives the mean.</summary>
    /// <param name="scale">The scale of every coordinate, positive; 1 by default.</param>
    /// <param name="precision">The precision of the log-scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public static LaplaceHead Laplace(double scale = 1, Precision precision = Precision.Single) =>
        new(LogScale(new Shape(1), scale, precision), learnsScale: false, Tensor.Scalar(0));

    /// <summary>A Laplace distribution with one learned scale for all coordinates; the decoder gives the mean.</summary>
    /// <param name="initialScale">The scale to begin with, positive.</param>
    /// <param name="precision">The precision of the log-scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public static LaplaceHead LaplaceWithSharedScale(double initialScale = 1, Precision precision = Precision.Single) =>
        new(LogScale(new Shape(1), initialScale, precision), learnsScale: true, Tensor.Scalar(0));

    /// <summary>A Laplace distribution with a learned scale for every coordinate; the decoder gives the mean.</summary>
    /// <param name="features">The number of coordinates.</param>
    /// <param name="initialScale">The scale to begin with, positive.</param>
    /// <param name="precision">The precision of the log-scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite.</exception>
    public static LaplaceHead LaplaceWithFeatureScales(int features, double initialScale = 1, Precision precision = Precision.Single) =>
        new(LogScale(new Shape(features), initialScale, precision), learnsScale: true, Tensor.Scalar(0));

    /// <summary>A likelihood of what was observed: NaN in the data is a hole, which plays no part.</summary>
    /// <param name="inner">The likelihood of all values.</param>
    public static ObservedHead Observed(IDistributionHead inner) => new(inner);

    /// <summary>A likelihood of columns of several kinds, side by side.</summary>
    /// <param name="parts">At least one, in the order of the columns.</param>
    /// <exception cref="ArgumentException">There is no part.</exception>
    public static ProductHead Product(IReadOnlyList<ColumnsHead> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new([.. parts]);
    }

    /// <summary>Independent Poisson counts; the decoder gives log-means, smoothly bounded by 30.</summary>
    /// <param name="hasExposure">Whether one more output, the last, is the logarithm of the row's exposure, such as its library size, which multiplies every mean.</param>
    public static PoissonHead Poisson(bool hasExposure = false) => new(Tensor.Scalar(0), CountOutputs.LogMeanBound, hasExposure);

    /// <summary>Independent Poisson counts; the decoder gives deviations from the logarithm of the data's mean, smoothly bounded by 30.</summary>
    /// <param name="dataMean">The mean of every count, with exposure the mean per unit of it, <c>[features]</c>.</param>
    /// <param name="hasExposure">Whether one more output, the last, is the logarithm of the row's exposure, which multiplies every mean.</param>
    /// <param name="leastMean">What smaller means are raised to, so that a feature that was never counted has a logarithm.</param>
    /// <exception cref="ArgumentException">A mean is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The least mean is not positive and finite.</exception>
    public static PoissonHead Poisson(Tensor dataMean, bool hasExposure = false, double leastMean = Clip) =>
        new(CountOutputs.Offset(dataMean, leastMean), CountOutputs.LogMeanBound, hasExposure);

    /// <summary>Independent negative binomial counts; the decoder gives log-means, the log-means smoothly bounded by 30.</summary>
    /// <param name="dispersion">Where the dispersions come from: fixed, shared, per feature or per example.</param>
    /// <param name="hasExposure">Whether one more output, the last, is the logarithm of the row's exposure, which multiplies every mean.</param>
    public static NegativeBinomialHead NegativeBinomial(Dispersion dispersion, bool hasExposure = false) =>
        new(Tensor.Scalar(0), dispersion, CountOutputs.LogMeanBound, hasExposure);

    /// <summary>Independent negative binomial counts whose log-means are deviations from the logarithm of the data's mean.</summary>
    /// <param name="dataMean">The mean of every count, with exposure the mean per unit of it, <c>[features]</c>.</param>
    /// <param name="dispersion">Where the dispersions come from: fixed, shared, per feature or per example.</param>
    /// <param name="hasExposure">Whether one more output, the last, is the logarithm of the row's exposure, which multiplies every mean.</param>
    /// <param name="leastMean">What smaller means are raised to, so that a feature that was never counted has a logarithm.</param>
    /// <exception cref="ArgumentException">A mean is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The least mean is not positive and finite.</exception>
    public static NegativeBinomialHead NegativeBinomial(Tensor dataMean, Dispersion dispersion, bool hasExposure = false, double leastMean = Clip) =>
        new(CountOutputs.Offset(dataMean, leastMean), dispersion, CountOutputs.LogMeanBound, hasExposure);

    /// <summary>Independent zero-inflated negative binomial counts; the decoder gives log-means and zero-logits, the log-means smoothly bounded by 30.</summary>
    /// <param name="dispersion">Where the dispersions come from: fixed, shared, per feature or per example.</param>
    /// <param name="hasExposure">Whether one more output, the last, is the logarithm of the row's exposure, which multiplies every mean.</param>
    public static ZeroInflatedNegativeBinomialHead ZeroInflatedNegativeBinomial(Dispersion dispersion, bool hasExposure = false) =>
        new(Tensor.Scalar(0), dispersion, CountOutputs.LogMeanBound, hasExposure);

    /// <summary>Independent zero-inflated negative binomial counts whose log-means are deviations from the logarithm of the data's mean.</summary>
    /// <param name="dataMean">The mean of every count, with exposure the mean per unit of it, <c>[features]</c>.</param>
    /// <param name="dispersion">Where the dispersions come from: fixed, shared, per feature or per example.</param>
    /// <param name="hasExposure">Whether one more output, the last, is the logarithm of the row's exposure, which multiplies every mean.</param>
    /// <param name="leastMean">What smaller means are raised to, so that a feature that was never counted has a logarithm.</param>
    /// <exception cref="ArgumentException">A mean is negative or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The least mean is not positive and finite.</exception>
    public static ZeroInflatedNegativeBinomialHead ZeroInflatedNegativeBinomial(Tensor dataMean, Dispersion dispersion, bool hasExposure = false, double leastMean = Clip) =>
        new(CountOutputs.Offset(dataMean, leastMean), dispersion, CountOutputs.LogMeanBound, hasExposure);

    /// <summary>The output plus the offset; without a pass over the output if there is no offset.</summary>
    internal static Tensor Shifted(Tensor output, Tensor offset)
    {
        ArgumentNullException.ThrowIfNull(output);
        return offset.Count == 1 && offset.Precision <= output.Precision && offset.ElementAt(0) == 0 ? output : output + offset;
    }

    /// <summary>The logarithm of a scale.</summary>
    internal static Tensor LogScale(Shape shape, double scale, Precision precision) =>
        scale > 0 && double.IsFinite(scale)
            ? Tensor.Full(shape, Math.Log(scale), precision)
            : throw new ArgumentOutOfRangeException(nameof(scale), $"A scale is positive and finite; got {scale}.");

    /// <summary>Refuses a parameter that is neither one number for all coordinates nor one for each.</summary>
    internal static void CheckFits(int coordinates, string name, Tensor parameter)
    {
        if (!(parameter.Count == 1 && parameter.Rank <= 1) && parameter.Shape != new Shape(coordinates))
            throw new ArgumentException($"A likelihood of {coordinates} features does not take {name} of shape {parameter.Shape}.");
    }
}

/// <summary>Independent Bernoulli coordinates whose logits are the decoder's output plus an offset.</summary>
/// <param name="Offset">The offset: a scalar or <c>[features]</c>; not trained.</param>
public sealed record BernoulliHead(Tensor Offset) : IDistributionHead, IParameters<BernoulliHead>
{
    /// <inheritdoc />
    /// <exception cref="ArgumentException">The offset has another number of features.</exception>
    public int OutputsFor(int coordinates)
    {
        LikelihoodHead.CheckFits(coordinates, "a data mean", Offset);
        return coordinates;
    }

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output">Deviations from the offset <c>[..., batch, features]</c>.</param>
    public Bernoulli Of(Tensor output) => new(LikelihoodHead.Shifted(output, Offset));

    Distribution IDistributionHead.Of(Tensor output) => Of(output);

    /// <inheritdoc />
    public BernoulliHead Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new BernoulliHead(f.Constant("offset", Offset));
    }

    IDistributionHead IParameters<IDistributionHead>.Map(LeafMap f) => Map(f);
}
