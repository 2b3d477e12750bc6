using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace VaeFunctional.Tests;

/// <summary>No law raises an alarm on any combination of the library's parts, for as many keys as VAEFUNCTIONAL_LAW_KEYS says.</summary>
public sealed class FalseAlarmsTests(ITestOutputHelper output)
{
    internal const string Variable = "VAEFUNCTIONAL_LAW_KEYS";

    [LawKeysFact]
    public void No_combination_raises_an_alarm_for_any_key()
    {
        var keys = int.Parse(Environment.GetEnvironmentVariable(Variable)!, CultureInfo.InvariantCulture);
        var combinations =
            from posterior in TestModels.Posteriors.Keys
            from prior in TestModels.Priors.Keys
            from likelihood in TestModels.Likelihoods.Keys
            select (Name: $"{posterior}, {prior}, {likelihood}", Model: TestModels.Of(posterior, prior, likelihood));
        var alarms = (
            from combination in combinations
            from seed in Enumerable.Range(0, keys)
            from law in ModelLaws.Check(combination.Model, TestModels.Data(20), RandomKey.FromSeed(seed)).Failures
            select $"{combination.Name}, seed {seed}: {law}").ToList();
        output.WriteLine($"{keys} keys, {alarms.Count} alarms");
        Findings.None(alarms);
    }
}

/// <summary>A fact that takes minutes: skipped, with the reason, unless VAEFUNCTIONAL_LAW_KEYS says how many keys to try.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LawKeysFactAttribute : FactAttribute
{
    public LawKeysFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(FalseAlarmsTests.Variable)))
            Skip = $"The environment variable {FalseAlarmsTests.Variable} does not say how many keys to try.";
    }
}
