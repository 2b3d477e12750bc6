using System.Globalization;
using FsCheck;

namespace VaeFunctional;

/// <summary>The seed that a whole test run repeats, where the environment sets one.</summary>
internal static class Replay
{
    private const string Variable = "VAEFUNCTIONAL_REPLAY";

    /// <summary>The seed as FsCheck prints it, as in <c>(11,13)</c>, or null.</summary>
    public static string? Text => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    /// <summary>The configuration with that seed.</summary>
    public static Config Applied(Config config)
    {
        if (Text is not { } text)
            return config;
        var numbers = text.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
        return numbers.Length >= 2
            && ulong.TryParse(numbers[0], CultureInfo.InvariantCulture, out var seed)
            && ulong.TryParse(numbers[1], CultureInfo.InvariantCulture, out var gamma)
            ? config.WithReplay(seed, gamma)
            : throw new InvalidOperationException($"{Variable} is a seed as FsCheck prints it, such as (11,13); got '{text}'.");
    }
}
