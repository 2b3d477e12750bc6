namespace VaeFunctional;

/// <summary>A lower bound of log p(x) in expectation over its noise, one number per example; higher is better.</summary>
/// <remarks>
/// Only what is a bound has this type. Weighted, clamped or reweighted quantities are an <see cref="Objective"/>: they can be minimized,
/// but not reported as a bound.
/// </remarks>
public record LowerBound
{
    /// <summary>The bound of the given values.</summary>
    /// <param name="values"><c>[batch]</c>, in nats per example.</param>
    /// <exception cref="ArgumentException">The values are not a vector.</exception>
    internal LowerBound(Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Rank != 1)
            throw new ArgumentException($"A bound has one number per example, [batch]; got shape {values.Shape}.", nameof(values));
        Values = values;
    }

    /// <summary>The bound of every example, <c>[batch]</c>, in nats.</summary>
    public Tensor Values { get; }

    /// <summary>The mean over the examples, a scalar, in nats per example.</summary>
    public Tensor Mean => Values.Mean();

    /// <summary>The objective whose minimum is the bound's maximum, with the bound as a term.</summary>
    /// <param name="name">The term's name.</param>
    public Objective ToObjective(string name = "bound") => Objective.Of(-Values).WithTerm(name, Values);
}
