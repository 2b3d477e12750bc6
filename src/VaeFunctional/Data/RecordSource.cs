namespace VaeFunctional;

/// <summary>Ways to make record sources.</summary>
public static class RecordSource
{
    /// <summary>The rows of a tensor as records.</summary>
    /// <param name="data">The data <c>[examples, features]</c>.</param>
    /// <exception cref="ArgumentException">The data is not [examples, features].</exception>
    public static IRecordSource Of(Tensor data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Rank == 2
            ? new TensorRecords(data)
            : throw new ArgumentException($"Data is [examples, features]; got shape {data.Shape}.", nameof(data));
    }

    /// <summary>The records of a range, checked to have the shape that the source announced.</summary>
    internal static Tensor ReadChecked(this IRecordSource source, int first, int count)
    {
        var records = source.Read(first, count);
        return records.Shape == new Shape(count, source.Size)
            ? records
            : throw new InvalidOperationException($"The source returned shape {records.Shape} for {count} records of {source.Size} features from {first} on.");
    }

    private sealed class TensorRecords(Tensor data) : IRecordSource
    {
        public int Count => data.Shape[0];

        public int Size => data.Shape[1];

        public Tensor Read(int first, int count) => data.Slice(first, count);
    }
}
