using System.IO.Compression;

namespace VaeFunctional.Tests;

/// <summary>Ways in which a file can be wrong, and the one way in which a reader may take it.</summary>
internal static class Damage
{
    public static byte[] Gzip(byte[] content)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Optimal))
            gzip.Write(content);
        return result.ToArray();
    }

    public static IEnumerable<byte[]> Truncations(byte[] content) => Enumerable.Range(0, content.Length).Select(length => content[..length]);

    public static byte[] FlipBit(byte[] content, int bit)
    {
        var copy = content.ToArray();
        copy[bit / 8] ^= (byte)(1 << (bit % 8));
        return copy;
    }

    /// <summary>As often as there are bytes, the content with one bit of one of them flipped.</summary>
    public static IEnumerable<byte[]> FlipsOfEachByte(byte[] content) =>
        Enumerable.Range(0, content.Length).Select(index => FlipBit(content, (8 * index) + (index % 8)));

    /// <summary>What was read, or none where the reader refused; any other exception goes through.</summary>
    public static Tensor? Read(Func<Stream, Tensor> reader, byte[] content, bool canSeek = true)
    {
        try
        {
            using var stream = new MeteredStream(content, canSeek);
            return reader(stream);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
