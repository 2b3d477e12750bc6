namespace VaeFunctional;

/// <summary>Numbered records of equal size that can be read in any order, such as the images of a file larger than memory.</summary>
/// <remarks>Reading is pure: the same range gives the same tensor, from any thread, until the source is disposed.</remarks>
public interface IRecordSource : IDisposable
{
    /// <summary>The number of records.</summary>
    int Count { get; }

    /// <summary>The number of elements of one record.</summary>
    int Size { get; }

    /// <summary>Reads consecutive records, <c>[count, Size]</c>.</summary>
    /// <param name="first">The first record, from 0.</param>
    /// <param name="count">How many; 0 gives an empty tensor.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the source.</exception>
    /// <exception cref="ObjectDisposedException">The source has been disposed.</exception>
    Tensor Read(int first, int count);
}
