using System.Buffers.Binary;
using System.Text;

namespace VaeFunctional;

/// <summary>The bytes before the elements of a .npy file: a magic word, a version, and a Python dictionary of the element type, the order
/// of the axes and the shape.</summary>
internal sealed record NpyHeader(NpyElement Element, Shape Shape, bool IsFortranOrder)
{
    /// <summary>The elements begin at a multiple of this number of bytes.</summary>
    private const int Alignment = 64;

    /// <summary>The length of the longest dictionary that is read; it is that of NumPy where it does not trust the file.</summary>
    private const int LongestText = 10_000;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads the header and checks that its elements follow, and nothing after them.</summary>
    public static NpyHeader Read(ByteSource source)
    {
        Span<byte> start = stackalloc byte[Magic.Length + 2];
        ReadExactly(source, start, "the magic word and version of a .npy file");
        if (!start.StartsWith(Magic))
            throw source.Error(0, @"expected the bytes 0x93 'NUMPY' that begin a .npy file.");
        var version = start[^2..];
        if (version is not [1 or 2 or 3, 0])
            throw source.Error(Magic.Length, $"expected version 1.0, 2.0 or 3.0 of the format and found {version[0]}.{version[1]}.");
        var text = ReadText(source, version[0]);
        var header = Parse(text, source);
        source.Demand((long)header.Shape.Count * header.Element.Size, $"'{header.Element}' elements of shape {header.Shape}");
        return header;
    }

    public void Write(Stream destination)
    {
        var order = IsFortranOrder ? "True" : "False";
        var sizes = Shape.ToArray() is [var only] ? $"{only}," : string.Join(", ", Shape.ToArray());
        var text = $"{{'descr': '{Element}', 'fortran_order': {order}, 'shape': ({sizes}), }}";
        var prefix = Magic.Length + 2 + sizeof(ushort);
        var size = (prefix + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        Span<byte> bytes = stackalloc byte[size];
        bytes.Fill((byte)' ');
        Magic.CopyTo(bytes);
        bytes[Magic.Length] = 1;
        bytes[Magic.Length + 1] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[(prefix - sizeof(ushort))..], (ushort)(size - prefix));
        Encoding.ASCII.GetBytes(text, bytes[prefix..]);
        bytes[^1] = (byte)'\n';
        destination.Write(bytes);
    }

    private static PythonText ReadText(ByteSource source, int version)
    {
        Span<byte> size = stackalloc byte[version == 1 ? sizeof(ushort) : sizeof(uint)];
        var position = source.Position;
        ReadExactly(source, size, "the header's length");
        var length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > LongestText)
            throw source.Error(position, $"expected a header of at most {LongestText} bytes and found the length {length}.");
        var start = source.Position;
        var bytes = new byte[length];
        ReadExactly(source, bytes, "the header");
        try
        {
            var encoding = version == 3 ? StrictUtf8.Encoding : Encoding.Latin1;
            var text = encoding.GetString(bytes);
            return new PythonText(text, (place, problem) => source.Error(start + encoding.GetByteCount(text.AsSpan(0, place)), problem));
        }
        catch (DecoderFallbackException e)
        {
            throw source.Error(start + e.Index, "expected a header in UTF-8 and found bytes that are not.");
        }
    }

    private static NpyHeader Parse(PythonText text, ByteSource source)
    {
        NpyElement? element = null;
        bool? isFortranOrder = null;
        Shape? shape = null;
        text.Expect('{');
        while (!text.TryTake('}'))
        {
            var place = text.Place;
            var key = text.String();
            text.Expect(':');
            switch (key)
            {
                case "descr" when element is null:
                    element = ParseElement(text);
                    break;
                case "fortran_order" when isFortranOrder is null:
                    isFortranOrder = text.Boolean();
                    break;
                case "shape" when shape is null:
                    shape = ParseShape(text);
                    break;
                default:
                    throw text.Error(place, $"expected the keys 'descr', 'fortran_order' and 'shape', each once, and found '{key}'.");
            }

            if (!text.TryTake(','))
            {
                text.Expect('}');
                break;
            }
        }

        text.End();
        return element is { } e && isFortranOrder is { } order && shape is { } s
            ? new NpyHeader(e, s, order)
            : throw text.Error(0, "expected the keys 'descr', 'fortran_order' and 'shape' and found a dictionary without one of them.");
    }

    private static NpyElement ParseElement(PythonText text)
    {
        var place = text.Place;
        if (text.IsAt('[') || text.IsAt('('))
            throw text.Error(place, "the array holds structures of several fields; only arrays of numbers are read: save each field in a file of its own.");
        var description = text.String();
        return NpyElement.Find(description)
            ?? throw text.Error(
                place,
                $"expected numbers (b1, i1 to i8, u1 to u8, f2, f4 or f8) and found '{description}': {NpyElement.Explain(description)}.");
    }

    private static Shape ParseShape(PythonText text)
    {
        var place = text.Place;
        var sizes = text.Integers();
        if (sizes.Length > Shape.MaximumRank)
            throw text.Error(place, $"expected at most {Shape.MaximumRank} axes, which is what a tensor can have, and found {sizes.Length}.");
        var span = 1L;
        foreach (var size in sizes)
        {
            span *= Math.Clamp(size, 1, int.MaxValue);
            if (size > int.MaxValue || span > int.MaxValue)
            {
                throw text.Error(
                    place,
                    $"the shape ({string.Join(", ", sizes)}) spans more than the {int.MaxValue} elements that a tensor can hold.");
            }
        }

        return new Shape([.. sizes.Select(size => (int)size)]);
    }

    private static void ReadExactly(ByteSource source, Span<byte> bytes, string what)
    {
        var position = source.Position;
        if (source.Read(bytes) < bytes.Length)
        {
            throw source.Error(
                source.Position,
                $"expected {bytes.Length} bytes of {what} from byte {position} and found {source.Position - position}: the file is cut short.");
        }
    }
}
