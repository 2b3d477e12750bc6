namespace VaeFunctional;

/// <summary>Independent coordinates of equally spaced levels from 0 to 1, such as gray values, under a logistic distribution rounded to them.</summary>
/// <remarks>
/// The values are k / (levels - 1) for k from 0 to levels - 1. With the location m and the scale s in units of a level's width,
/// <c>log p(k) = sum_j log [sigmoid((k_j + 1/2 - m_j) / s_j) - sigmoid((k_j - 1/2 - m_j) / s_j)]</c>; the lowest level takes all that is below
/// it, the highest all that is above. Any other value has a log-density of -infinity, and <see cref="CheckSupport"/> refuses it. Values are
/// discrete: a log-density has no derivative in them. Salimans et al. (2017), https://arxiv.org/abs/1701.05517, without their approximation.
/// </remarks>
public sealed class DiscretizedLogistic : Distribution, IEquatable<DiscretizedLogistic>
{
    /// <summary>Beyond scales of e^80 and e^-80 levels all levels between the edges are impossible, or all but one.</summary>
    private const double LogScaleLimit = 80;

    /// <summary>The distribution with the given location and log-scale.</summary>
    /// <param name="location">The location <c>[batch, event]</c>, in the unit of the data: the mean before rounding.</param>
    /// <param name="logScale">The logarithm of the scale, in the unit of the data, of the location's shape or broadcasting to it.</param>
    /// <param name="levels">The number of levels, at least 2; 256 for images.</param>
    /// <exception cref="ArgumentException">The location is a scalar, or the log-scale does not broadcast to its shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two levels.</exception>
    public DiscretizedLogistic(Tensor location, Tensor logScale, int levels)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(logScale);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        if (location.Rank == 0)
            throw new ArgumentException("A discretized logistic distribution's location has an event axis; got a scalar.", nameof(location));
        if (!Shape.TryBroadcast(location.Shape, logScale.Shape, out var joint) || joint != location.Shape)
            throw new ArgumentException($"A log-scale of shape {logScale.Shape} does not broadcast to the location's shape {location.Shape}.", nameof(logScale));
        Location = location;
        LogScale = logScale;
        Levels = levels;
    }

    /// <summary>The location <c>[batch, event]</c>, in the unit of the data.</summary>
    public Tensor Location { get; }

    /// <summary>The logarithm of the scale, in the unit of the data, of the location's shape or broadcasting to it.</summary>
    public Tensor LogScale { get; }

    /// <summary>The number of levels.</summary>
    public int Levels { get; }

    /// <summary>The mean of every coordinate, <c>[batch, event]</c>: the sum over levels k &gt; 0 of P(x &gt;= k), divided by levels - 1.</summary>
    public override Tensor Mean
    {
        get
        {
            var (location, inverseScale) = (Location * Top, (-LogScaleInLevels).Clamp(-LogScaleLimit, LogScaleLimit).Exp());
            var sum = Tensor.Zeros(Shape, Precision);
            for (var level = 1; level <= Top; level++)
                sum += ((location - (level - 0.5)) * inverseScale).Sigmoid();
            return sum / Top;
        }
    }

    /// <summary>The most probable level of every coordinate, <c>[batch, event]</c>: the one nearest to the location, or an edge.</summary>
    public override Tensor Mode
    {
        get
        {
            var nearest = FromLevels(Location * Top);
            var (lowest, highest) = (Tensor.Zeros(Shape, Precision), Tensor.Ones(Shape, Precision));
            var (ofNearest, ofLowest, ofHighest) = (LogDensityByBlockOf(nearest), LogDensityByBlockOf(lowest), LogDensityByBlockOf(highest));
            var isBelow = ofLowest.GreaterThan(ofNearest);
            return Tensor.Where(ofHighest.GreaterThan(Tensor.Maximum(ofLowest, ofNearest)), highest, Tensor.Where(isBelow, lowest, nearest));
        }
    }

    /// <inheritdoc />
    public override Shape Shape => Location.Shape;

    /// <inheritdoc />
    public override Precision Precision => Precisions.Joint(Location, LogScale);

    /// <inheritdoc />
    public override int Blocks => Shape[-1];

    /// <inheritdoc />
    public override bool IsReparameterized => false;

    /// <summary>The highest level, of value 1.</summary>
    private int Top => Levels - 1;

    private Tensor LogScaleInLevels => LogScale + Math.Log(Top);

    /// <summary>Values from 0 to 1 moved to the nearest level: <c>Round(x (levels - 1)) / (levels - 1)</c>.</summary>
    /// <param name="x">The values, any shape; not differentiated.</param>
    /// <param name="levels">The number of levels, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two levels.</exception>
    public static Tensor Quantize(Tensor x, int levels)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        return (x * (levels - 1)).Round() / (levels - 1);
    }

    /// <summary>Uniform noise: the probability of a smaller value before rounding.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Shape[-1]), Precision);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The noise does not fit the batch and the event.</exception>
    public override Tensor FromNoise(Tensor noise)
    {
        CheckNoise(noise, Shape[-1]);
        var scale = LogScaleInLevels.Clamp(-LogScaleLimit, LogScaleLimit).Exp();
        return FromLevels((Location * Top) + (scale * (noise.Log() - (-noise).Log1p())));
    }

    /// <inheritdoc />
    public override void CheckSupport(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var ends = Ends(x).ToDoubles();
        DataCheck.RefuseAt(
            x,
            Array.FindIndex(ends, end => !(Math.Abs(end) <= 1)),
            $"DiscretizedLogistic takes {Levels} levels k / {Top} from 0 to 1 (move gray values between 0 and 1 to them with DiscretizedLogistic.Quantize(x, {Levels}))");
    }

    /// <inheritdoc />
    public bool Equals(DiscretizedLogistic? other) =>
        other is not null && Levels == other.Levels && Location.Equals(other.Location) && LogScale.Equals(other.LogScale);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DiscretizedLogistic);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Location, LogScale, Levels);

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => EventSumRule.Of<LevelTerms.LogProbability>(Ends(x), Deviations(x), LogScaleInLevels);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x)
    {
        var deviations = Deviations(x);
        return CoordinateRule.Of<LevelTerms.LogProbability>(deviations.Shape, Ends(x), deviations, LogScaleInLevels);
    }

    /// <summary>Numbers in units of levels, rounded, moved into the range and divided by the highest level.</summary>
    private Tensor FromLevels(Tensor levels) => levels.Round().Clamp(0, Top) / Top;

    private Tensor Ends(Tensor x) => Broadcasting.ApplyScalar<LevelTerms.OpenEnd>(x.StopGradient(), Top);

    private Tensor Deviations(Tensor x)
    {
        var values = x.StopGradient();
        return CoordinateRule.Of<LevelTerms.Deviation>(Broadcasting.JointShape<Subtract>(values, Location), values, Location, Tensor.Scalar(Top));
    }
}
