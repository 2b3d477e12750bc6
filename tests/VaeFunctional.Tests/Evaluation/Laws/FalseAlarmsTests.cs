using Xunit;
using Xunit.Abstractions;

namespace VaeFunctional.Tests;

/// <summary>No law raises an alarm on any combination of the library's parts, for the keys that VAEFUNCTIONAL_LAW_KEYS names.</summary>
/// <remarks>Combinations are checked in parallel, so the library's own threads are set to one meanwhile.</remarks>
[Collection(nameof(SetsThreads))]
public sealed class FalseAlarmsTests(ITestOutputHelper output) : IDisposable
{
    private readonly int threads = Backend.Threads;

    public void Dispose() => Backend.Threads = threads;

    [LawKeysFact]
    public void No_combination_raises_an_alarm_for_any_key()
    {
        Backend.Threads = 1;
        var keys = LawKeys.FromEnvironment();
        var combinations =
            from posterior in TestModels.Posteriors.Keys
            from prior in TestModels.Priors.Keys
            from likelihood in TestModels.Likelihoods.Keys
            select (Name: $"{posterior}, {prior}, {likelihood}", Likelihood: likelihood, Model: TestModels.Of(posterior, prior, likelihood));
        var alarms = (
            from combination in combinations.ToList().AsParallel().AsOrdered()
            from seed in keys.Seeds
            from law in ModelLaws.Check(combination.Model, TestModels.Data(20, combination.Likelihood), RandomKey.FromSeed(seed)).Failures
            select $"{combination.Name}, seed {seed}: {law}").ToList();
        output.WriteLine($"keys {keys}, {alarms.Count} alarms");
        Findings.None(alarms);
    }

    [Theory]
    [InlineData("200", 0, 199)]
    [InlineData("50..99", 50, 99)]
    [InlineData("7..7", 7, 7)]
    public void Keys_are_a_number_of_them_or_a_range(string text, int first, int last) => Assert.Equal(new LawKeys(first, last), LawKeys.Parse(text));

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("9..5")]
    [InlineData("1..2..3")]
    [InlineData("many")]
    public void Other_texts_are_refused(string text) => Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => LawKeys.Parse(text)).Message, StringComparison.Ordinal);
}
