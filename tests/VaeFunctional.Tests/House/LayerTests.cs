using System.Collections.Immutable;
using Xunit;
using Xunit.Abstractions;

namespace VaeFunctional.Tests;

public sealed class LayerTests(ITestOutputHelper output)
{
    private const string Library = "src/VaeFunctional";

    /// <summary>An inner room comes before what uses it: the families of distributions know the room around them, the room Models knows its parts.</summary>
    private static readonly ImmutableArray<string> Rooms =
    [
        "Kernels/Vectors", "Kernels/Functions", "Kernels/Threads", "Kernels/Loops", "Kernels/Products",
        "Random",
        "Tensors",
        "Parameters",
        "Differentiation",
        "Distributions", "Distributions/Gaussian", "Distributions/Laplace", "Distributions/Bernoulli", "Distributions/Counts", "Distributions/Categorical",
        "Distributions/Levels", "Distributions/Compound",
        "Networks",
        "Models/Heads", "Models/Priors", "Models",
        "Objectives",
        "Optimization",
        "Data", "Data/Shapes",
        "Training",
        "Evaluation", "Evaluation/Laws/Draws", "Evaluation/Laws",
        "Files/Bytes", "Files/Zip", "Files", "Files/Text", "Files/Idx", "Files/NumPy", "Files/Safetensors", "Files/Png",
        "Persistence",
        "Pictures",
    ];

    private static readonly LayerOrder Order = new(Library, Rooms);

    [Fact]
    public void Every_file_of_the_library_is_in_a_room() =>
        Findings.None(Repository.Files(Library, ".cs").Where(path => Order.RoomOf(path).Length == 0));

    [Fact]
    public void A_file_uses_only_its_own_room_and_earlier_ones()
    {
        var uses = Order.Uses(Repository.Files(Library, ".cs").ToDictionary(path => path, Repository.Read));
        foreach (var line in Order.Arrows(uses))
            output.WriteLine(line);
        Findings.None(Order.Violations(uses));
    }

    [Theory]
    [InlineData("static class Early { static int Use(Late late) => 1; }", "Late")]
    [InlineData("static class Early { static int Use() => Late.Value; }", "Late")]
    [InlineData("static class Early { static int Use() => 1.Doubled(); }", "Doubled")]
    [InlineData("partial class Shared { int Use() => Added(); }", "Added")]
    public void A_use_of_a_later_room_is_named(string early, string used)
    {
        var violations = Order.Violations(Order.Uses(WithLateRoom(early)));
        Assert.Contains($"{Library}/Models/Heads/Early.cs:1 uses {used} of Models, which comes after Models/Heads", violations);
    }

    [Theory]
    [InlineData("static class Early { static int Late() => 1; static int Use() => Late(); }")]
    [InlineData("static class Early { /* Late */ const string Text = \"Late\"; }")]
    [InlineData("partial class Shared { } static class Early { static Shared Use() => new(); }")]
    public void A_name_that_is_not_a_use_is_not_taken_for_one(string early) =>
        Findings.None(Order.Violations(Order.Uses(WithLateRoom(early))));

    private static Dictionary<string, string> WithLateRoom(string early) => new()
    {
        [$"{Library}/Models/Heads/Early.cs"] = early,
        [$"{Library}/Models/Late.cs"] =
            "class Late { public const int Value = 1; } static class Extensions { public static int Doubled(this int x) => 2 * x; }",
        [$"{Library}/Models/Shared.cs"] = "partial class Shared { int Added() => 1; }",
    };
}
