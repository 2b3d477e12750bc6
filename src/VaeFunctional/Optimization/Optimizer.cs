using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>From a gradient to the displacement of a model, as a pure function of a state: optimizers are values that compose.</summary>
/// <remarks>
/// <see cref="Start{TModel}"/> makes the state, <see cref="Update{TModel}"/> the next model and state. A state holds one record of the
/// model's shape for each of <see cref="Moments"/>. <see cref="Then"/> feeds one optimizer's displacement to the next as its gradient, so
/// that <c>new ClipByGlobalNorm(1).Then(Adam.Default)</c> clips and then adapts. Your own optimizer derives from this class and says in
/// <c>Displace</c> what it does to the parameters; equality and text follow from <see cref="Settings"/>.
/// </remarks>
public abstract class Optimizer : IEquatable<Optimizer>
{
    /// <summary>The names of what this optimizer remembers of each parameter between updates, as <c>first-moment</c>.</summary>
    public abstract ImmutableArray<string> Moments { get; }

    /// <summary>The kind of optimizer and its constants: all that its updates depend on, besides their arguments.</summary>
    public abstract OptimizerSettings Settings { get; }

    /// <summary>The state before the first update: all moments zero.</summary>
    /// <param name="model">The model to be optimized.</param>
    public OptimizerState<TModel> Start<TModel>(TModel model)
        where TModel : IParameters<TModel>
    {
        // Tensors never change, so one array of zeros serves every leaf of every moment.
        var longest = new Shape(model.FoldParameters(0, (count, _, leaf) => Math.Max(count, leaf.Count)));
        Tensor? singles = null, doubles = null;
        var zeros = model.MapParameters((_, leaf) => (leaf.Precision == Precision.Single
            ? singles ??= Tensor.Zeros(longest, Precision.Single)
            : doubles ??= Tensor.Zeros(longest, Precision.Double)).Viewed(leaf.Shape));
        return new(0, [.. Moments.Select(_ => zeros)]);
    }

    /// <summary>The next model and state: the model moved against the displacement.</summary>
    /// <param name="model">The model.</param>
    /// <param name="gradient">The objective's gradient there.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentException">Gradient or state are not of the model's structure, or of another optimizer.</exception>
    public OptimizerUpdate<TModel> Update<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(state);
        var before = ToLeaves(model, state);
        var moved = Move(state.Step, Together(model.ParameterPaths(), before, gradient.ToArrayLike(model)), mayOverwrite: false).Leaves;
        return new(moved.ToModel(model), moved.ToState(model, Moments.Length, state.Step + 1));
    }

    /// <summary>This optimizer followed by another, which takes this one's displacement as its gradient.</summary>
    /// <param name="next">The optimizer that follows.</param>
    public Optimizer Then(Optimizer next) => OptimizerSequence.Of(this, next);

    /// <summary>Whether the other optimizer is of the same type and has the same settings.</summary>
    /// <param name="other">Another optimizer.</param>
    public bool Equals(Optimizer? other) => other is not null && GetType() == other.GetType() && Settings.Equals(other.Settings);

    /// <inheritdoc />
    public sealed override bool Equals(object? obj) => Equals(obj as Optimizer);

    /// <inheritdoc />
    public sealed override int GetHashCode() => Settings.GetHashCode();

    /// <summary>The settings in a line, as in <c>Sgd rate 0.1 momentum 0.9</c>.</summary>
    public override string ToString() => Settings.ToString();

    /// <summary>What is subtracted from each parameter, and its moments after it: a pure function.</summary>
    /// <param name="step">The number of updates made before, from 0.</param>
    /// <param name="leaves">The parameters in the model's order, with their gradients and this optimizer's moments.</param>
    /// <returns>One change for each leaf, in the same order.</returns>
    protected internal abstract IReadOnlyList<LeafChange> Displace(long step, IReadOnlyList<OptimizerLeaf> leaves);

    /// <summary>Model and state as leaves.</summary>
    /// <exception cref="ArgumentException">The state is not of the model's structure, or of another optimizer.</exception>
    internal LeafState[] ToLeaves<TModel>(TModel model, OptimizerState<TModel> state)
        where TModel : IParameters<TModel> =>
        state.Moments.Length == Moments.Length
            ? LeafStates.Of(model, state)
            : throw new ArgumentException($"{GetType().Name} keeps {Moments.Length} moments; the state has {state.Moments.Length}.", nameof(state));

    internal static OptimizerLeaf[] Together(string[] paths, LeafState[] leaves, Tensor[] gradient)
    {
        var together = new OptimizerLeaf[leaves.Length];
        for (var i = 0; i < together.Length; i++)
            together[i] = new(paths[i], leaves[i].Parameter, gradient[i], leaves[i].Moments);
        return together;
    }

    /// <summary>
    /// The parameters moved against their displacement, and the moments after it. An optimizer that has a faster way than
    /// <c>Displace</c> overrides it; the results must be the same to the bit.
    /// </summary>
    /// <param name="step">The number of updates made before.</param>
    /// <param name="leaves">The leaves.</param>
    /// <param name="mayOverwrite">
    /// Whether parameters and moments are moderate and nobody else sees their memory, so that the results may take their places, provided
    /// that all of them will be finite.
    /// </param>
    internal virtual OptimizerMove Move(long step, IReadOnlyList<OptimizerLeaf> leaves, bool mayOverwrite)
    {
        var changes = Changes(step, leaves);
        var moved = new LeafState[leaves.Count];
        for (var i = 0; i < moved.Length; i++)
            moved[i] = new(leaves[i].Parameter - changes[i].Displacement, changes[i].Moments);
        return new(moved, IsModerate: false);
    }

    /// <summary>What <c>Displace</c> returns, if it fits the leaves.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer changes than leaves, or moments, or a shape is not that of the parameter.</exception>
    internal IReadOnlyList<LeafChange> Changes(long step, IReadOnlyList<OptimizerLeaf> leaves)
    {
        var changes = Displace(step, leaves);
        if (changes.Count != leaves.Count)
            throw new InvalidOperationException($"{this} changes {changes.Count} of {leaves.Count} parameters: Displace returns one change for each.");
        for (var i = 0; i < changes.Count; i++)
        {
            var (change, leaf) = (changes[i], leaves[i]);
            if (change.Displacement.Shape != leaf.Parameter.Shape)
                throw new InvalidOperationException($"{this} displaces '{leaf.Path}' of shape {leaf.Parameter.Shape} by {change.Displacement.Shape}.");
            if (change.Moments.Count != Moments.Length || change.Moments.Any(moment => moment.Shape != leaf.Parameter.Shape))
            {
                throw new InvalidOperationException(
                    $"{this} keeps {Moments.Length} moments of '{leaf.Path}', each of its shape {leaf.Parameter.Shape}; Displace returned [{string.Join(", ", change.Moments.Select(moment => moment.Shape))}].");
            }
        }

        return changes;
    }
}
