namespace VaeFunctional;

/// <summary>The elements of IDX files: unsigned bytes, read and written in blocks.</summary>
internal static class IdxBytes
{
    private const int BlockSize = 1 << 16;

    /// <summary>A single-precision tensor of the numbers 0 to 255.</summary>
    public static Tensor Read(Shape shape, Action<Span<byte>> fill)
    {
        var result = Tensor.Allocate<float>(shape);
        var values = result.Write<float>();
        var block = new byte[Math.Min(BlockSize, values.Length)];
        while (!values.IsEmpty)
        {
            var bytes = block.AsSpan(0, Math.Min(BlockSize, values.Length));
            fill(bytes);
            Conversions.Convert<byte, float>(bytes, values[..bytes.Length]);
            values = values[bytes.Length..];
        }

        return result;
    }

    /// <summary>Gray levels 0 to 255 as intensities 0 to 1.</summary>
    public static Tensor ReadIntensities(Shape shape, Action<Span<byte>> fill)
    {
        var result = Read(shape, fill);
        Elementwise.ZipScalar<Divide, float>(result.Write<float>(), byte.MaxValue, result.Write<float>());
        return result;
    }
}
