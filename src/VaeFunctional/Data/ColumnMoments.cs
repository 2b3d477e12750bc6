namespace VaeFunctional;

/// <summary>The mean and the standard deviation of each column, in double precision.</summary>
internal sealed class ColumnMoments
{
    private ColumnMoments(int columns)
    {
        Mean = new double[columns];
        Deviation = new double[columns];
    }

    public double[] Mean { get; }

    public double[] Deviation { get; }

    /// <summary>
    /// Takes the means as a running update (Welford, 1962), which meets the value of a constant column exactly, and then the root of the mean
    /// squared deviation, relative to the largest one, so that no square overflows or vanishes.
    /// </summary>
    public static ColumnMoments Of(double[] values, int columns)
    {
        var moments = new ColumnMoments(columns);
        var rows = values.Length / columns;
        var largest = new double[columns];
        for (var i = 0; i < values.Length; i++)
            moments.Mean[i % columns] += (values[i] - moments.Mean[i % columns]) / ((i / columns) + 1);
        for (var i = 0; i < values.Length; i++)
            largest[i % columns] = Math.Max(largest[i % columns], Math.Abs(values[i] - moments.Mean[i % columns]));
        for (var i = 0; i < values.Length; i++)
        {
            var relative = largest[i % columns] == 0 ? 0 : (values[i] - moments.Mean[i % columns]) / largest[i % columns];
            moments.Deviation[i % columns] += relative * relative;
        }

        for (var column = 0; column < columns; column++)
            moments.Deviation[column] = largest[column] * Math.Sqrt(moments.Deviation[column] / rows);
        return moments;
    }
}
