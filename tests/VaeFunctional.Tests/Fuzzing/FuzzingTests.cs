using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Xunit.Abstractions;

namespace VaeFunctional.Tests;

/// <summary>
/// A mutated file is what a naive reader finds in it, or an <see cref="InvalidDataException"/> that names it: never another exception, never
/// more work or memory than its content is worth. VAEFUNCTIONAL_FUZZ_CASES sets the number of cases a format, and VAEFUNCTIONAL_FUZZ_SEED
/// repeats a run by the pair of numbers that its failure printed.
/// </summary>
public class FuzzingTests(ITestOutputHelper output)
{
    private const int OrdinaryCases = 2_000;

    public static TheoryData<string> Formats => [.. FuzzFormats.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Good_files_are_read(string name)
    {
        var format = FuzzFormats.All[name];
        foreach (var file in format.Files)
        {
            Assert.True(format.Check(file.Bytes, canSeek: true).IsRead);
            Assert.True(format.Check(file.Bytes, canSeek: false).IsRead);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_mutated_file_is_read_as_it_is_or_refused(string name)
    {
        var format = FuzzFormats.All[name];
        var tally = new FuzzTally();
        Check.One(
            Settings(),
            Prop.ForAll(FuzzCase.Of(format.Files.Length), one => tally.Add(format.Check(format.Bytes(one), one.CanSeek))));
        output.WriteLine($"{name}: {tally}.");
        Assert.True(tally is { Read: > 0, Refused: > 0 }, $"{name}: {tally}: that shows nothing.");
    }

    private static Config Settings()
    {
        var cases = Environment.GetEnvironmentVariable("VAEFUNCTIONAL_FUZZ_CASES");
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases is null ? OrdinaryCases : int.Parse(cases, CultureInfo.InvariantCulture));
        return Environment.GetEnvironmentVariable("VAEFUNCTIONAL_FUZZ_SEED")?.Split(',') is [var seed, var gamma]
            ? config.WithReplay(new Replay(new Rnd(Number(seed), Number(gamma)), null))
            : config;
    }

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
}
