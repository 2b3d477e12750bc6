using System.Collections.Immutable;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What a custom optimizer returns is checked, by name, at every use.</summary>
public class OwnOptimizerTests
{
    private static readonly ParameterList Model = ParameterList.Of(Tensor.Ones(new Shape(2, 3)), Tensor.Ones(new Shape(3)));

    private static readonly Dictionary<string, (Func<OptimizerLeaf[], IEnumerable<LeafChange>> Displace, string[] Named)> Wrong = new()
    {
        ["a change too few"] = (leaves => leaves.Skip(1).Select(Right), ["changes 1 of 2 parameters"]),
        ["a change too many"] = (leaves => leaves.Append(leaves[0]).Select(Right), ["changes 3 of 2 parameters"]),
        ["no changes"] = (_ => [], ["changes 0 of 2 parameters"]),
        ["a displacement of another shape"] = (
            leaves => leaves.Select(leaf => new LeafChange(leaf.Gradient.Sum(), [leaf.Gradient])), ["'items/0/value'", "[2, 3] by []"]),
        ["a moment too few"] = (leaves => leaves.Select((leaf, i) => i == 0 ? Right(leaf) : new(leaf.Gradient, [])), ["keeps 1 moments of 'items/1/value'", "[3]"]),
        ["a moment too many"] = (
            leaves => leaves.Select(leaf => new LeafChange(leaf.Gradient, [leaf.Gradient, leaf.Gradient])), ["'items/0/value'", "[[2, 3], [2, 3]]"]),
        ["a moment of another shape"] = (
            leaves => leaves.Select(leaf => new LeafChange(leaf.Gradient, [Tensor.Ones(new Shape(3, 2))])), ["'items/0/value'", "[[3, 2]]"]),
    };

    public static TheoryData<string> Mistakes => new(Wrong.Keys);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_wrong_number_or_shape_is_an_error_that_names_optimizer_and_parameter(string mistake)
    {
        var (displace, named) = Wrong[mistake];
        Optimizer own = new Own(displace), right = new Own(leaves => leaves.Select(Right));
        foreach (var optimizer in new[] { own, new ClipByGlobalNorm(1).Then(own), own.Then(Adam.Default), right.Then(own).Then(right) })
        {
            var start = TrainingState.Start(Model, optimizer, default);
            var batches = Batches.InOrder(Tensor.Ones(new Shape(2, 1)), 1);
            Action[] uses =
            [
                () => optimizer.Update(Model, Model, start.OptimizerState),
                () => Train.Step(start, Loss, batches.At(0, default)),
                () => _ = Train.Run(start, Loss, batches, every: 2).States().Last(),
            ];
            Assert.All(uses, use =>
            {
                var message = Assert.Throws<InvalidOperationException>(use).Message;
                Assert.All(named.Prepend(nameof(Own)), part => Assert.Contains(part, message, StringComparison.Ordinal));
            });
        }
    }

    [Fact]
    public void An_optimizer_that_returns_what_fits_is_used_as_it_is()
    {
        var own = new Own(leaves => leaves.Select(Right));
        var update = own.Update(Model, Model, own.Start(Model));
        Assert.Equal(new OptimizerUpdate<ParameterList>(Model.ZerosLike(), new(1, [Model])), update);
    }

    [Fact]
    public void Leaves_come_in_the_models_order_with_paths_values_gradients_and_moments()
    {
        OptimizerLeaf[] seen = [];
        var own = new Own(leaves => (seen = leaves).Select(Right));
        var (gradient, moment) = (Model.MapParameters((_, leaf) => leaf * 2), Model.MapParameters((_, leaf) => leaf * 3));
        own.Update(Model, gradient, new(7, [moment]));
        Assert.Equal(Model.ParameterPaths(), seen.Select(leaf => leaf.Path));
        Assert.Equal(Model.Tensors(), seen.Select(leaf => leaf.Parameter));
        Assert.Equal(gradient.Tensors(), seen.Select(leaf => leaf.Gradient));
        Assert.Equal(moment.Tensors(), seen.Select(leaf => Assert.Single(leaf.Moments)));
    }

    private static LeafChange Right(OptimizerLeaf leaf) => new(leaf.Gradient, [leaf.Gradient]);

    private static Objective Loss(ParameterList model, Batch batch, StepContext at) =>
        Objective.Of(model.Tensors().Select(leaf => leaf.Square().Sum()).Aggregate((a, b) => a + b));

    private sealed class Own(Func<OptimizerLeaf[], IEnumerable<LeafChange>> displace) : Optimizer
    {
        public override ImmutableArray<string> Moments => ["moment"];

        public override OptimizerSettings Settings => new(nameof(Own));

        protected internal override IReadOnlyList<LeafChange> Displace(long step, IReadOnlyList<OptimizerLeaf> leaves) => [.. displace([.. leaves])];
    }
}
