using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>Optimizers one after the other: the displacement of one is the gradient of the next.</summary>
internal sealed class OptimizerSequence : Optimizer
{
    private readonly ImmutableArray<Optimizer> parts;

    private OptimizerSequence(ImmutableArray<Optimizer> parts)
    {
        this.parts = parts;
        Moments = [.. parts.SelectMany(part => part.Moments)];
    }

    public override ImmutableArray<string> Moments { get; }

    public override OptimizerSettings Settings => parts
        .Select((part, i) => (Name: i.ToString(CultureInfo.InvariantCulture), Part: part))
        .Aggregate(new OptimizerSettings("sequence"), (settings, one) => settings.With(one.Name, one.Part));

    /// <summary>The parts of both, since it does not matter how a sequence was put together.</summary>
    public static OptimizerSequence Of(Optimizer first, Optimizer second)
    {
        ArgumentNullException.ThrowIfNull(second);
        return new([.. PartsOf(first), .. PartsOf(second)]);
    }

    public override string ToString() => string.Join(", then ", parts);

    protected internal override IReadOnlyList<LeafChange> Displace(long step, IReadOnlyList<OptimizerLeaf> leaves)
    {
        var (led, kept) = Lead(step, leaves, tensor => tensor);
        return [.. kept.Zip(parts[^1].Changes(step, led), (before, change) => new LeafChange(change.Displacement, [.. before, .. change.Moments]))];
    }

    internal override OptimizerMove Move(long step, IReadOnlyList<OptimizerLeaf> leaves, bool mayOverwrite)
    {
        // What the first parts pass on may be memory that the last part overwrites.
        var (led, kept) = Lead(step, leaves, tensor => mayOverwrite ? tensor.InCurrentWorkspace() : tensor);
        var isFinite = leaves.All(leaf => leaf.Gradient.FirstNonFinite() < 0) && kept.All(moments => moments.All(moment => moment.FirstNonFinite() < 0));
        var move = parts[^1].Move(step, led, mayOverwrite && isFinite);
        return new(
            [.. kept.Zip(move.Leaves, (before, leaf) => leaf with { Moments = [.. before, .. leaf.Moments] })],
            move.IsModerate && isFinite);
    }

    private static ImmutableArray<Optimizer> PartsOf(Optimizer optimizer) => optimizer is OptimizerSequence sequence ? sequence.parts : [optimizer];

    /// <summary>What the last part is given, and for each leaf the moments of those before it.</summary>
    private (IReadOnlyList<OptimizerLeaf> Led, List<Tensor>[] Kept) Lead(long step, IReadOnlyList<OptimizerLeaf> leaves, Func<Tensor, Tensor> aside)
    {
        var kept = leaves.Select(_ => new List<Tensor>()).ToArray();
        OptimizerLeaf Given(int i, Tensor gradient, Optimizer part) =>
            new(leaves[i].Path, leaves[i].Parameter, gradient, [.. leaves[i].Moments.Skip(kept[i].Count).Take(part.Moments.Length)]);
        IReadOnlyList<OptimizerLeaf> given = [.. leaves.Select((leaf, i) => Given(i, leaf.Gradient, parts[0]))];
        for (var next = 1; next < parts.Length; next++)
        {
            var changes = parts[next - 1].Changes(step, given);
            for (var i = 0; i < kept.Length; i++)
                kept[i].AddRange(changes[i].Moments.Select(aside));
            given = [.. changes.Select((change, i) => Given(i, aside(change.Displacement), parts[next]))];
        }

        return (given, kept);
    }
}
