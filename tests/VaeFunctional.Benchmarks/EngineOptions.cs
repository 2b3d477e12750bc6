using System.CommandLine;

namespace VaeFunctional.Benchmarks;

/// <summary>The options that say what computes.</summary>
internal sealed class EngineOptions
{
    public Option<string> Backend { get; } = new Option<string>("--backend")
    {
        HelpName = "NAME",
        Description = "What computes matrix products: managed, mkl, openblas or mathnet.",
        DefaultValueFactory = _ => "managed",
    }.AcceptOnlyFromAmong("managed", "mkl", "openblas", "mathnet");

    private readonly Option<int> threads = new("--threads")
    {
        HelpName = "N",
        Description = "The number of threads; one per processor if not given.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public void AddTo(Command command)
    {
        command.Add(Backend);
        command.Add(threads);
    }

    public void Apply(ParseResult given)
    {
        VaeFunctional.Backend.Use(given.GetValue(Backend)!);
        VaeFunctional.Backend.Threads = given.GetValue(threads);
    }
}
