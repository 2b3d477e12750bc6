using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;
using Xunit.Abstractions;

namespace VaeFunctional.Tests;

/// <summary>
/// A mutated file is what a naive reader finds in it, or an <see cref="InvalidDataException"/> that names it: never another exception, never
/// more work or memory than its content is worth.
/// </summary>
[Properties(Arbitrary = new[] { typeof(FuzzingTests) })]
public class FuzzingTests(ITestOutputHelper output)
{
    /// <summary>At least 4 percent of each format's cases are read, and refused: one outcome is missing by chance in one run of 10^8.</summary>
    private const int SampledCases = 500;

    public static TheoryData<string> Formats => [.. FuzzFormats.All.Keys];

    public static Arbitrary<MutatedFile> MutatedFiles => Arb.From(
        from format in Gen.Elements<FuzzFormat>(FuzzFormats.All.Values)
        from one in FuzzCase.Of(format.Files.Length).Generator
        select new MutatedFile(format, one),
        file => FuzzCase.Of(file.Format.Files.Length).Shrinker(file.Case).Select(simpler => new MutatedFile(file.Format, simpler)));

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

    [FuzzProperty]
    public void A_mutated_file_is_read_as_it_is_or_refused(MutatedFile file) => file.Check();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Some_mutated_files_are_read_and_some_refused(string name)
    {
        var format = FuzzFormats.All[name];
        var tally = new FuzzTally();
        foreach (var one in FuzzCase.Of(format.Files.Length).Generator.Sample(SampledCases))
            tally.Add(new MutatedFile(format, one).Check());
        output.WriteLine($"{name}: {tally}.");
        Assert.True(tally is { Read: > 0, Refused: > 0 }, $"{name}: {tally}: that shows nothing.");
    }

    /// <summary>A case of one of the formats.</summary>
    public sealed class MutatedFile
    {
        internal MutatedFile(FuzzFormat format, FuzzCase one) => (Format, Case) = (format, one);

        internal FuzzFormat Format { get; }

        internal FuzzCase Case { get; }

        public override string ToString() => $"{Format.Name}: {Case}";

        internal FuzzOutcome Check() => Format.Check(Format.Bytes(Case), Case.CanSeek);
    }

    /// <summary>As many examples as the environment variable VAEFUNCTIONAL_FUZZ_CASES asks for each format, on average; 2,000 unless it is set.</summary>
    private sealed class FuzzPropertyAttribute : PropertyAttribute
    {
        private const int OrdinaryCases = 2_000;

        public FuzzPropertyAttribute()
        {
            var cases = Environment.GetEnvironmentVariable("VAEFUNCTIONAL_FUZZ_CASES");
            MaxTest = FuzzFormats.All.Count * (cases is null ? OrdinaryCases : int.Parse(cases, CultureInfo.InvariantCulture));
        }
    }
}
