using System.Globalization;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The seeds that the laws are verified with, first and last.</summary>
internal sealed record LawKeys(int First, int Last)
{
    public const string Variable = "VAEFUNCTIONAL_LAW_KEYS";

    public IEnumerable<int> Seeds => Enumerable.Range(First, Last - First + 1);

    public static LawKeys FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Variable)!);

    /// <summary>From <c>200</c>, that many seeds from 0 on, or <c>50..99</c>, so that a long run can be divided.</summary>
    public static LawKeys Parse(string text)
    {
        var numbers = text.Split("..").Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToArray();
        return numbers switch
        {
            [> 0 and var count] => new(0, count - 1),
            [>= 0 and var first, var last] when last >= first => new(first, last),
            _ => throw new FormatException($"{Variable} is '{text}'; it must be a number of keys, as in 200, or the first and the last of them, as in 50..99."),
        };
    }

    public override string ToString() => $"{First}..{Last}";
}

/// <summary>A fact that takes minutes: skipped, with the reason, unless VAEFUNCTIONAL_LAW_KEYS says which keys to try.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LawKeysFactAttribute : FactAttribute
{
    public LawKeysFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LawKeys.Variable)))
            Skip = $"The environment variable {LawKeys.Variable} does not say which keys to try.";
    }
}
