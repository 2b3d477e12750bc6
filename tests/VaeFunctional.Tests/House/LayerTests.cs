using System.Collections.Immutable;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class LayerTests
{
    private const string Library = "src/VaeFunctional";

    private static readonly ImmutableArray<string> Rooms =
    [
        "LinearAlgebra", "Random", "Tensors", "Parameters", "Differentiation", "Distributions", "Networks", "Models",
        "Objectives", "Optimization", "Training", "Evaluation", "Data", "Pictures", "Persistence",
    ];

    private static readonly LayerOrder Order = new(Library, Rooms);

    [Fact]
    public void Every_file_of_the_library_stands_in_a_room() =>
        Findings.None(Repository.Files(Library, ".cs").Where(path => !Rooms.Contains(Order.RoomOf(path))));

    [Fact]
    public void A_file_uses_only_its_own_room_and_earlier_ones()
    {
        var sources = Repository.Files(Library, ".cs").ToDictionary(path => path, Repository.Read);
        Findings.None(Order.Violations(sources));
    }

    [Theory]
    [InlineData("static class Early { static int Use(Late late) => 1; }", "Late")]
    [InlineData("static class Early { static int Use() => Late.Value; }", "Late")]
    [InlineData("static class Early { static int Use() => 1.Doubled(); }", "Doubled")]
    [InlineData("partial class Shared { int Use() => Added(); }", "Added")]
    public void A_use_of_a_later_room_is_named(string early, string used)
    {
        var violations = Order.Violations(WithLateRoom(early));
        Assert.Contains($"{Library}/Random/Early.cs:1 uses {used} of Models, which comes after Random", violations);
    }

    [Theory]
    [InlineData("static class Early { static int Late() => 1; static int Use() => Late(); }")]
    [InlineData("static class Early { /* Late */ const string Text = \"Late\"; }")]
    [InlineData("partial class Shared { } static class Early { static Shared Use() => new(); }")]
    public void A_name_that_is_not_a_use_is_not_taken_for_one(string early) => Findings.None(Order.Violations(WithLateRoom(early)));

    private static Dictionary<string, string> WithLateRoom(string early) => new()
    {
        [$"{Library}/Random/Early.cs"] = early,
        [$"{Library}/Models/Late.cs"] =
            "class Late { public const int Value = 1; } static class Extensions { public static int Doubled(this int x) => 2 * x; }",
        [$"{Library}/Models/Shared.cs"] = "partial class Shared { int Added() => 1; }",
    };
}
