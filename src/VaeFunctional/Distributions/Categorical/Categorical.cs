namespace VaeFunctional;

/// <summary>Independent columns of classes, one-hot: each column is a block of coordinates, of which one is 1 and the others are 0.</summary>
/// <remarks>
/// <c>log p(x) = sum over columns of [l_k - logsumexp(l)]</c>, where k is the column's class: a class with a logit of -infinity has
/// probability 0, and where it is not the column's class it contributes nothing. Values with anything but one 1 in each block have a
/// log-density of -infinity, and <see cref="CheckSupport"/> refuses them. Values are discrete: a log-density has no derivative in them.
/// </remarks>
public sealed class Categorical : Distribution, IEquatable<Categorical>
{
    /// <summary>The distribution with the given logits.</summary>
    /// <param name="logits">Unnormalized log-probabilities <c>[batch, columns * classes]</c>, the classes of a column side by side.</param>
    /// <param name="classes">The number of classes of every column, at least 1.</param>
    /// <exception cref="ArgumentException">The logits are a scalar, or their last axis is not a multiple of the number of classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no class.</exception>
    public Categorical(Tensor logits, int classes)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (logits.Rank == 0)
            throw new ArgumentException("Categorical logits have an event axis; got a scalar.", nameof(logits));
        if (logits.Shape[-1] % classes != 0)
            throw new ArgumentException($"Categorical logits of shape {logits.Shape} are not columns of {classes} classes: the last axis is not a multiple of {classes}.", nameof(logits));
        Logits = logits;
        Classes = classes;
    }

    /// <summary>Unnormalized log-probabilities, <c>[batch, columns * classes]</c>.</summary>
    public Tensor Logits { get; }

    /// <summary>The number of classes of every column.</summary>
    public int Classes { get; }

    /// <summary>The log-probabilities of all classes, <c>[batch, columns * classes]</c>: the logits less their log-sum-exp within a column.</summary>
    public Tensor LogProbabilities
    {
        get
        {
            // The largest is taken out of the sum, so that a class that is all but certain keeps its log-probability and its derivative.
            var rows = InRows(Logits);
            var largest = rows.ArgMax(-1, keepAxis: true);
            var (isLargest, zero) = (OneHot(largest), Tensor.Scalar(0, Precision));
            var relative = Tensor.Where(isLargest, zero, rows - rows.Gather(largest));
            var others = Tensor.Where(isLargest, zero, relative.Exp()).Sum(-1, keepAxis: true);
            return (relative - others.Log1p()).Reshape(Shape);
        }
    }

    /// <summary>The probabilities of all classes, <c>[batch, columns * classes]</c>: the softmax of each column's logits.</summary>
    public override Tensor Mean => LogProbabilities.Exp();

    /// <summary>The most probable class of every column, one-hot, the first of several, <c>[batch, columns * classes]</c>.</summary>
    public override Tensor Mode => OneHot(InRows(Logits).ArgMax(-1, keepAxis: true)).Reshape(Shape);

    /// <inheritdoc />
    public override Shape Shape => Logits.Shape;

    /// <inheritdoc />
    public override Precision Precision => Logits.Precision;

    /// <summary>The number of columns.</summary>
    public override int Blocks => Shape[-1] / Classes;

    /// <inheritdoc />
    public override bool IsReparameterized => false;

    /// <summary>The entropy <c>-sum p log p</c>, <c>[batch]</c>, in nats per example, with 0 log 0 = 0; never negative.</summary>
    public Tensor Entropy
    {
        get
        {
            var all = LogProbabilities;
            return CoordinateRule.Of<CategoricalTerms.Surprise>(Shape, all, all.StopGradient()).Sum(-1);
        }
    }

    /// <summary>Uniform noise, one number per column: its class is the first up to which the probabilities add up to more than the noise.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Blocks), Precision);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The noise does not fit the batch and the columns.</exception>
    public override Tensor FromNoise(Tensor noise)
    {
        CheckNoise(noise, Blocks);
        // Relative to the last sum, which rounding may leave beside 1, so that no class of probability 0 is drawn.
        var sums = InRows(Mean.StopGradient()).CumulativeSum(-1);
        var rows = sums.Shape[0];
        var draws = new Shape(rows == 0 ? 1 : noise.Count / rows, rows, 1);
        var isBeyond = (noise.Reshape(draws) * sums.Slice(Classes - 1, 1, axis: -1)).GreaterThan(sums);
        return OneHot(isBeyond.Sum(-1, keepAxis: true)).Reshape(noise.Shape.With(-1, Shape[-1]));
    }

    /// <summary>KL to another distribution of the same classes in closed form, in nats per column: <c>sum p log(p / p')</c>.</summary>
    /// <remarks>Never negative, and zero at equality; infinite where a possible class is impossible in the other.</remarks>
    /// <param name="p">The other distribution.</param>
    protected internal override ClosedFormKl KlTo(Distribution p)
    {
        if (p is not Categorical other || other.Classes != Classes)
            return new ClosedFormKl.NotKnown();
        var (own, others) = (LogProbabilities, other.LogProbabilities);
        return new ClosedFormKl.Known(OverColumns(CoordinateRule.Of<CategoricalTerms.Kl>(Broadcasting.JointShape<Subtract>(own, others), own, others)));
    }

    /// <inheritdoc />
    public override void CheckSupport(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        DataCheck.RefuseAt(x, FirstOther(x.ToDoubles()), $"Categorical takes one 1 in each block of {Classes} coordinates and 0 elsewhere (make a label k a block whose coordinate k is 1)");
    }

    /// <inheritdoc />
    public bool Equals(Categorical? other) => other is not null && Classes == other.Classes && Logits.Equals(other.Logits);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Categorical);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Logits, Classes);

    /// <inheritdoc />
    protected internal override Tensor MarkedBlocks(Tensor marks)
    {
        ArgumentNullException.ThrowIfNull(marks);
        return OverColumns(marks).GreaterThan(0);
    }

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => LogDensityByBlockOf(x).Sum(-1);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x)
    {
        var (values, all) = (x.StopGradient(), LogProbabilities);
        var chosen = CoordinateRule.Of<CategoricalTerms.Chosen>(Broadcasting.JointShape<Subtract>(values, all), values, all);
        // 0 where a block has one 1, -infinity elsewhere.
        return OverColumns(chosen) + OverColumns(values).EqualTo(1).Log();
    }

    /// <summary>The index of the first value that is neither 0 nor 1, or a second 1, or the first of a block without one; or -1.</summary>
    private int FirstOther(double[] x)
    {
        for (var start = 0; start < x.Length; start += Classes)
        {
            var ones = 0;
            for (var i = start; i < Math.Min(start + Classes, x.Length); i++)
            {
                if (x[i] == 1)
                    ones++;
                if (x[i] is not (0 or 1) || ones == 2)
                    return i;
            }

            if (ones == 0)
                return start;
        }

        return -1;
    }

    /// <summary><c>[rows, classes]</c>, a row for every column of every example.</summary>
    private Tensor InRows(Tensor x) => x.Reshape(new Shape(x.Count / Classes, Classes));

    /// <summary>Sums over the classes of every column, <c>[..., batch, columns]</c>.</summary>
    private Tensor OverColumns(Tensor x) => InRows(x).Sum(-1).Reshape(x.Shape.With(-1, x.Shape[-1] / Classes));

    /// <summary>1 at the class, 0 elsewhere, for classes along an axis of size 1 at the end.</summary>
    private Tensor OneHot(Tensor classes) => (Tensor.Ones(new Shape(Classes), Precision).CumulativeSum(0) - 1).EqualTo(classes);
}
