using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Phrases that a native reader stumbles over, in documentation, comments and messages, and what to write instead.</summary>
public sealed class EnglishTests
{
    private const string Counted =
        "bits?|bytes?|comparisons?|draws?|elements?|examples?|features?|files?|images?|lines?|log-scales?|numbers?|permutations?|results?|samples?|scales?|"
        + "steps?|threads?|values?|words?";

    private const string Unit =
        "batch|block|channel|chunk|coordinate|dimension|draw|element|epoch|example|feature|file|image|lane|latent|leaf|line|parameter|pixel|processor|row|step";

    private const string Kind = "bound|checkpoint|density|file|folder|matrix|model|number|record|safetensors file|shape|table|tensor|text|vector|zip archive";

    // Not where a clause follows, as in "the number of values a row holds".
    private const string End = @"(?=[^\w\s]|\z)";

    private static readonly ImmutableArray<(Regex Phrase, string Instead)> Phrases =
    [
        Of($@"\b(an?|one|two|three|several|many|few|[0-9][0-9,]*|number of) ({Counted})( of z)? an? ({Unit}){End}", "'one draw per example'"),
        Of($@"\bone an? ({Unit}){End}", "'one per example'"),
        Of(@"\bso many\b(?! that)", "'n elements', 'a number of steps'"),
        Of(@"\bof yours\b|\bone's own\b", "'your own', 'custom'"),
        Of(@"\bhow errors call\b", "'the name used in error messages'"),
        Of(@"\bDecides (the|which)\b|\bbytes decide\b", "'determines'"),
        Of(@"\b(that|which|what|there|entry '.+') stands\b(?! (for|out|still))|\bstands? (above|beside|below) ", "'is'"),
        Of($@"(?<!\b[Tt]here )\b(is|are) no ({Kind})s?\b|\b(that|this|it) is none\b", "'is not a ...', 'there is no ...'"),
        Of(@"\b(has|have|had) not[.,;:)]", "'does not', 'do not'"),
        Of(@"\bin the place of\b", "'in place of'"),
        Of(@"\bthe like\b|\bthereby\b|\bthereof\b|\bwhereof\b", "'similar', 'so', 'of it'"),
        Of(@"\bbegins? anew\b", "'start over'"),
        Of(@"\bare no data\b|\bData are \[", "'there is no data', 'Data is'"),
    ];

    [Fact]
    public void Sources_and_pages_are_in_plain_English() =>
        Findings.None(
            from path in Repository.Files("src", ".cs", ".fs", ".md").Concat(Repository.Files("docs", ".md", ".fsx", ".cs", ".fs")).Concat(["README.md", "CHANGELOG.md"])
            from finding in Find(Repository.Read(path))
            select $"{path}:{finding}");

    [Theory]
    [InlineData("The bound from one draw of z an example.")]
    [InlineData("500 draws an image")]
    [InlineData("Numbers, one an example.")]
    [InlineData("one a processor")]
    [InlineData("after every so many steps")]
    [InlineData("a record of yours")]
    [InlineData("one's own objective")]
    [InlineData("how errors call it")]
    [InlineData("Decides the draws.")]
    [InlineData("its first bytes\n    /// decide that.")]
    [InlineData("500 draws\n// an image")]
    [InlineData("entry 'x' stands in another part")]
    [InlineData("'path' is no folder.")]
    [InlineData("a bound that is none")]
    [InlineData("which the first has not.")]
    [InlineData("zeros in the place of the digits")]
    [InlineData("It shows the like.")]
    [InlineData("to begin anew, delete both")]
    [InlineData("There are no data.")]
    public void A_phrase_that_is_not_plain_is_found(string text) => Assert.NotEmpty(Find(text));

    [Theory]
    [InlineData("One draw per example draws an image; it is not a folder, there is no file, and there is none.")]
    [InlineData("z stands for the latent; what has not been drawn waits. The caller decides, and you decide how.")]
    [InlineData("Your own posterior, a law of your own, a key of its own; positive wherever p(x, z) is. The third stands out.")]
    [InlineData("Two numbers and a row; one step of a run; whether there are no rows; how many images a step takes.")]
    [InlineData("The number of values a row holds; you decide which, and the caller decides the noise.")]
    public void Plain_English_is_left_alone(string text) => Assert.Empty(Find(text));

    private static IEnumerable<string> Find(string text) =>
        from phrase in Phrases
        from found in phrase.Phrase.Matches(text)
        let line = text.AsSpan(0, found.Index).Count('\n') + 1
        select $"{line} '{found.Value}': write {phrase.Instead}";

    private static (Regex Phrase, string Instead) Of([StringSyntax(StringSyntaxAttribute.Regex)] string phrase, string instead) =>
        (new Regex(phrase.Replace(" ", @"\s+(///? ?)?", StringComparison.Ordinal), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)), instead);
}
