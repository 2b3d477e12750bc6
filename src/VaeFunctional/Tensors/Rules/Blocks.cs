namespace VaeFunctional;

/// <summary>Copies blocks of a tensor along one axis: the kernels behind slicing, concatenation and taking rows.</summary>
internal static class Blocks
{
    /// <summary>Copies <paramref name="count"/> indices of an axis from one tensor into another of the same shape except for that axis.</summary>
    public static void Copy(Tensor source, int from, Tensor destination, int to, int count, int axis)
    {
        if (source.Precision == Precision.Single)
            Copy(source.Read<float>(), source.Shape[axis], from, destination.Write<float>(), destination.Shape[axis], to, count, source.Shape, axis);
        else
            Copy(source.Read<double>(), source.Shape[axis], from, destination.Write<double>(), destination.Shape[axis], to, count, source.Shape, axis);
    }

    /// <summary>A tensor of zeros except for a block along an axis: the pullback of a slice.</summary>
    public static Tensor Embed(Tensor block, int start, Shape whole, int axis)
    {
        var result = Tensor.Zeros(whole, block.Precision);
        Copy(block, 0, result, start, block.Shape[axis], axis);
        return result;
    }

    private static void Copy<T>(
        ReadOnlySpan<T> source, int sourceSize, int from, Span<T> destination, int destinationSize, int to, int count, Shape shape, int axis)
    {
        var inner = shape.CountAfter(axis);
        for (var outer = 0; outer < shape.CountBefore(axis); outer++)
        {
            source.Slice(((outer * sourceSize) + from) * inner, count * inner)
                .CopyTo(destination.Slice(((outer * destinationSize) + to) * inner, count * inner));
        }
    }
}
