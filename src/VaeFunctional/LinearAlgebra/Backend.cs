using System.Globalization;

namespace VaeFunctional;

/// <summary>What computes: the engine of matrix products and the number of threads.</summary>
public static class Backend
{
    private const string ThreadsVariable = "VAEFUNCTIONAL_THREADS";

    private static int threads = ThreadsFromEnvironment();

    internal static IProducts Products { get; } = new ManagedProducts();

    /// <summary>
    /// The number of threads a large product may use, at least 1. Results do not depend on it, to the last bit. The environment
    /// variable VAEFUNCTIONAL_THREADS sets it at the start; without it, there is one a processor.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int Threads
    {
        get => threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            threads = value;
        }
    }

    /// <summary>A sentence on what runs: the engine, its vector width and the threads.</summary>
    /// <returns>The sentence.</returns>
    public static string Describe() => $"{Products.Description}, {Threads} {(Threads == 1 ? "thread" : "threads")}.";

    private static int ThreadsFromEnvironment()
    {
        string? text = Environment.GetEnvironmentVariable(ThreadsVariable);
        if (string.IsNullOrWhiteSpace(text))
            return Environment.ProcessorCount;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
            return count;
        throw new InvalidOperationException($"{ThreadsVariable} is '{text}'; it must be a whole number of at least 1.");
    }
}
