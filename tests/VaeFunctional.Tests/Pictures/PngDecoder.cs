using System.Buffers.Binary;
using System.IO.Compression;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The part of PNG that pictures use, read as the standard says and checked as it goes, with its own bitwise CRC.</summary>
internal static class PngDecoder
{
    public static Picture Decode(ReadOnlySpan<byte> png)
    {
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png[..8].ToArray());
        var rest = png[8..];
        var header = Chunk(ref rest, "IHDR");
        var data = Chunk(ref rest, "IDAT");
        Assert.Empty(Chunk(ref rest, "IEND"));
        Assert.True(rest.IsEmpty);
        Assert.Equal(13, header.Length);
        Assert.Equal([0, 0, 0], header[10..]);
        Assert.Equal(8, header[8]);
        var width = BinaryPrimitives.ReadInt32BigEndian(header);
        var height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        var isColor = header[9] == 2;
        Assert.True(isColor || header[9] == 0);
        var pixels = Unfilter(Inflate(data), height, width * (isColor ? 3 : 1));
        return isColor ? Picture.Color(width, height, [.. pixels]) : Picture.Gray(width, height, [.. pixels]);
    }

    private static byte[] Chunk(ref ReadOnlySpan<byte> rest, string type)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(rest);
        var typed = rest.Slice(4, 4 + length);
        Assert.Equal(type, System.Text.Encoding.ASCII.GetString(typed[..4]));
        Assert.Equal(Crc(typed), BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + length)..]));
        rest = rest[(12 + length)..];
        return typed[4..].ToArray();
    }

    private static byte[] Inflate(byte[] data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var result = new MemoryStream();
        zlib.CopyTo(result);
        return result.ToArray();
    }

    private static IEnumerable<byte> Unfilter(byte[] lines, int height, int stride)
    {
        Assert.Equal(height * (stride + 1), lines.Length);
        Assert.All(Enumerable.Range(0, height), row => Assert.Equal(0, lines[row * (stride + 1)]));
        return lines.Where((_, i) => i % (stride + 1) != 0);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var remainder = 0xffffffffu;
        foreach (var value in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var carry = ((remainder >> 31) ^ (uint)(value >> bit)) & 1;
                remainder = (remainder << 1) ^ (carry == 0 ? 0 : 0x04c11db7u);
            }
        }

        var reflected = 0u;
        for (var bit = 0; bit < 32; bit++)
            reflected |= ((remainder >> bit) & 1) << (31 - bit);
        return ~reflected;
    }
}
