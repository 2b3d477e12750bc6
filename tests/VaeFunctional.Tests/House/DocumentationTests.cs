using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What the documentation of every public member says beyond being there: shapes, units and errors.</summary>
public sealed partial class DocumentationTests
{
    private static readonly IReadOnlyList<MemberDeclarationSyntax> Members =
    [
        .. Repository.Files("src", ".cs").SelectMany(path => PublicMembers(Repository.Read(path))),
    ];

    [Fact]
    public void A_tensor_that_is_passed_has_a_shape_in_words() =>
        Findings.None(
            from member in Members
            from parameter in ParametersOf(member)
            where parameter.Type?.ToString() is "Tensor" or "IReadOnlyList<Tensor>"
            let text = Documented(member)
            where text is not null && !Shape().IsMatch(text)
            select $"{Describe(member)}: the shape of '{parameter.Identifier.Text}'");

    [Fact]
    public void A_tensor_that_is_given_has_a_shape_in_words() =>
        Findings.None(
            from member in Members
            where member is PropertyDeclarationSyntax { Type: IdentifierNameSyntax { Identifier.Text: "Tensor" } }
                or MethodDeclarationSyntax { ReturnType: IdentifierNameSyntax { Identifier.Text: "Tensor" } }
                // The class says it once for all functions of every element.
            where TypeOf(member) != nameof(Tensor)
            let text = Documented(member)
            where text is not null && !Shape().IsMatch(text)
            select $"{Describe(member)}: the shape of the result");

    [Fact]
    public void Quantities_of_information_are_in_nats() =>
        Findings.None(
            from member in Members
            where member is PropertyDeclarationSyntax or MethodDeclarationSyntax && InNats().IsMatch(NameOf(member))
            let text = Documented(member)
            where text is not null && !text.Contains("nats", StringComparison.Ordinal) && !Said(member).Contains("nats", StringComparison.Ordinal)
            select Describe(member));

    [Fact]
    public void What_a_member_throws_it_documents() =>
        Findings.None(
            from member in Members
            where member is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax
            where Throws().IsMatch(WithoutNestedFunctions(member))
            let text = Documented(member)
            where text is not null && !text.Contains("<exception", StringComparison.Ordinal)
            select Describe(member));

    [GeneratedRegex(@"\[|[Ss]hape|[Ss]calar|broadcast|every element|element by element|matrix|vector|[Rr]ank|leaf|tensor of", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex("Kl|Elbo|^Rate$|Distortion|LogDensity|LogLikelihood|Entropy|LogWeights|MonteCarloError|StandardError", RegexOptions.CultureInvariant)]
    private static partial Regex InNats();

    // A missing argument is no promise: the compiler already asks for it.
    [GeneratedRegex(@"\bthrow\b|\bThrowIf(?!Null\b)", RegexOptions.CultureInvariant)]
    private static partial Regex Throws();

    private static IEnumerable<MemberDeclarationSyntax> PublicMembers(string text) =>
        CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse)).GetRoot()
            .DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(member => member.Ancestors().Prepend(member).OfType<MemberDeclarationSyntax>()
                .All(each => each is BaseNamespaceDeclarationSyntax || IsVisible(each)));

    private static bool IsVisible(MemberDeclarationSyntax member) =>
        member.Parent is InterfaceDeclarationSyntax
        || (member.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.PublicKeyword) || modifier.IsKind(SyntaxKind.ProtectedKeyword))
            && !member.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.PrivateKeyword)));

    private static SeparatedSyntaxList<ParameterSyntax> ParametersOf(MemberDeclarationSyntax member) => member switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
        TypeDeclarationSyntax { ParameterList: { } list } => list.Parameters,
        _ => [],
    };

    /// <summary>The documentation as written, or null where it is inherited or there need be none (operators speak for themselves).</summary>
    private static string? Documented(MemberDeclarationSyntax member) =>
        member is not OperatorDeclarationSyntax && Said(member) is var text && !text.Contains("<inheritdoc", StringComparison.Ordinal) ? text : null;

    private static string Said(MemberDeclarationSyntax member) => member.GetLeadingTrivia().ToFullString();

    private static string WithoutNestedFunctions(MemberDeclarationSyntax member) =>
        string.Concat(member.ChildNodes()
            .Where(child => child is BlockSyntax or ArrowExpressionClauseSyntax or AccessorListSyntax)
            .SelectMany(child => child.DescendantTokens(node => node is not AnonymousFunctionExpressionSyntax))
            .Select(token => token.Text + " "));

    private static string TypeOf(MemberDeclarationSyntax member) => member.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.Text ?? "";

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax property => property.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        _ => member.Kind().ToString(),
    };

    private static string Describe(MemberDeclarationSyntax member) => $"{TypeOf(member)}.{NameOf(member)}";
}
