namespace VaeFunctional;

/// <content>The heads whose values are classes or levels.</content>
public static partial class LikelihoodHead
{
    /// <summary>Independent columns of classes, one-hot; the decoder gives logits.</summary>
    /// <param name="classes">The number of classes of every column, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public static CategoricalHead Categorical(int classes) => new(classes, Tensor.Scalar(0));

    /// <summary>Independent columns of classes, one-hot; the decoder gives deviations from the logarithms of the data's mean.</summary>
    /// <param name="classes">The number of classes of every column, at least 1.</param>
    /// <param name="dataMean">The frequency of every class, <c>[columns * classes]</c>.</param>
    /// <exception cref="ArgumentException">A frequency is not in [0, 1].</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public static CategoricalHead Categorical(int classes, Tensor dataMean)
    {
        ArgumentNullException.ThrowIfNull(dataMean);
        var logarithms = Array.ConvertAll(Frequencies(dataMean, "a class", "Divide counts by the number of rows."), p => Math.Log(Math.Max(p, Clip)));
        return new(classes, Tensor.FromArray(logarithms, dataMean.Shape).To(dataMean.Precision));
    }

    /// <summary>Levels from 0 to 1 under a discretized logistic distribution with a fixed scale; the decoder gives the location.</summary>
    /// <param name="scale">The scale of every coordinate in the unit of the data, positive.</param>
    /// <param name="levels">The number of levels, at least 2; 256 by default.</param>
    /// <param name="precision">The precision of the log-scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not positive and finite, or there are fewer than two levels.</exception>
    public static DiscretizedLogisticHead DiscretizedLogistic(double scale, int levels = 256, Precision precision = Precision.Single) =>
        new(levels, LogScale(new Shape(1), scale, precision), learnsScale: false, decodesScale: false, leastScale: 0, Tensor.Scalar(0));

    /// <summary>Levels from 0 to 1 under a discretized logistic distribution with one learned scale for all coordinates.</summary>
    /// <param name="initialScale">The scale to begin with in the unit of the data, above the least scale.</param>
    /// <param name="levels">The number of levels, at least 2; 256 by default.</param>
    /// <param name="leastScale">The least scale in units of a level's width, 1 / (levels - 1); 1e-3 by default.</param>
    /// <param name="precision">The precision of the log-scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not finite and above the least scale, or there are fewer than two levels.</exception>
    public static DiscretizedLogisticHead DiscretizedLogisticWithSharedScale(
        double initialScale, int levels = 256, double leastScale = 1e-3, Precision precision = Precision.Single) =>
        OfLevels(new Shape(1), initialScale, levels, leastScale, precision, decodesScale: false);

    /// <summary>Levels from 0 to 1 under a discretized logistic distribution with a learned scale for every coordinate.</summary>
    /// <param name="features">The number of coordinates.</param>
    /// <param name="initialScale">The scale to begin with in the unit of the data, above the least scale.</param>
    /// <param name="levels">The number of levels, at least 2; 256 by default.</param>
    /// <param name="leastScale">The least scale in units of a level's width, 1 / (levels - 1); 1e-3 by default.</param>
    /// <param name="precision">The precision of the log-scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not finite and above the least scale, or there are fewer than two levels.</exception>
    public static DiscretizedLogisticHead DiscretizedLogisticWithFeatureScales(
        int features, double initialScale, int levels = 256, double leastScale = 1e-3, Precision precision = Precision.Single) =>
        OfLevels(new Shape(features), initialScale, levels, leastScale, precision, decodesScale: false);

    /// <summary>Levels from 0 to 1 under a discretized logistic distribution; the decoder gives locations, then log-scales relative to a learned one.</summary>
    /// <param name="initialScale">The scale in the unit of the data where the decoder gives 0, above the least scale.</param>
    /// <param name="levels">The number of levels, at least 2; 256 by default.</param>
    /// <param name="leastScale">The least scale in units of a level's width, 1 / (levels - 1); 1e-3 by default.</param>
    /// <param name="precision">The precision of the log-scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not finite and above the least scale, or there are fewer than two levels.</exception>
    public static DiscretizedLogisticHead DiscretizedLogisticWithExampleScales(
        double initialScale, int levels = 256, double leastScale = 1e-3, Precision precision = Precision.Single) =>
        OfLevels(new Shape(1), initialScale, levels, leastScale, precision, decodesScale: true);

    /// <summary>Columns of ordered levels with learned cutpoints, at first of equal probabilities where the decoder gives 0; the decoder gives locations.</summary>
    /// <param name="features">The number of columns.</param>
    /// <param name="levels">The number of levels of every column, at least 2.</param>
    /// <param name="leastGap">The least gap between cutpoints, positive; 1e-3 by default.</param>
    /// <param name="precision">The precision of the cutpoints.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two levels, or the least gap is not positive, or not below the first gaps.</exception>
    public static OrdinalHead Ordinal(int features, int levels, double leastGap = 1e-3, Precision precision = Precision.Single)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        double Cutpoint(int k) => Math.Log((k + 1.0) / (levels - k - 1));
        double Step(int k) => k == 0 ? Cutpoint(0) : Math.Log(double.ExpM1(Cutpoint(k) - Cutpoint(k - 1) - leastGap));
        double[] steps = [.. Enumerable.Range(0, levels - 1).Select(Step)];
        return Array.TrueForAll(steps, double.IsFinite)
            ? new(Tensor.FromArray(steps, new Shape(1, levels - 1)).BroadcastTo(new Shape(features, levels - 1)).To(precision), leastGap)
            : throw new ArgumentOutOfRangeException(nameof(leastGap), $"The first gaps between the cutpoints of {levels} levels are above the least gap; {leastGap} is too great.");
    }

    private static DiscretizedLogisticHead OfLevels(Shape shape, double initialScale, int levels, double leastScale, Precision precision, bool decodesScale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        var least = leastScale / (levels - 1);
        return initialScale > least && double.IsFinite(initialScale)
            ? new(levels, LogScale(shape, initialScale - least, precision), learnsScale: true, decodesScale, leastScale, Tensor.Scalar(0))
            : throw new ArgumentOutOfRangeException(nameof(initialScale), $"A first scale is finite and above the least scale {least}; got {initialScale}.");
    }

    /// <summary>The numbers of a data mean that is made of frequencies.</summary>
    private static double[] Frequencies(Tensor dataMean, string what, string ifAbove1)
    {
        var frequencies = dataMean.ToDoubles();
        var outside = Array.FindIndex(frequencies, p => !(p is >= 0 and <= 1));
        return outside < 0
            ? frequencies
            : throw new ArgumentException($"A frequency of {what} is in [0, 1]; that of coordinate {outside} is {frequencies[outside]}.{(frequencies[outside] > 1 ? " " + ifAbove1 : "")}", nameof(dataMean));
    }
}
