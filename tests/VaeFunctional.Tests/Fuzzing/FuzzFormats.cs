using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace VaeFunctional.Tests;

/// <summary>The formats whose readers are held to the law, each with good files of every kind.</summary>
internal static class FuzzFormats
{
    private const string NpyEnd = "', 'fortran_order': False, 'shape': (2, 3), }";

    private static readonly Tensor Singles = Tensor.FromArray([0.5f, -1, 2, 3, -0f, float.PositiveInfinity], new Shape(2, 3));
    private static readonly Tensor Doubles = Tensor.FromArray([0.1, 2, 1e-310, -4], new Shape(2, 1, 2));

    private static readonly FuzzFormat Idx = new(
        "idx",
        [
            .. WithGzip([IdxFile.Of(new Shape(6), [0, 1, 2, 127, 128, 255]), IdxFile.Of(new Shape(2, 3), [0, 1, 2, 3, 4, 5]), IdxFile.Of(new Shape(2, 1, 1, 2), [9, 8, 7, 6])]),
            new FuzzFile(IdxFile.Of(new Shape(100, 300), new byte[30_000])),
            new FuzzFile(IdxFile.Of(new Shape(100, 300), new byte[30_000]), Damage.Gzip),
        ],
        stream => VaeFunctional.Idx.Read(stream, FuzzFormat.Stream),
        NaiveReaders.Idx,
        Factor: 8);

    private static readonly FuzzFormat Npy = new(
        "npy",
        [
            .. WithGzip(
            [
                Written(stream => VaeFunctional.Npy.Write(stream, Singles)),
                Written(stream => VaeFunctional.Npy.Write(stream, Doubles)),
                NumPyFile.Bytes("scalar.npy"),
                NumPyFile.Bytes("fortran-bytes.npy"),
                NumPyFile.Bytes("version2.npy"),
                NumPyFile.Bytes("version3.npy"),
            ]),
            new FuzzFile(NumPyFile.Of("{'descr': '|u1', 'fortran_order': True, 'shape': (100, 300), }", new byte[30_000])),
            new FuzzFile(NumPyFile.Of("{'descr': '<u4', 'fortran_order': True, 'shape': (50, 1, 100), }", new byte[20_000]), Damage.Gzip),
            .. new[] { "b1", "<i4", ">i8", "<u8", ">f2", "|u1" }.Select(
                descr => new FuzzFile(Encoding.Latin1.GetBytes($"{{'descr': '{descr}{NpyEnd}"), text => NumPyFile.Of(Encoding.Latin1.GetString(text), new byte[6 * (descr[^1] - '0')]))),
        ],
        stream => VaeFunctional.Npy.Read(stream, FuzzFormat.Stream),
        NaiveReaders.Npy,
        Factor: 12);

    private static readonly FuzzFormat Npz = new(
        "npz",
        [
            .. new[] { false, true }.Select(compress => new FuzzFile(
                Written(stream => VaeFunctional.Npz.Write(stream, NamedTensors.Empty.With("a", Singles).With("b", Doubles), compress)))),
            new FuzzFile(Written(stream => VaeFunctional.Npz.Write(stream, NamedTensors.Empty.With("a", Tensor.Zeros(new Shape(50, 50))), compress: true))),
            new FuzzFile(Written(stream => VaeFunctional.Npz.Write(stream, NamedTensors.Empty.With("a", Doubles))), Damage.Gzip),
            new FuzzFile(NumPyFile.Bytes("compressed.npz")),
            new FuzzFile(NumPyFile.Of("{'descr': '|u1', 'fortran_order': True, 'shape': (100, 300), }", new byte[30_000]), npy => Archive(npy, CompressionLevel.NoCompression)),
            new FuzzFile(Written(stream => VaeFunctional.Npy.Write(stream, Doubles)), npy => Archive(npy, CompressionLevel.NoCompression)),
            new FuzzFile(NumPyFile.Bytes("fortran-bytes.npy"), npy => Archive(npy, CompressionLevel.Optimal)),
        ],
        stream => VaeFunctional.Npz.Read(stream, FuzzFormat.Stream),
        NaiveReaders.Npz,
        Factor: 16);

    private static readonly FuzzFormat Safetensors = new(
        "safetensors",
        [
            new FuzzFile(SafetensorsBytes.Written(NamedTensors.Empty.With("a", Singles).With("b", Doubles).With("empty", Tensor.Zeros(new Shape(0, 2))))),
            new FuzzFile(SafetensorsBytes.Written(NamedTensors.Empty.With("a", Singles).WithMetadata("vaefunctional", "1").WithMetadata("key", "text"))),
            new FuzzFile(SafetensorsBytes.OfTensor("I8", "[100,300]", new byte[30_000])),
            new FuzzFile(SafetensorsBytes.Written(
                Enumerable.Range(0, 4_000).Aggregate(NamedTensors.Empty, (all, i) => all.WithMetadata($"{i}", "")))),
            .. new[] { "F16", "BF16", "I8", "U8", "I16", "U16", "BOOL", "I32", "U32", "I64", "U64" }.Select(dtype =>
                new FuzzFile(SafetensorsBytes.OfTensor(dtype, "[2]", new byte[2 * Size(dtype)]))),
            .. new[] { "F32", "F16", "I64" }.Select(dtype => new FuzzFile(
                Encoding.UTF8.GetBytes($$$"""{"__metadata__":{"key":"text"},"t":{"dtype":"{{{dtype}}}","shape":[2],"data_offsets":[0,{{{2 * Size(dtype)}}}]}}"""),
                json => SafetensorsBytes.File(json, new byte[2 * Size(dtype)]))),
        ],
        stream => VaeFunctional.Safetensors.Read(stream, FuzzFormat.Stream),
        NaiveReaders.Safetensors,
        Factor: 32);

    private static readonly FuzzFormat Csv = new(
        "csv",
        [.. WithGzip(["a,b\n1,2\n-0.5,1e300\n"u8.ToArray(), "a,b,c\r\n 1 ,2,3\r\n4,5,6"u8.ToArray(), "\"a\",\"b \"\"c\"\"\"\n\"1\",2\n\n"u8.ToArray()]), .. Large("a\n", "1\n")],
        stream => VaeFunctional.Csv.Read(stream, FuzzFormat.Stream),
        file => NaiveReaders.Csv(file, hasHeader: true, ','),
        Factor: 48);

    private static readonly FuzzFormat BareCsv = new(
        "csv without header",
        [.. WithGzip(["1;2\n3;NaN\n"u8.ToArray(), "1;2;3;4;5;6;7;8;9"u8.ToArray(), "1\n-Infinity\n"u8.ToArray()]), new FuzzFile(Lines("0", ";1"))],
        stream => VaeFunctional.Csv.Read(stream, FuzzFormat.Stream, hasHeader: false, delimiter: ';', allowNonFinite: true),
        file => NaiveReaders.Csv(file, hasHeader: false, ';'),
        Factor: 160);

    private static readonly FuzzFormat BinarizedText = new(
        "binarized text",
        [.. WithGzip(["0 1 1\n1 0 0\n"u8.ToArray(), "0 1\r\n1 1\r\n0 0"u8.ToArray(), "1"u8.ToArray()]), .. Large("0 1\n", "1 1\n")],
        stream => VaeFunctional.BinarizedText.Read(stream, FuzzFormat.Stream),
        NaiveReaders.BinarizedText,
        Factor: 8);

    public static IReadOnlyDictionary<string, FuzzFormat> All { get; } =
        new[] { Idx, Npy, Npz, Safetensors, Csv, BareCsv, BinarizedText, SavedFormats.Model, SavedFormats.State }.ToDictionary(format => format.Name);

    /// <summary>Each file as it is, compressed after it was mutated, and compressed before.</summary>
    private static IEnumerable<FuzzFile> WithGzip(IEnumerable<byte[]> files) =>
        files.SelectMany(file => new FuzzFile[] { new(file), new(file), new(file, Damage.Gzip), new(Damage.Gzip(file)) });

    /// <summary>A large text, plain and compressed.</summary>
    private static FuzzFile[] Large(string start, string line) =>
        [new FuzzFile(Lines(start, line)), new FuzzFile(Lines(start, line), Damage.Gzip)];

    private static byte[] Lines(string start, string line) => Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(line, 10_000)));

    private static int Size(string dtype) => dtype is "BOOL" or "I8" or "U8" ? 1 : int.Parse(dtype[^2..], CultureInfo.InvariantCulture) / 8;

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static byte[] Archive(byte[] content, CompressionLevel level) => Written(stream =>
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using var entry = archive.CreateEntry("a.npy", level).Open();
        entry.Write(content);
    });
}
