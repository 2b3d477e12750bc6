using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// Rooms are the folders directly under a library's own. In their order, a file uses only its own room and earlier ones: every name it
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

    /// <summary>The room of a file, by its path from the repository's root.</summary>
    public string RoomOf(string path) =>
        path.StartsWith(library + "/", StringComparison.Ordinal) ? path[(library.Length + 1)..].Split('/')[0] : "";

    /// <summary>A line for every use of a later room.</summary>
    /// <param name="sources">The library's files: text by path from the repository's root.</param>
    public IEnumerable<string> Violations(IReadOnlyDictionary<string, string> sources)
    {
        var compilation = Compile(sources);
        return
            from tree in compilation.SyntaxTrees
            where tree.FilePath.Length > 0
            let model = compilation.GetSemanticModel(tree)
            let own = RoomOf(tree.FilePath)
            from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            let room = RoomDeclaring(model.GetSymbolInfo(name).Symbol)
            where room is not null && rooms.IndexOf(room) > rooms.IndexOf(own)
            let line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1
            select $"{tree.FilePath}:{line} uses {name.Identifier.Text} of {room}, which comes after {own}";
    }

    private string? RoomDeclaring(ISymbol? symbol) =>
        symbol?.DeclaringSyntaxReferences
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
