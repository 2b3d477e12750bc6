namespace VaeFunctional;

/// <summary>The mean and the standard deviation of each column of a matrix, in double precision.</summary>
internal sealed class ColumnMoments
{
    private readonly double[] largest;

    /// <summary>
    /// Takes the means as a running update (Welford, 1962), which is exact for a constant column, and then the root of the
    /// mean squared deviation, relative to the largest one, so that no square overflows or vanishes.
    /// </summary>
    public ColumnMoments(Tensor data)
    {
        var columns = data.Shape[1];
        Mean = new double[columns];
        Deviation = new double[columns];
        largest = new double[columns];
        ForEachRow(data, UpdateMean);
        ForEachRow(data, UpdateLargest);
        ForEachRow(data, AddSquares);
        for (var column = 0; column < columns; column++)
            Deviation[column] = largest[column] * Math.Sqrt(Deviation[column] / data.Shape[0]);
    }

    private delegate void RowAction(int row, ReadOnlySpan<double> values);

    public double[] Mean { get; }

    public double[] Deviation { get; }

    private static void ForEachRow(Tensor data, RowAction action)
    {
        var values = new double[data.Shape[1]];
        for (var row = 0; row < data.Shape[0]; row++)
        {
            if (data.Precision == Precision.Single)
                Conversions.Convert<float, double>(data.Read<float>().Slice(row * values.Length, values.Length), values);
            else
                data.Read<double>().Slice(row * values.Length, values.Length).CopyTo(values);
            action(row, values);
        }
    }

    private void UpdateMean(int row, ReadOnlySpan<double> values)
    {
        for (var column = 0; column < values.Length; column++)
        {
            if (!double.IsFinite(values[column]))
                throw new ArgumentException($"Row {row}, column {column} (from 0) is {values[column]}, which cannot be standardized.");
            Mean[column] += (values[column] - Mean[column]) / (row + 1);
        }
    }

    private void UpdateLargest(int row, ReadOnlySpan<double> values)
    {
        for (var column = 0; column < values.Length; column++)
            largest[column] = Math.Max(largest[column], Math.Abs(values[column] - Mean[column]));
    }

    private void AddSquares(int row, ReadOnlySpan<double> values)
    {
        for (var column = 0; column < values.Length; column++)
        {
            var relative = largest[column] == 0 ? 0 : (values[column] - Mean[column]) / largest[column];
            Deviation[column] += relative * relative;
        }
    }
}
