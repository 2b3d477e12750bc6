namespace VaeFunctional;

/// <summary>The byte order of safetensors files.</summary>
internal static class LittleEndian
{
    /// <summary>Converts elements from the file's byte order to the machine's, or back.</summary>
    public static void Reorder(Span<byte> elements, int size)
    {
        for (var first = 0; !BitConverter.IsLittleEndian && first < elements.Length; first += size)
            elements.Slice(first, size).Reverse();
    }
}
