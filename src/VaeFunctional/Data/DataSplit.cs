using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Data divided at random into a part to train on and a part to validate on.</summary>
/// <param name="Train">The examples to train on, <c>[examples, features]</c>.</param>
/// <param name="Validation">The examples to validate on, <c>[examples, features]</c>.</param>
public sealed record DataSplit(Tensor Train, Tensor Validation)
{
    /// <summary>The row numbers of the examples to train on, so that their labels can be taken too.</summary>
    public ImmutableArray<int> TrainRows { get; init; } = [];

    /// <summary>The row numbers of the examples to validate on.</summary>
    public ImmutableArray<int> ValidationRows { get; init; } = [];

    /// <summary>A random division.</summary>
    /// <param name="data">The data <c>[examples, features]</c>, at least two examples.</param>
    /// <param name="validationFraction">The fraction to validate on, in (0, 1); each part has at least one example.</param>
    /// <param name="key">Determines which examples go where.</param>
    /// <exception cref="ArgumentException">Fewer than two examples, or the fraction is not in (0, 1).</exception>
    public static DataSplit Random(Tensor data, double validationFraction, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Rank == 0 || data.Shape[0] < 2)
            throw new ArgumentException($"A split needs at least two examples; got shape {data.Shape}.", nameof(data));
        if (!(validationFraction is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validationFraction), $"The fraction to validate on is in (0, 1); got {validationFraction}.");
        var count = data.Shape[0];
        var validation = Math.Clamp((int)Math.Round(count * validationFraction), 1, count - 1);
        var order = key.Permutation(count);
        return new(data.Take(order[validation..]), data.Take(order[..validation]))
        {
            TrainRows = [.. order[validation..]],
            ValidationRows = [.. order[..validation]],
        };
    }

    /// <inheritdoc />
    public bool Equals(DataSplit? other) =>
        other is not null && Train.Equals(other.Train) && Validation.Equals(other.Validation)
        && TrainRows.SequenceEqual(other.TrainRows) && ValidationRows.SequenceEqual(other.ValidationRows);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Train, Validation, TrainRows.Length);
}
