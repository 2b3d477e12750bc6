using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace VaeFunctional;

/// <summary>The PNG format (ISO/IEC 15948) as far as pictures need it: 8 bits per channel, gray or RGB, not interlaced.</summary>
internal static class PngEncoder
{
    private const byte BitDepth = 8;
    private const byte GrayColorType = 0;
    private const byte RgbColorType = 2;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    /// <summary>A file of pixels that follow row by row from the top, one byte per channel.</summary>
    public static ImmutableArray<byte> Encode(int width, int height, bool isColor, ReadOnlySpan<byte> pixels)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        WriteChunk(png, "IHDR"u8, Header(width, height, isColor));
        WriteChunk(png, "IDAT"u8, Compress(pixels, height));
        WriteChunk(png, "IEND"u8, []);
        return [.. png.GetBuffer().AsSpan(0, (int)png.Length)];
    }

    private static byte[] Header(int width, int height, bool isColor)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = BitDepth;
        header[9] = isColor ? RgbColorType : GrayColorType;
        return header;
    }

    /// <summary>Each row after the byte that says it is not filtered, packed with zlib.</summary>
    private static byte[] Compress(ReadOnlySpan<byte> pixels, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            var stride = pixels.Length / height;
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row * stride, stride));
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        var start = (int)png.Length;
        png.Write(type);
        png.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(png.GetBuffer().AsSpan(start, (int)png.Length - start)));
        png.Write(number);
    }
}
