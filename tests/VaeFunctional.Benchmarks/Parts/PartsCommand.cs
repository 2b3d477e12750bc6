using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

namespace VaeFunctional.Benchmarks;

/// <summary><c>parts</c>: the parts of a step one by one, by BenchmarkDotNet.</summary>
internal static class PartsCommand
{
    private static readonly string Output = Path.Combine("artifacts", "parts");

    public static Command Create()
    {
        var arguments = new Argument<string[]>("arguments") { Description = "What BenchmarkDotNet takes, such as --filter '*Adam*' or --job dry." };
        var command = new Command("parts", $"Measures the parts of a step by BenchmarkDotNet, which writes its reports into {Output}.") { arguments };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(given =>
        {
            string[] passed = [.. given.GetValue(arguments) ?? [], .. given.UnmatchedTokens];
            var summaries = BenchmarkSwitcher.FromAssembly(typeof(PartsCommand).Assembly).Run(passed, DefaultConfig.Instance.WithArtifactsPath(Output));
            return summaries.All(summary => summary.Reports.All(report => report.Success)) ? 0 : 1;
        });
        return command;
    }
}
