using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>The named numbers of an evaluation, in order, for printing. Each is a mean over the examples of a batch.</summary>
public sealed class Terms : IEquatable<Terms>
{
    private readonly ImmutableArray<KeyValuePair<string, double>> entries;

    internal Terms(ImmutableArray<KeyValuePair<string, double>> entries) => this.entries = entries;

    /// <summary>No terms.</summary>
    public static Terms Empty { get; } = new([]);

    /// <summary>The names, in order.</summary>
    public IEnumerable<string> Names => entries.Select(entry => entry.Key);

    /// <summary>A term by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such term; the message lists the names.</exception>
    public double this[string name]
    {
        get
        {
            foreach (var (key, value) in entries)
            {
                if (key == name)
                    return value;
            }

            throw new ArgumentException($"There is no term '{name}'; there are: {string.Join(", ", Names)}.", nameof(name));
        }
    }

    /// <summary>These terms with another at the end, or in place of the term with that name.</summary>
    /// <param name="name">The term's name.</param>
    /// <param name="value">Its value.</param>
    public Terms With(string name, double value)
    {
        var entry = KeyValuePair.Create(name, value);
        var index = Names.ToList().IndexOf(name);
        return new(index < 0 ? entries.Add(entry) : entries.SetItem(index, entry));
    }

    /// <summary>The mean of terms with the same names, for example over the history of a run.</summary>
    /// <param name="terms">The terms.</param>
    /// <exception cref="ArgumentException">There are no terms, or the names differ.</exception>
    public static Terms Average(IReadOnlyList<Terms> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return Average(terms, [.. terms.Select(_ => 1.0)]);
    }

    /// <summary>The weighted mean of terms with the same names, for example weighted by numbers of examples.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="weights">One positive weight per element of <c>terms</c>.</param>
    /// <exception cref="ArgumentException">There are no terms, the number of weights differs, a weight is not positive, or the names differ.</exception>
    public static Terms Average(IReadOnlyList<Terms> terms, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(weights);
        if (terms.Count == 0 || terms.Count != weights.Count)
            throw new ArgumentException($"An average of terms needs at least one term and one weight per term; got {terms.Count} terms and {weights.Count} weights.");
        if (weights.Any(weight => !(weight > 0)))
            throw new ArgumentException($"An average of terms needs positive weights; got {string.Join(", ", weights)}.", nameof(weights));
        if (terms.FirstOrDefault(other => !other.Names.SequenceEqual(terms[0].Names)) is { } odd)
            throw new ArgumentException($"Terms {string.Join(", ", odd.Names)} cannot be averaged with {string.Join(", ", terms[0].Names)}.", nameof(terms));
        var total = weights.Sum();
        return new([.. terms[0].Names.Select(name =>
            KeyValuePair.Create(name, terms.Zip(weights).Sum(pair => pair.First[name] * pair.Second) / total))]);
    }

    /// <inheritdoc />
    public bool Equals(Terms? other) => other is not null && entries.SequenceEqual(other.entries);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Terms);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(entries.Length, entries.IsEmpty ? null : entries[0].Key);

    /// <summary>The terms in one line, as in <c>elbo -103.250  distortion 78.120  rate 25.130</c>.</summary>
    public override string ToString() =>
        string.Join("  ", entries.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value:F3}")));
}
