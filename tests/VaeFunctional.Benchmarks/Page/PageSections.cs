using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional.Benchmarks;

/// <summary>The sections of the page that figures fill, by the name of the file the figures are in.</summary>
internal static class PageSections
{
    public static ImmutableSortedDictionary<string, Func<ImmutableArray<Figure>, string>> All { get; } =
        new Dictionary<string, Func<ImmutableArray<Figure>, string>>
        {
            ["machine"] = Machine,
            ["steps"] = Steps,
            ["mnist"] = Mnist,
            ["products"] = Products,
            ["memory"] = Memory,
            ["likelihood"] = Likelihood,
            ["startup"] = Startup,
            ["batch"] = Scaling,
            ["samples"] = Scaling,
            ["threads"] = Threads,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string Machine(ImmutableArray<Figure> figures) => string.Join('\n', figures.Select(machine =>
        $"Measured on {machine.Text("date")}: {machine.Text("processor")}, {machine.Text("cores")} cores, vectors of {machine.Text("vector_bits")} bits; {machine.Text("runtime")}."));

    private static string Steps(ImmutableArray<Figure> figures) => Markdown.Table(
        ["configuration", "a step is", "PyTorch's best", "VaeFunctional", "times faster", "from turn to turn", "allocated per step", "PyTorch's setting"],
        figures.Select(step => (IEnumerable<string>)
        [
            step.Text("name"),
            Describe(StepConfiguration.All.Single(configuration => configuration.Name == step.Text("name"))),
            step.Milliseconds("torch_us"),
            step.Milliseconds("own_us"),
            $"**{step.Fixed("ratio", 2)}**",
            $"{step.Fixed("least_ratio", 2)} to {step.Fixed("greatest_ratio", 2)}",
            Kilobytes(step.Number("allocated_bytes_per_step")),
            step.Text("torch_setting"),
        ]));

    private static string Describe(StepConfiguration configuration) =>
        $"{configuration.Batch} x {string.Join('-', [configuration.Features, .. configuration.Hidden, configuration.Latent])}{(configuration.Samples > 1 ? $", K = {configuration.Samples}" : "")}";

    private static string Mnist(ImmutableArray<Figure> figures) => Markdown.Table(
        ["", "training", "everything", "test ELBO"],
        figures.Select(run => (IEnumerable<string>)
            [run.Text("name"), $"{run.Fixed("training_seconds", 1)} s", $"{run.Fixed("seconds", 1)} s", run.Fixed("test_elbo", 2)]));

    private static string Products(ImmutableArray<Figure> figures)
    {
        string Column(Figure figure) => $"{figure.Text("backend")}, {figure.Text("threads")}";
        ImmutableArray<string> columns = [.. figures.Select(Column).Distinct()];
        return Markdown.Table(
            ["product", .. columns],
            figures.GroupBy(figure => figure.Text("product")).Select(product => columns
                .Select(column => product.FirstOrDefault(figure => Column(figure) == column)?.Fixed("gflops", 0) ?? "")
                .Prepend(product.Key)));
    }

    private static string Memory(ImmutableArray<Figure> figures) => string.Join('\n', figures.Select(memory =>
        $"A process that takes {memory.Text("steps")} steps of mlp-400 holds {memory.Fixed("peak_megabytes", 0)} MB at its peak, runtime included."));

    private static string Likelihood(ImmutableArray<Figure> figures) => string.Join('\n', figures.Select(likelihood =>
        $"{likelihood.Text("samples")} draws for each of {likelihood.Text("images")} images take {likelihood.Fixed("seconds", 2)} s, {likelihood.Fixed("us_per_latent", 1)} us per latent; "
        + $"every further 1,000 latents allocate {Kilobytes(likelihood.Number("allocated_bytes_per_1000_latents"))}, with {likelihood.Text("gen2_collections")} full collections in the whole."));

    private static string Startup(ImmutableArray<Figure> figures) => string.Join('\n', figures.Select(startup =>
        $"The first training step of mlp-400 has ended {startup.Fixed("first_step_ms", 0)} ms after the process was started: {startup.Fixed("runtime_ms", 0)} ms until the program begins, "
        + $"{startup.Fixed("model_and_data_ms", 0)} ms until model and data are there, {startup.Fixed("step_ms", 0)} ms for the step. Of all this, compiling {startup.Fixed("compiled_methods", 0)} methods takes "
        + $"{startup.Fixed("compilation_ms", 0)} ms."));

    private static string Scaling(ImmutableArray<Figure> figures) => Markdown.Table(
        figures[0].Text("over") == "batch" ? ["batch", "a step", "per example"] : ["K", "a step", "per sample"],
        figures.Select(step => (IEnumerable<string>)[step.Text("size"), step.Milliseconds("median_us"), $"{step.Fixed("each_us", 1)} us"]));

    private static string Threads(ImmutableArray<Figure> figures) => Markdown.Table(
        ["configuration", "1 thread", $"{figures[0].Text("threads")} threads", "times faster"],
        figures.Select(step => (IEnumerable<string>)[step.Text("name"), step.Milliseconds("alone_us"), step.Milliseconds("together_us"), $"**{step.Fixed("ratio", 2)}**"]));

    private static string Kilobytes(double bytes) => $"{(bytes / 1024).ToString("F0", CultureInfo.InvariantCulture)} KB";
}
