using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VaeFunctional;

/// <summary>What <see cref="ModelLaws.Check{TModel}"/> found, law by law.</summary>
/// <param name="Laws">The laws, in the order they were verified.</param>
public sealed record ModelLawsResult(ImmutableArray<ModelLaw> Laws)
{
    /// <summary>Whether every law holds.</summary>
    public bool Hold => Laws.All(law => law.Holds);

    /// <inheritdoc />
    public bool Equals(ModelLawsResult? other) => other is not null && Laws.SequenceEqual(other.Laws);

    /// <inheritdoc />
    public override int GetHashCode() => Laws.Length;

    /// <summary>One line a law.</summary>
    public override string ToString() => string.Join(Environment.NewLine, Laws);
}

/// <summary>A law, and whether it holds of a model.</summary>
/// <param name="Name">The law as a sentence.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Found">The number found and what is allowed, or the message of the exception that the model threw.</param>
public sealed record ModelLaw(string Name, bool Holds, string Found)
{
    /// <summary>Whether it holds, the law and what was found, in a line.</summary>
    public override string ToString() => $"{(Holds ? "holds" : "FAILS")}  {Name}: {Found}";

    [SuppressMessage("Design", "CA1031", Justification = "The model is the caller's; whatever it throws is what was found of this law.")]
    internal static ModelLaw Of(string name, Func<LawFinding> verify)
    {
        try
        {
            var finding = verify();
            return new(name, finding.Holds, finding.Text);
        }
        catch (Exception error)
        {
            return new(name, false, error.Message);
        }
    }
}

/// <summary>Whether a law holds, and the number that says so.</summary>
internal sealed record LawFinding(bool Holds, string Text)
{
    public static LawFinding Deviation(double largest, double allowed) =>
        new(largest <= allowed, string.Create(CultureInfo.InvariantCulture, $"differs by {largest:G3}, at most {allowed:G3} allowed"));
}

/// <summary>A mean over draws that should be 0, with its standard error.</summary>
internal sealed record ObservedMean(double Mean, double StandardError)
{
    private const double Allowed = 6;

    /// <summary>How many standard errors the mean is from 0.</summary>
    public double Errors => Math.Abs(Mean) / StandardError;

    public bool IsZero => Errors <= Allowed;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Mean:G3} from 0, {Errors:G3} standard errors, at most {Allowed} allowed");
}
