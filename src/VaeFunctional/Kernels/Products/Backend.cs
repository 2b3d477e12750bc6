namespace VaeFunctional;

/// <summary>What computes: the engine of matrix products and the number of threads.</summary>
/// <remarks>
/// <para>The engine is chosen once, by <see cref="Use"/> or else the environment variable VAEFUNCTIONAL_BACKEND, and stays from the first
/// product on: <c>managed</c> (the default: this library's own kernels), <c>mkl</c>, <c>openblas</c>, or <c>mathnet</c> (Math.NET's
/// current provider). Everything but matrix products is this library's own whatever the engine.</para>
/// <para>The native libraries are found by their usual names in the folders of the dynamic loader; the environment variables
/// VAEFUNCTIONAL_MKL and VAEFUNCTIONAL_OPENBLAS give another name or a path. They compute without threads of their own: this library
/// divides the work.</para>
/// <para>The first product throws an <see cref="InvalidOperationException"/> if VAEFUNCTIONAL_BACKEND names no engine, and what
/// <see cref="Use"/> throws if the engine's library is missing or broken.</para>
/// </remarks>
public static class Backend
{
    internal const string Names = "managed, mkl, openblas or mathnet";

    private static readonly BackendChoice Choice = new(() => Environment.GetEnvironmentVariable(BackendChoice.Variable));

    /// <summary>
    /// The number of threads a large product may use, at least 1. No result depends on it, to the last bit. The environment
    /// variable VAEFUNCTIONAL_THREADS sets it at the start; without it, there is one per processor.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    /// <exception cref="InvalidOperationException">VAEFUNCTIONAL_THREADS is not a whole number of at least 1.</exception>
    public static int Threads
    {
        get => ThreadCount.Current;
        set => ThreadCount.Current = value;
    }

    internal static IProducts Products => Choice.Products;

    /// <summary>Chooses the engine of matrix products: managed, mkl, openblas or mathnet.</summary>
    /// <param name="name">The engine's name, in lower case.</param>
    /// <exception cref="ArgumentException">No engine has this name.</exception>
    /// <exception cref="DllNotFoundException">The engine's library cannot be loaded; the message says what was looked for where.</exception>
    /// <exception cref="EntryPointNotFoundException">The engine's library lacks a function; the message names both.</exception>
    /// <exception cref="InvalidOperationException">
    /// Another engine has computed a product already, or others have used MKL in this process with settings of their own.
    /// </exception>
    public static void Use(string name) => Choice.Use(name);

    /// <summary>
    /// A sentence on what runs: the engine, its library and version, the width of the vectors of this library's own kernels, and the
    /// threads. As the first product does, it settles the choice.
    /// </summary>
    /// <returns>The sentence.</returns>
    public static string Describe() =>
        $"{Products.Description}, own kernels on {Width.Bits}-bit vectors, {Threads} {(Threads == 1 ? "thread" : "threads")}.";

    internal static IProducts Create(string name) => name switch
    {
        "managed" => new ManagedProducts(),
        "mkl" => CblasProducts.Mkl(),
        "openblas" => CblasProducts.OpenBlas(),
        "mathnet" => new MathNetProducts(),
        _ => throw new ArgumentException($"There is no backend '{name}': choose {Names}.", nameof(name)),
    };
}
