using System.Globalization;

namespace VaeFunctional.Kernels;

/// <summary>The number of threads a large job may use: one per processor, unless the environment or the user says otherwise.</summary>
internal static class ThreadCount
{
    private const string Variable = "VAEFUNCTIONAL_THREADS";

    private static volatile int current;

    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The environment variable is not a whole number of at least 1.</exception>
    public static int Current
    {
        get => current > 0 ? current : current = Of(Environment.GetEnvironmentVariable(Variable));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            current = value;
        }
    }

    public static int Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Environment.ProcessorCount;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
            return count;
        throw new InvalidOperationException($"{Variable} is '{text}'; it must be a whole number of at least 1.");
    }
}
