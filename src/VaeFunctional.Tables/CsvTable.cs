using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>A table of numbers with named columns.</summary>
public sealed record CsvTable
{
    /// <summary>A table of numbers with named columns.</summary>
    /// <param name="columns">The names, each once.</param>
    /// <param name="values">The numbers, <c>[rows, columns]</c>.</param>
    /// <exception cref="ArgumentException">The tensor is not a matrix with one column per name, or a name occurs twice.</exception>
    public CsvTable(ImmutableArray<string> columns, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Rank != 2 || columns.IsDefault || values.Shape[1] != columns.Length)
        {
            throw new ArgumentException(
                $"Values of shape {values.Shape} do not match {(columns.IsDefault ? 0 : columns.Length)} column names.",
                nameof(values));
        }

        if (FirstRepeated(columns) is [var repeated, ..])
            throw new ArgumentException($"Two columns are named '{repeated}'.", nameof(columns));
        Columns = columns;
        Values = values;
    }

    /// <summary>The names of the columns.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>The numbers, <c>[rows, columns]</c>.</summary>
    public Tensor Values { get; }

    /// <summary>The numbers of one column, <c>[rows]</c>, in the table's precision.</summary>
    /// <param name="name">The column's name.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists those that exist.</exception>
    public Tensor Column(string name)
    {
        var column = Columns.IndexOf(name);
        if (column < 0)
            throw new ArgumentException($"There is no column '{name}' among '{string.Join("', '", Columns)}'.", nameof(name));
        var numbers = new double[Values.Shape[0]];
        for (var row = 0; row < numbers.Length; row++)
            numbers[row] = Values.ElementAt((row * Columns.Length) + column);
        return Tensor.FromArray(numbers).To(Values.Precision);
    }

    /// <summary>Whether the other table has the same names and the same numbers.</summary>
    public bool Equals(CsvTable? other) =>
        other is not null && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan()) && Values.Equals(other.Values);

    /// <inheritdoc />
    public override int GetHashCode() => Columns.Aggregate(Values.GetHashCode(), HashCode.Combine);

    /// <summary>The names and the shape.</summary>
    public override string ToString() => $"{Values.Shape} {{ {string.Join(", ", Columns)} }}";

    /// <summary>The first name that occurs a second time, or nothing.</summary>
    internal static ImmutableArray<string> FirstRepeated(ImmutableArray<string> names)
    {
        var seen = new HashSet<string>();
        return [.. names.Where(name => !seen.Add(name)).Take(1)];
    }
}
