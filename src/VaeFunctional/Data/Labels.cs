using System.Collections;
using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>One integer for each example, such as the digit that an image shows.</summary>
/// <param name="Values">The labels, in the order of the examples.</param>
public sealed record Labels(ImmutableArray<int> Values) : IReadOnlyList<int>
{
    /// <summary>The labels, in the order of the examples.</summary>
    public ImmutableArray<int> Values { get; } = Values.IsDefault ? [] : Values;

    /// <summary>The number of labels.</summary>
    public int Count => Values.Length;

    /// <summary>The label of an example.</summary>
    /// <param name="index">The example, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such example.</exception>
    public int this[int index] => Values[index];

    /// <summary>Labels taken from a sequence.</summary>
    /// <param name="values">The labels, copied.</param>
    public static Labels Of(IEnumerable<int> values) => new([.. values]);

    /// <summary>The labels of some rows, in their order, as those of a batch or of a part of a split.</summary>
    /// <param name="rows">The row numbers.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public Labels At(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new([.. rows.Select(row => Values[row])]);
    }

    /// <summary>The labels that occur, each once, in increasing order.</summary>
    public ImmutableArray<int> Classes() => [.. Values.Distinct().Order()];

    /// <summary>Whether the other labels are the same in the same order.</summary>
    public bool Equals(Labels? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => Values.Aggregate(Count, HashCode.Combine);

    /// <summary>The number of labels and the first of them.</summary>
    public override string ToString()
    {
        const int shown = 8;
        return $"{Count} labels {{ {string.Join(", ", Values.Take(shown))}{(Count > shown ? ", ..." : "")} }}";
    }

    /// <inheritdoc />
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
