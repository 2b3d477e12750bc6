using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional.Tests;

/// <summary>One of a format's good files, what is changed in it, another good file from which pieces come, and whether the stream knows its
/// length.</summary>
internal sealed record FuzzCase(int File, ImmutableArray<Mutation> Mutations, int Other, bool CanSeek)
{
    private static readonly long[] EdgeNumbers =
    [
        0, 1, 2, -1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32, (1L << 53) + 1,
        100_000_001, long.MaxValue, long.MinValue, long.MinValue + 1,
    ];

    private static readonly string[] EdgeTexts =
    [
        "", "0", "1", "2", "9", "00", "-1", "-0", "1.5", "1e9", "1e999", "0x10", "1L", "NaN", "Infinity", "255", "65536", "2147483647", "2147483648",
        "4294967295", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551615",
        "18446744073709551616", "340282366920938463463374607431768211456",
    ];

    /// <summary>What means something in one format or another: brackets, quotes, separators, escapes, magic words, broken UTF-8.</summary>
    private static readonly string[] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", "(", ")", ",", ";", ":", "'", "\"", "\\", " ", "\n", "\r", "\r\n", "\0", "0 ", "1,", "0", "-", "\\ud800", "\\u0000",
            "null", "true", "[{", "\"\":", "'':", "\u0093NUMPY", "\u001f\u008b\b", "PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006",
            "PK\u0006\u0006", "PK\u0006\u0007", "\u00ff", "\u00ef\u00bb\u00bf", "\u00c3(", "\u00f0\u009f\u0098\u0080",
        }.Select(token => Convert.ToHexString(Encoding.Latin1.GetBytes(token))),
    ];

    private static readonly string[] EdgeBytes = [.. EdgeNumbers.SelectMany(Encodings).Distinct()];

    /// <summary>Half of the places are near the ends, where headers and directories are.</summary>
    private static readonly Gen<int> Places = Gen.Frequency((3, Gen.Choose(0, 63)), (2, Gen.Choose(-64, -1)), (5, Gen.Choose(0, 1023)));

    private static readonly Gen<int> Counts = Gen.Frequency((3, Gen.Choose(1, 8)), (2, Gen.Choose(9, 200)));

    private static readonly Gen<Mutation> AnyMutation = Gen.Frequency(
        (4, Places.Zip(Gen.Choose(0, 7), (place, bit) => (Mutation)new FlipBit(place, bit))),
        (4, Places.Zip(Gen.Elements(EdgeBytes), (place, hex) => (Mutation)new Overwrite(place, hex))),
        (4, Places.Zip(Gen.Elements(EdgeTexts), (place, text) => (Mutation)new ReplaceNumber(place, text))),
        (3, from place in Places from hex in Gen.Elements(Tokens) from times in Counts.Or(Gen.Constant(1)) select (Mutation)new Insert(place, hex, times)),
        (2, Places.Zip(Counts, (place, count) => (Mutation)new Delete(place, count))),
        (2, from place in Places from count in Counts from to in Places select (Mutation)new Move(place, count, to)),
        (1, Places.Select(place => (Mutation)new Truncate(place))),
        (2, Places.Zip(Places, (place, from) => (Mutation)new Splice(place, from))));

    /// <summary>Cases of a format with the given number of good files; smaller ones have fewer and simpler mutations.</summary>
    public static Arbitrary<FuzzCase> Of(int files) => Arb.From(
        from file in Gen.Choose(0, files - 1)
        from other in Gen.Choose(0, files - 1)
        from count in Gen.Frequency((5, Gen.Constant(1)), (3, Gen.Constant(2)), (2, Gen.Choose(3, 5)))
        from mutations in AnyMutation.ArrayOf(count)
        from canSeek in Gen.Elements(true, false)
        select new FuzzCase(file, [.. mutations], other, canSeek),
        Smaller);

    public override string ToString() =>
        $"file {File} {{ {string.Join(", ", Mutations)} }}, pieces from file {Other}, {(CanSeek ? "length known" : "length unknown")}";

    private static IEnumerable<FuzzCase> Smaller(FuzzCase large) =>
        Enumerable.Range(0, large.Mutations.Length).Select(i => large with { Mutations = large.Mutations.RemoveAt(i) })
            .Concat(
                from i in Enumerable.Range(0, large.Mutations.Length)
                from simpler in large.Mutations[i].Simpler()
                select large with { Mutations = large.Mutations.SetItem(i, simpler) })
            .Concat(large.CanSeek ? [] : [large with { CanSeek = true }]);

    /// <summary>The number in each width and both byte orders.</summary>
    private static IEnumerable<string> Encodings(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        foreach (var width in new[] { 1, 2, 4, 8 })
        {
            yield return Convert.ToHexString(bytes[..width]);
            yield return Convert.ToHexString([.. bytes[..width].Reverse()]);
        }
    }
}
