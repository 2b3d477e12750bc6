using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>What <see cref="ModelLaws.Check{TModel}"/> found, law by law.</summary>
/// <param name="Laws">The laws, in the order they were verified.</param>
public sealed record ModelLawsResult(ImmutableArray<ModelLaw> Laws)
{
    /// <summary>Whether no law fails; a law that was not tested does not fail.</summary>
    public bool Hold => Failures.IsEmpty;

    /// <summary>The laws that fail.</summary>
    public ImmutableArray<ModelLaw> Failures => [.. Laws.Where(law => law.Outcome == LawOutcome.Fails)];

    /// <inheritdoc />
    public bool Equals(ModelLawsResult? other) => other is not null && Laws.SequenceEqual(other.Laws);

    /// <inheritdoc />
    public override int GetHashCode() => Laws.Length;

    /// <summary>One aligned line per law, those that fail first: outcome, law, owner, finding and the number of rows used.</summary>
    public override string ToString()
    {
        var width = Laws.Select(law => law.Name.Length).DefaultIfEmpty().Max();
        return string.Join(Environment.NewLine, Laws.OrderBy(law => law.Outcome != LawOutcome.Fails).Select(law => law.Line(width)));
    }
}
