namespace VaeFunctional;

/// <summary>Independent columns of ordered levels 0, 1, ..., K - 1, by a location and the cutpoints between the levels.</summary>
/// <remarks>
/// <c>P(x &lt;= k) = sigmoid(c_k - m)</c> for the cutpoints c_0 &lt; ... &lt; c_(K-2) and the location m, so that
/// <c>log p(x) = sum_j log [sigmoid(c_(x_j) - m_j) - sigmoid(c_(x_j - 1) - m_j)]</c>, open at the lowest and the highest level. Where cutpoints
/// do not increase it is NaN. Any value but a level has a log-density of -infinity, and <see cref="CheckSupport"/> refuses it. Values are
/// discrete: a log-density has no derivative in them.
/// </remarks>
public sealed class Ordinal : Distribution, IEquatable<Ordinal>
{
    /// <summary>The distribution with the given location and cutpoints.</summary>
    /// <param name="location">The location <c>[batch, columns]</c>: a greater one makes higher levels more probable.</param>
    /// <param name="cutpoints">The cutpoints, increasing: <c>[columns, K - 1]</c>, or <c>[1, K - 1]</c> for all columns.</param>
    /// <exception cref="ArgumentException">The location is a scalar, or the cutpoints do not fit it.</exception>
    public Ordinal(Tensor location, Tensor cutpoints)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(cutpoints);
        if (location.Rank == 0)
            throw new ArgumentException("An ordinal distribution's location has an event axis; got a scalar.", nameof(location));
        if (cutpoints.Rank != 2 || cutpoints.Shape[1] < 1 || (cutpoints.Shape[0] != 1 && cutpoints.Shape[0] != location.Shape[-1]))
            throw new ArgumentException($"Cutpoints of {location.Shape[-1]} columns have the shape [{location.Shape[-1]}, levels - 1] or [1, levels - 1]; got {cutpoints.Shape}.", nameof(cutpoints));
        Location = location;
        Cutpoints = cutpoints;
    }

    /// <summary>The location, <c>[batch, columns]</c>.</summary>
    public Tensor Location { get; }

    /// <summary>The cutpoints, <c>[columns, K - 1]</c> or <c>[1, K - 1]</c>.</summary>
    public Tensor Cutpoints { get; }

    /// <summary>The number of levels K.</summary>
    public int Levels => Cutpoints.Shape[1] + 1;

    /// <summary>The mean of every column, <c>[batch, columns]</c>: the sum over levels k &gt; 0 of P(x &gt;= k).</summary>
    public override Tensor Mean => (InRows(Location) - Cutpoints).Sigmoid().Sum(-1).Reshape(Shape);

    /// <summary>The most probable level of every column, the lowest of several, <c>[batch, columns]</c>.</summary>
    public override Tensor Mode
    {
        get
        {
            var (location, borders) = (InRows(Location), Borders);
            var (lower, upper) = (borders.Slice(0, Levels, axis: 1), borders.Slice(1, Levels, axis: 1));
            return CoordinateRule.Of<LogisticInterval.Between>(location.Shape.With(-1, Levels), lower, upper, location).ArgMax(-1).Reshape(Shape);
        }
    }

    /// <inheritdoc />
    public override Shape Shape => Location.Shape;

    /// <inheritdoc />
    public override Precision Precision => Precisions.Joint(Location, Cutpoints);

    /// <inheritdoc />
    public override int Blocks => Shape[-1];

    /// <inheritdoc />
    public override bool IsReparameterized => false;

    /// <summary>The cutpoints between -infinity and infinity, <c>[columns, K + 1]</c>: level k lies between borders k and k + 1.</summary>
    private Tensor Borders
    {
        get
        {
            var cutpoints = Cutpoints.BroadcastTo(new Shape(Shape[-1], Levels - 1));
            var end = Tensor.Full(new Shape(Shape[-1], 1), double.PositiveInfinity, Cutpoints.Precision);
            return Tensor.Concatenate([-end, cutpoints, end], axis: 1);
        }
    }

    /// <summary>Uniform noise: the probability of a smaller value before the levels are cut.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Shape[-1]), Precision);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The noise does not fit the batch and the columns.</exception>
    public override Tensor FromNoise(Tensor noise)
    {
        CheckNoise(noise, Shape[-1]);
        return InRows(Location + (noise.Log() - (-noise).Log1p())).GreaterThan(Cutpoints).Sum(-1).Reshape(noise.Shape);
    }

    /// <inheritdoc />
    public override void CheckSupport(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        DataCheck.RefuseAt(
            x,
            Array.FindIndex(x.ToDoubles(), value => !(value >= 0 && value < Levels && value == Math.Floor(value))),
            $"Ordinal takes whole numbers from 0 to {Levels - 1} (number the levels in their order)");
    }

    /// <inheritdoc />
    public bool Equals(Ordinal? other) => other is not null && Location.Equals(other.Location) && Cutpoints.Equals(other.Cutpoints);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Location, Cutpoints);

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => LogDensityByBlockOf(x).Sum(-1);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x)
    {
        var values = x.StopGradient();
        // Another value takes the borders of a level that there is, so that its intervals are numbers, and -infinity or NaN is added.
        var levels = Tensor.Where(values.IsNaN(), Tensor.Scalar(0, values.Precision), values.Round().Clamp(0, Levels - 1));
        var borders = Borders.Reshape(new Shape(1, Shape[-1] * (Levels + 1)));
        var places = levels + ((Tensor.Ones(new Shape(Shape[-1]), Precision.Double).CumulativeSum(0) - 1) * (Levels + 1));
        var (lower, upper) = (At(places), At(places + 1));
        var density = CoordinateRule.Of<LogisticInterval.Between>(Broadcasting.JointShape<Subtract>(lower, Location), lower, upper, Location);
        return density + Tensor.Where(values.IsNaN(), values, values.EqualTo(levels).Log());

        Tensor At(Tensor indices) => borders.Gather(indices.Reshape(new Shape(1, indices.Count))).Reshape(indices.Shape);
    }

    /// <summary><c>[rows, columns, 1]</c>, to be compared with all cutpoints.</summary>
    private static Tensor InRows(Tensor x)
    {
        var columns = x.Shape[-1];
        return x.Reshape(new Shape(columns == 0 ? 0 : x.Count / columns, columns, 1));
    }
}
