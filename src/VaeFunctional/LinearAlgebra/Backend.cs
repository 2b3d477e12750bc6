using System.Globalization;

namespace VaeFunctional;

/// <summary>What computes: the engine of matrix products and the number of threads.</summary>
/// <remarks>
/// The engine is chosen once, by <see cref="Use"/> or the environment variable VAEFUNCTIONAL_BACKEND, and stays from the first product on:
/// <c>managed</c> (the default: this library's own kernels), <c>mkl</c>, <c>openblas</c>, or <c>mathnet</c> (Math.NET's current provider).
/// </remarks>
public static class Backend
{
    private const string NameVariable = "VAEFUNCTIONAL_BACKEND";
    private const string ThreadsVariable = "VAEFUNCTIONAL_THREADS";

    private static readonly Lock Gate = new();
    private static string? chosenName;
    private static IProducts? chosen;
    private static volatile IProducts? inUse;
    private static volatile int threads;

    /// <summary>
    /// The number of threads a large product may use, at least 1. No result depends on it, to the last bit. The environment
    /// variable VAEFUNCTIONAL_THREADS sets it at the start; without it, there is one a processor.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    /// <exception cref="InvalidOperationException">VAEFUNCTIONAL_THREADS is not a whole number of at least 1.</exception>
    public static int Threads
    {
        get => threads > 0 ? threads : threads = ThreadsFrom(Environment.GetEnvironmentVariable(ThreadsVariable));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            threads = value;
        }
    }

    internal static IProducts Products => inUse ?? FixChoice();

    /// <summary>Chooses the engine of matrix products: managed, mkl, openblas or mathnet.</summary>
    /// <param name="name">The engine's name, in lower case.</param>
    /// <exception cref="ArgumentException">No engine has this name.</exception>
    /// <exception cref="DllNotFoundException">The engine's library is not installed; the message says what was looked for.</exception>
    /// <exception cref="InvalidOperationException">Another engine has computed a product already.</exception>
    public static void Use(string name)
    {
        lock (Gate)
        {
            if (name == chosenName)
                return;
            if (inUse is not null)
                throw new InvalidOperationException(
                    $"The backend is '{chosenName}' since the first product; '{name}' must be chosen before it.");
            chosen = Create(name);
            chosenName = name;
        }
    }

    /// <summary>A sentence on what runs: the engine and the threads. As the first product does, it settles the choice.</summary>
    /// <returns>The sentence.</returns>
    public static string Describe() => $"{Products.Description}, {Threads} {(Threads == 1 ? "thread" : "threads")}.";

    internal static IProducts Create(string name) => name switch
    {
        "managed" => new ManagedProducts(),
        "mkl" => CblasProducts.Mkl(),
        "openblas" => CblasProducts.OpenBlas(),
        "mathnet" => new MathNetProducts(),
        _ => throw new ArgumentException($"There is no backend '{name}': choose managed, mkl, openblas or mathnet.", nameof(name)),
    };

    internal static int ThreadsFrom(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Environment.ProcessorCount;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1)
            return count;
        throw new InvalidOperationException($"{ThreadsVariable} is '{text}'; it must be a whole number of at least 1.");
    }

    private static IProducts FixChoice()
    {
        lock (Gate)
        {
            if (chosen is null)
                Use(Environment.GetEnvironmentVariable(NameVariable) is { Length: > 0 } name ? name : "managed");
            return inUse = chosen!;
        }
    }
}
