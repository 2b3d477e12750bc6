using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>A named sequence of points.</summary>
public sealed record ChartSeries
{
    private ChartSeries(string name, ImmutableArray<double> x, ImmutableArray<double> y)
    {
        Name = name;
        X = x;
        Y = y;
    }

    /// <summary>The name in the legend.</summary>
    public string Name { get; }

    /// <summary>The horizontal coordinates.</summary>
    public ImmutableArray<double> X { get; }

    /// <summary>The vertical coordinates, one per horizontal coordinate.</summary>
    public ImmutableArray<double> Y { get; }

    /// <summary>A series of points.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">The horizontal coordinates, copied.</param>
    /// <param name="y">The vertical coordinates, copied.</param>
    /// <exception cref="ArgumentException">No points, different numbers of coordinates, a coordinate that is not finite, or a name that
    /// XML does not allow; the message names the series and the point.</exception>
    public static ChartSeries Of(string name, IEnumerable<double> x, IEnumerable<double> y)
    {
        ImmutableArray<double> xs = [.. x];
        ImmutableArray<double> ys = [.. y];
        if (xs.Length != ys.Length)
            throw new ArgumentException($"Series '{name}' has {xs.Length} horizontal and {ys.Length} vertical coordinates.");
        if (xs.IsEmpty)
            throw new ArgumentException($"Series '{name}' has no points.");
        for (var i = 0; i < xs.Length; i++)
        {
            if (!double.IsFinite(xs[i]) || !double.IsFinite(ys[i]))
                throw new ArgumentException($"Series '{name}': point {i} (from 0) is ({xs[i]}, {ys[i]}), which is not finite.");
        }

        return new ChartSeries(ChartText.Checked(name), xs, ys);
    }

    /// <summary>A series of values at 0, 1, 2 and so on.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="y">The vertical coordinates, copied.</param>
    /// <exception cref="ArgumentException">No points, a coordinate that is not finite, or a name that XML does not allow.</exception>
    public static ChartSeries Of(string name, IEnumerable<double> y)
    {
        ImmutableArray<double> ys = [.. y];
        return Of(name, Enumerable.Range(0, ys.Length).Select(i => (double)i), ys);
    }

    /// <summary>Whether the other series has the same name and points.</summary>
    public bool Equals(ChartSeries? other) =>
        other is not null && Name == other.Name && X.AsSpan().SequenceEqual(other.X.AsSpan()) && Y.AsSpan().SequenceEqual(other.Y.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, X.Length);
}
