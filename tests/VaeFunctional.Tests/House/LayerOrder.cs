using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// Rooms are the folders of a library, inner rooms included. In their order, a file uses only its own room and earlier ones: every name it
/// mentions is resolved by the compiler to where it is declared. What is declared in parts belongs to the earliest room that has one.
/// </summary>
internal sealed class LayerOrder(string library, ImmutableArray<string> rooms)
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using VaeFunctional.Kernels;
        namespace VaeFunctional.Kernels { }
        """;

    // Source generators do not run here, so the methods they would implement stay without a body.
    private const string MissingPartialImplementation = "CS8795";

    /// <summary>What this process runs on, the library itself aside.</summary>
    private static readonly ImmutableArray<MetadataReference> PlatformAndPackages =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("VaeFunctional", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The room of a file, by its path from the repository's root: the innermost folder that is one; empty where none is.</summary>
    public string RoomOf(string path) =>
        rooms.Where(room => path.StartsWith($"{library}/{room}/", StringComparison.Ordinal)).MaxBy(room => room.Length) ?? "";

    /// <summary>Every use of another room.</summary>
    /// <param name="sources">The library's files: text by path from the repository's root.</param>
    public ImmutableArray<RoomUse> Uses(IReadOnlyDictionary<string, string> sources)
    {
        var compilation = Compile(sources);
        return
        [
            .. from tree in compilation.SyntaxTrees
               where tree.FilePath.Length > 0
               let model = compilation.GetSemanticModel(tree)
               let own = RoomOf(tree.FilePath)
               from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
               let room = RoomDeclaring(model.GetSymbolInfo(name).Symbol)
               where room is not null && room != own
               let line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1
               select new RoomUse(own, room, name.Identifier.Text, $"{tree.FilePath}:{line}"),
        ];
    }

    /// <summary>A line for every use of a later room.</summary>
    public IEnumerable<string> Violations(IEnumerable<RoomUse> uses) =>
        uses.Where(use => rooms.IndexOf(use.To) > rooms.IndexOf(use.From))
            .Select(use => $"{use.Place} uses {use.Name} of {use.To}, which comes after {use.From}");

    /// <summary>A line for every room: the rooms it uses, with the number of places.</summary>
    public IEnumerable<string> Arrows(IEnumerable<RoomUse> uses)
    {
        var byRoom = uses.ToLookup(use => use.From);
        return rooms.Select(room => $"{room} -> {string.Join(", ", byRoom[room].CountBy(use => use.To).OrderBy(use => rooms.IndexOf(use.Key)).Select(use => $"{use.Key} {use.Value}"))}");
    }

    private string? RoomDeclaring(ISymbol? symbol) =>
        symbol is null or INamespaceSymbol ? null : symbol.DeclaringSyntaxReferences
            .Select(reference => RoomOf(reference.SyntaxTree.FilePath))
            .Where(room => room.Length > 0)
            .MinBy(room => rooms.IndexOf(room));

    private static CSharpCompilation Compile(IReadOnlyDictionary<string, string> sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.None);
        var compilation = CSharpCompilation.Create(
            "Library",
            [
                CSharpSyntaxTree.ParseText(ImplicitUsings, options),
                .. sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, options, source.Key)),
            ],
            PlatformAndPackages,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != MissingPartialImplementation);
        Assert.True(!errors.Any(), $"The sources do not compile: {string.Join(Environment.NewLine, errors)}");
        return compilation;
    }
}

/// <summary>A name in one room that is declared in another.</summary>
internal sealed record RoomUse(string From, string To, string Name, string Place);
