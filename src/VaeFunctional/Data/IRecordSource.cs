namespace VaeFunctional;

/// <summary>Records that are read by position, so that data need not fit in memory and training can resume anywhere.</summary>
public interface IRecordSource
{
    /// <summary>The number of records.</summary>
    int Count { get; }

    /// <summary>The number of features of a record.</summary>
    int Size { get; }

    /// <summary>Reads consecutive records; the same range always gives the same values.</summary>
    /// <remarks>It may be called within an evaluation: an implementation that keeps a tensor beyond the call keeps its <c>Copy()</c>.</remarks>
    /// <param name="first">The first record.</param>
    /// <param name="count">The number of records.</param>
    /// <returns><c>[count, size]</c>.</returns>
    Tensor Read(int first, int count);
}
