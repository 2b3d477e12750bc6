using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace VaeFunctional.Tests;

/// <summary>Readers that trust every file, written without the code under test; where they do not know the dialect they say so by
/// nothing.</summary>
internal static partial class NaiveReaders
{
    public static Tensor Idx(byte[] file)
    {
        var bytes = Unpacked(file);
        var sizes = Enumerable.Range(0, bytes[3]).Select(axis => BitConverter.ToInt32([.. bytes[(4 + (4 * axis))..(8 + (4 * axis))].Reverse()])).ToArray();
        return Numbers("u1", isBigEndian: true, bytes[(4 + (4 * sizes.Length))..], new Shape(sizes));
    }

    public static Tensor? Npy(byte[] file)
    {
        var bytes = Unpacked(file);
        var start = bytes[6] == 1 ? 10 + BitConverter.ToUInt16(bytes, 8) : 12 + BitConverter.ToInt32(bytes, 8);
        if (NpyDictionary().Match(Encoding.Latin1.GetString(bytes[8..start])) is not { Success: true } match)
            return null;
        int[] sizes = [.. match.Groups["shape"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        var isFortranOrder = match.Groups["order"].Value == "True";
        var stored = Numbers(
            match.Groups["kind"].Value, match.Groups["bytes"].Value == ">", bytes[start..], new Shape([.. isFortranOrder ? sizes.Reverse() : sizes]));
        return isFortranOrder ? Reversed(stored) : stored;
    }

    public static NamedTensors? Npz(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(Unpacked(file)));
        var result = NamedTensors.Empty;
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            if (Npy(UnpackedSize.Unpack(content)) is not { } tensor)
                return null;
            result = result.With(entry.FullName[..^4], tensor);
        }

        return result;
    }

    public static NamedTensors Safetensors(byte[] file)
    {
        var start = 8 + (int)BitConverter.ToInt64(file);
        using var header = JsonDocument.Parse(file.AsMemory(8..start));
        var result = NamedTensors.Empty;
        var covered = 0;
        foreach (var entry in header.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                foreach (var text in entry.Value.EnumerateObject().Where(text => text.Name != "vaefunctional.sha256"))
                    result = result.WithMetadata(text.Name, text.Value.GetString()!);
                continue;
            }

            var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => start + offset.GetInt32()).ToArray();
            covered += offsets[1] - offsets[0];
            var shape = new Shape([.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
            var kind = entry.Value.GetProperty("dtype").GetString()!;
            var digits = kind == "BOOL" ? 1 : int.Parse(kind[^(kind.EndsWith('8') ? 1 : 2)..], CultureInfo.InvariantCulture) / 8;
            result = result.With(
                entry.Name,
                kind == "BF16" ? Brains(file[offsets[0]..offsets[1]], shape)
                    : Numbers($"{char.ToLowerInvariant(kind[0])}{digits}", isBigEndian: false, file[offsets[0]..offsets[1]], shape));
        }

        return covered == file.Length - start ? result : throw new ArgumentException($"{covered} bytes of tensors are not the rest of the file.");
    }

    /// <summary>A table of lines and commas; nothing where quotes, lone returns or other letters make it more than that.</summary>
    public static CsvTable? Csv(byte[] file, bool hasHeader, char delimiter)
    {
        var text = Encoding.Latin1.GetString(Unpacked(file)).Replace("\r\n", "\n", StringComparison.Ordinal);
        if (text.Any(symbol => symbol is '"' or '\r' or '\0' or > '~'))
            return null;
        var rows = text.TrimEnd('\n').Split('\n').Select(line => line.Split(delimiter)).ToArray();
        var numbers = rows.Skip(hasHeader ? 1 : 0).SelectMany(row => row.Select(cell => double.Parse(cell.Trim(' '), NumberStyles.Float, CultureInfo.InvariantCulture)));
        string[] names = hasHeader ? rows[0] : [.. rows[0].Select((_, column) => $"column {column + 1}")];
        return new CsvTable([.. names], Tensor.FromArray([.. numbers], new Shape(rows.Length - (hasHeader ? 1 : 0), names.Length)));
    }

    public static Tensor BinarizedText(byte[] file)
    {
        var lines = Encoding.Latin1.GetString(Unpacked(file)).Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var bits = lines.SelectMany(line => line.Split(' ').Select(float.Parse)).ToArray();
        return Tensor.FromArray(bits, new Shape(lines.Length, bits.Length / lines.Length));
    }

    private static byte[] Unpacked(byte[] file) =>
        file is [0x1f, 0x8b, ..] ? UnpackedSize.Unpack(new GZipStream(new MemoryStream(file), CompressionMode.Decompress)) : file;

    private static Tensor Brains(byte[] bytes, Shape shape) =>
        Numbers("f4", isBigEndian: false, [.. bytes.Chunk(2).SelectMany(half => new byte[] { 0, 0, half[0], half[1] })], shape);

    private static Tensor Numbers(string kind, bool isBigEndian, byte[] bytes, Shape shape)
    {
        var size = kind[1] - '0';
        var values = bytes.Chunk(size).Select(element => Number(kind, isBigEndian == BitConverter.IsLittleEndian ? [.. element.Reverse()] : element));
        return Tensor.FromArray([.. values], shape).To(size < 4 || kind == "f4" ? Precision.Single : Precision.Double);
    }

    private static double Number(string kind, byte[] element) => kind switch
    {
        "b1" or "u1" => element[0],
        "i1" => (sbyte)element[0],
        "u2" => BitConverter.ToUInt16(element),
        "i2" => BitConverter.ToInt16(element),
        "u4" => BitConverter.ToUInt32(element),
        "i4" => BitConverter.ToInt32(element),
        "u8" => BitConverter.ToUInt64(element),
        "i8" => BitConverter.ToInt64(element),
        "f2" => (double)BitConverter.ToHalf(element),
        "f4" => BitConverter.ToSingle(element),
        _ => BitConverter.ToDouble(element),
    };

    /// <summary>The tensor with its axes in the opposite order.</summary>
    private static Tensor Reversed(Tensor stored)
    {
        var shape = new Shape([.. stored.Shape.ToArray().Reverse()]);
        var values = new double[shape.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var (rest, index) = (i, new int[shape.Rank]);
            for (var axis = shape.Rank - 1; axis >= 0; axis--)
                (rest, index[axis]) = (rest / shape[axis], rest % shape[axis]);
            values[i] = stored[[.. index.Reverse()]];
        }

        return Tensor.FromArray(values, shape).To(stored.Precision);
    }

    [GeneratedRegex(@"\{'descr': '(?<bytes>[<>|=]?)(?<kind>[biuf][1248])', 'fortran_order': (?<order>True|False), 'shape': \((?<shape>[0-9, ]*)\), \}\s*$")]
    private static partial Regex NpyDictionary();
}
