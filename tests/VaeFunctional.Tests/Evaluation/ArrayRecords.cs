namespace VaeFunctional.Tests;

/// <summary>Records of an array, read into a new tensor every time as from a file.</summary>
internal sealed class ArrayRecords(Tensor data) : IRecordSource
{
    private readonly double[] values = data.ToDoubles();

    public int Count => data.Shape[0];

    public int Size => data.Shape[1];

    public Tensor Read(int first, int count) => Tensor.FromArray(values[(first * Size)..((first + count) * Size)], new Shape(count, Size));
}
