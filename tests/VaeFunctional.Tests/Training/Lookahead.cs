using System.Collections.Immutable;

namespace VaeFunctional.Tests;

/// <summary>An optimizer of one's own: gradient steps that every fifth time fall back half way to weights remembered since.</summary>
internal sealed class Lookahead : Optimizer, IEquatable<Lookahead>
{
    public override ImmutableArray<string> Moments => ["slow"];

    public bool Equals(Lookahead? other) => other is not null;

    public override bool Equals(object? obj) => Equals(obj as Lookahead);

    public override int GetHashCode() => 1;

    protected internal override Displacement<TModel> Displace<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state)
    {
        var change = gradient.MapParameters((_, leaf) => leaf * 0.01);
        if (state.Step % 5 != 4)
            return new(change, state);
        var slow = state.Moments[0].ZipParameters(model, (_, remembered, leaf) => (remembered + leaf) * 0.5);
        return new(model.ZipParameters(slow, (_, leaf, remembered) => leaf - remembered), state with { Moments = [slow] });
    }
}
