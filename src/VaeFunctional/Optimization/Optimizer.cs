using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>From a gradient to the displacement of a model, as a pure function of a state: optimizers are values that compose.</summary>
/// <remarks>
/// <see cref="Start{TModel}"/> makes the state, <see cref="Update{TModel}"/> the next model and state. A state holds one record of the
/// model's shape for each of <see cref="Moments"/>. <see cref="Then"/> feeds one optimizer's displacement to the next as its gradient, so
/// that <c>new ClipByGlobalNorm(1).Then(Adam.Default)</c> clips and then adapts. An optimizer of your own derives from this class; two
/// that do the same should be equal, so that training states can be compared.
/// </remarks>
public abstract class Optimizer
{
    /// <summary>The names of the records this optimizer remembers between updates, as <c>first-moment</c>.</summary>
    public abstract ImmutableArray<string> Moments { get; }

    /// <summary>The state before the first update: all moments zero.</summary>
    /// <param name="model">The model to be optimized.</param>
    public OptimizerState<TModel> Start<TModel>(TModel model)
        where TModel : IParameters<TModel> => new(0, [.. Moments.Select(_ => model.ZerosLike())]);

    /// <summary>The next model and state: the model moved against the displacement.</summary>
    /// <param name="model">The model.</param>
    /// <param name="gradient">The objective's gradient there.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentException">Gradient or state are not of the model's structure, or of another optimizer.</exception>
    public OptimizerUpdate<TModel> Update<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(state);
        var moved = Move(model, Flatten(model, state), gradient.ToArrayLike(model), state.Step, subtracts: true).State;
        return new(model.WithArray(moved.Parameters), moved.ToState(model, state.Step + 1));
    }

    /// <summary>This optimizer followed by another, which takes this one's displacement for its gradient.</summary>
    /// <param name="next">The one that follows.</param>
    public Optimizer Then(Optimizer next) => new Sequence(this, next);

    /// <summary>What is subtracted from the model, and the moments after it; the step of the state is advanced by the caller.</summary>
    /// <param name="model">The model.</param>
    /// <param name="gradient">The gradient, or the displacement of the optimizer before.</param>
    /// <param name="state">The state, with this optimizer's moments.</param>
    protected internal abstract Displacement<TModel> Displace<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state)
        where TModel : IParameters<TModel>;

    /// <summary>Model and state as arrays.</summary>
    /// <exception cref="ArgumentException">The state is not of the model's structure, or of another optimizer.</exception>
    internal FlatState Flatten<TModel>(TModel model, OptimizerState<TModel> state)
        where TModel : IParameters<TModel> =>
        state.Moments.Length == Moments.Length
            ? FlatState.Of(model, state)
            : throw new ArgumentException($"{GetType().Name} keeps {Moments.Length} moments; the state has {state.Moments.Length}.", nameof(state));

    /// <summary>
    /// One update on arrays: the parameters moved against the displacement, or the displacement itself, and the moments after it. An
    /// optimizer that has a faster way than <see cref="Displace{TModel}"/> overrides it; the results must be the same to the bit.
    /// </summary>
    internal virtual FlatMove Move<TModel>(TModel template, FlatState before, Tensor[] gradient, long step, bool subtracts)
        where TModel : IParameters<TModel>
    {
        var (change, next) = Displace(template.WithArray(before.Parameters), template.WithArray(gradient), before.ToState(template, step));
        var moved = change.ToArrayLike(template);
        for (var i = 0; subtracts && i < moved.Length; i++)
            moved[i] = before.Parameters[i] - moved[i];
        FlatState state = new(moved, FlatState.Of(template, next).Moments);
        return new(state, gradient.FirstNonFinite() < 0 && moved.FirstNonFinite() < 0 && state.Moments.All(moment => moment.FirstNonFinite() < 0));
    }

    /// <summary>The displacement of an optimizer that overrides <see cref="Move{TModel}"/>.</summary>
    private protected Displacement<TModel> Moved<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state)
        where TModel : IParameters<TModel>
    {
        var moved = Move(model, FlatState.Of(model, state), gradient.ToArrayLike(model), state.Step, subtracts: false).State;
        return new(model.WithArray(moved.Parameters), moved.ToState(model, state.Step));
    }

    private sealed class Sequence(Optimizer first, Optimizer second) : Optimizer, IEquatable<Sequence>
    {
        public override ImmutableArray<string> Moments { get; } = [.. first.Moments, .. second.Moments];

        private (Optimizer, Optimizer) Parts => (first, second);

        public bool Equals(Sequence? other) => other is not null && Parts.Equals(other.Parts);

        public override bool Equals(object? obj) => Equals(obj as Sequence);

        public override int GetHashCode() => Parts.GetHashCode();

        public override string ToString() => $"{first}, then {second}";

        internal override FlatMove Move<TModel>(TModel template, FlatState before, Tensor[] gradient, long step, bool subtracts)
        {
            var split = first.Moments.Length;
            var (between, isFinite) = first.Move(template, before with { Moments = before.Moments[..split] }, gradient, step, subtracts: false);
            var after = second.Move(template, before with { Moments = before.Moments[split..] }, between.Parameters, step, subtracts);
            return new(after.State with { Moments = [.. between.Moments, .. after.State.Moments] }, isFinite && after.IsFinite);
        }

        protected internal override Displacement<TModel> Displace<TModel>(TModel model, TModel gradient, OptimizerState<TModel> state) =>
            Moved(model, gradient, state);
    }
}
