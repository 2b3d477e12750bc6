using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>What an optimizer is: its kind, and its constants by name, as text that is the same in every culture.</summary>
/// <remarks>
/// Optimizers of one type with equal settings are equal, and a checkpoint is loaded only into an optimizer with the settings of the one
/// that was saved. The settings of a part follow its name and a slash: <c>rate/steps</c>.
/// </remarks>
public sealed class OptimizerSettings : IEquatable<OptimizerSettings>
{
    /// <summary>The settings of an optimizer without constants.</summary>
    /// <param name="kind">The kind of optimizer, as in <c>Adam</c>; not empty.</param>
    /// <exception cref="ArgumentException">The kind is empty.</exception>
    public OptimizerSettings(string kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        Entries = [KeyValuePair.Create("", kind)];
    }

    private OptimizerSettings(ImmutableArray<KeyValuePair<string, string>> entries) => Entries = entries;

    /// <summary>The texts by name, in order; the first is the kind, whose name is empty.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Entries { get; }

    /// <summary>These settings and a number.</summary>
    /// <param name="name">Its name: not empty, and not used before.</param>
    /// <param name="value">The number; its text gives the same number back.</param>
    /// <exception cref="ArgumentException">The name is empty or was used before.</exception>
    public OptimizerSettings With(string name, double value) => With(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>These settings and a text.</summary>
    /// <param name="name">Its name: not empty, and not used before.</param>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException">The name is empty or was used before.</exception>
    public OptimizerSettings With(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return With(name, [KeyValuePair.Create("", value)]);
    }

    /// <summary>These settings and a learning rate: its kind and its numbers.</summary>
    /// <param name="name">Its name: not empty, and not used before.</param>
    /// <param name="rate">The rate.</param>
    /// <exception cref="ArgumentException">The name is empty or was used before.</exception>
    public OptimizerSettings With(string name, LearningRate rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return With(name, rate.Settings.Entries);
    }

    /// <summary>These settings and those of an optimizer that is part of this one.</summary>
    /// <param name="name">Its name: not empty, and not used before.</param>
    /// <param name="part">The optimizer.</param>
    /// <exception cref="ArgumentException">The name is empty or was used before.</exception>
    public OptimizerSettings With(string name, Optimizer part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return With(name, part.Settings.Entries);
    }

    /// <inheritdoc />
    public bool Equals(OptimizerSettings? other) => other is not null && Entries.SequenceEqual(other.Entries);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as OptimizerSettings);

    /// <inheritdoc />
    public override int GetHashCode() => Entries.Aggregate(0, HashCode.Combine);

    /// <summary>The settings in a line, as in <c>Sgd rate 0.1 momentum 0.9</c>.</summary>
    public override string ToString() => string.Join(' ', Entries.Select(entry => $"{entry.Key} {entry.Value}".TrimStart()));

    private OptimizerSettings With(string name, ImmutableArray<KeyValuePair<string, string>> part)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var added = part.Select(entry => KeyValuePair.Create(entry.Key.Length == 0 ? name : $"{name}/{entry.Key}", entry.Value)).ToList();
        return Entries.FirstOrDefault(entry => added.Exists(other => other.Key == entry.Key)).Key is { } repeated
            ? throw new ArgumentException($"The setting '{repeated}' of {Entries[0].Value} is given twice.", nameof(name))
            : new([.. Entries, .. added]);
    }
}
