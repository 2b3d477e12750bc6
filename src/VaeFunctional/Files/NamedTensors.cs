using System.Collections.Immutable;
using System.Text;

namespace VaeFunctional;

/// <summary>What a file of tensors holds: tensors by name, and texts by key. Immutable.</summary>
/// <remarks>Names and keys are compared and ordered by the numbers of their characters, whatever the culture.</remarks>
public sealed class NamedTensors : IEquatable<NamedTensors>
{
    private const int ShownNames = 20;

    private readonly ImmutableSortedDictionary<string, Tensor> tensors;

    internal NamedTensors(ImmutableSortedDictionary<string, Tensor> tensors, ImmutableSortedDictionary<string, string> metadata) =>
        (this.tensors, Metadata) = (tensors, metadata);

    /// <summary>No tensors and no texts.</summary>
    public static NamedTensors Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, Tensor>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>Tensors by their names, as in a dictionary or an F# map.</summary>
    /// <param name="tensors">Names and tensors of any shapes; if a name occurs twice, the last one counts.</param>
    /// <exception cref="ArgumentException">A name holds half of a surrogate pair, so it has no UTF-8 form.</exception>
    public static NamedTensors Of(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        return tensors.Aggregate(Empty, (all, entry) => all.With(entry.Key, entry.Value));
    }

    /// <summary>The tensors' names, in order.</summary>
    public IEnumerable<string> Names => tensors.Keys;

    /// <summary>The texts by key, in order.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; }

    /// <summary>A tensor by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such tensor; the message lists those that exist.</exception>
    public Tensor this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return tensors.TryGetValue(name, out var tensor)
                ? tensor
                : throw new ArgumentException($"There is no tensor '{name}'; there are: {Listed()}.", nameof(name));
        }
    }

    /// <summary>Whether there is a tensor of that name.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => tensors.ContainsKey(name);

    /// <summary>These with another tensor, or with it in place of the one of that name.</summary>
    /// <param name="name">The name: any text.</param>
    /// <param name="tensor">The tensor, any shape.</param>
    /// <exception cref="ArgumentException">The name holds half of a surrogate pair, so it has no UTF-8 form.</exception>
    public NamedTensors With(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new(tensors.SetItem(Checked(name, nameof(name)), tensor), Metadata);
    }

    /// <summary>These with another text, or with it in place of the one of that key.</summary>
    /// <param name="key">The key: any text.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The key or the text holds half of a surrogate pair, so it has no UTF-8 form.</exception>
    public NamedTensors WithMetadata(string key, string text) =>
        new(tensors, Metadata.SetItem(Checked(key, nameof(key)), Checked(text, nameof(text))));

    /// <summary>These tensors without any text.</summary>
    public NamedTensors WithoutMetadata() => new(tensors, Metadata.Clear());

    /// <summary>Whether the other has the same names, equal tensors and the same texts.</summary>
    public bool Equals(NamedTensors? other) =>
        other is not null && tensors.SequenceEqual(other.tensors) && Metadata.SequenceEqual(other.Metadata);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as NamedTensors);

    /// <inheritdoc />
    public override int GetHashCode() => tensors.Keys.Aggregate(Metadata.Count, HashCode.Combine);

    /// <summary>The names with precisions and shapes.</summary>
    public override string ToString() => tensors.IsEmpty ? "no tensors" : Listed();

    private string Listed()
    {
        var shown = tensors.Take(ShownNames).Select(entry => $"{entry.Key} {entry.Value.Precision} {entry.Value.Shape}");
        var rest = tensors.Count - ShownNames;
        return string.Join(", ", shown) + (rest > 0 ? $" and {rest} more" : "");
    }

    private static string Checked(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        try
        {
            StrictUtf8.Encoding.GetByteCount(text);
            return text;
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException($"The text holds half of a surrogate pair at character {error.Index}: it has no UTF-8 form.", parameter, error);
        }
    }
}
