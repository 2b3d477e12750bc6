using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>A scalar to be minimized, with named terms that explain it.</summary>
/// <remarks>
/// An objective is not a bound: a weighted, clamped or reweighted quantity can be minimized, but not reported as a lower
/// bound of the evidence. The terms are constants; nothing is differentiated through them.
/// </remarks>
public sealed class Objective
{
    private readonly ImmutableArray<KeyValuePair<string, Tensor>> terms;

    private Objective(Tensor value, ImmutableArray<KeyValuePair<string, Tensor>> terms)
    {
        Value = value;
        this.terms = terms;
    }

    /// <summary>The scalar, of rank 0.</summary>
    public Tensor Value { get; }

    /// <summary>The objective whose value is a scalar, or the mean over a vector of examples <c>[batch]</c>.</summary>
    /// <param name="value">The scalar or the vector.</param>
    /// <exception cref="ArgumentException">The rank is above 1, or the batch is empty.</exception>
    public static Objective Of(Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(Scalar(value, "An objective"), []);
    }

    /// <summary>This objective with a further term to report, at the end or in place of the term with that name.</summary>
    /// <param name="name">The term's name.</param>
    /// <param name="term">A scalar, or a vector <c>[batch]</c> whose mean is reported.</param>
    /// <exception cref="ArgumentException">The rank is above 1, or the batch is empty.</exception>
    public Objective WithTerm(string name, Tensor term)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(term);
        return new(Value, terms.Add(KeyValuePair.Create(name, Scalar(term.StopGradient(), $"Term '{name}'"))));
    }

    /// <summary>The terms as numbers; an objective without terms reports its own value.</summary>
    internal Terms ReadTerms() => (terms.IsEmpty ? WithTerm("objective", Value).terms : terms)
        .Aggregate(Terms.Empty, (read, term) => read.With(term.Key, term.Value.ToScalar()));

    private static Tensor Scalar(Tensor value, string what) => value.Rank switch
    {
        0 => value,
        1 when value.Count > 0 => value.Mean(),
        1 => throw new ArgumentException($"{what} is a mean over an empty batch."),
        _ => throw new ArgumentException($"{what} is a scalar or a vector [batch] of one number per example; got shape {value.Shape}."),
    };
}
