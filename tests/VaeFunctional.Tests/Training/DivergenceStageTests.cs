using System.Collections.Immutable;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A step that diverges at any stage, after any number of steps in place, gives back the state before it.</summary>
public class DivergenceStageTests
{
    private static readonly Dictionary<string, Stage> Stages = new()
    {
        ["objective"] = new(Adam.Default, (p, _) => Slope(p, 1) * double.NaN, "objective"),
        ["gradient"] = new(Adam.Default, (p, _) => InfiniteSlope(p), "gradient of items/1/value"),
        ["gradient, clipped"] = new(new ClipByGlobalNorm(1).Then(Adam.Default), (p, _) => InfiniteSlope(p), "gradient of items/1/value"),
        ["gradient, of an own optimizer"] = new(new Lookahead(), (p, _) => InfiniteSlope(p), "gradient of items/1/value"),
        ["parameter"] = new(new Sgd(10), (p, greatest) => Slope(p, greatest / 2), "updated items/1/value"),
        ["parameter, in a sequence"] = new(new Sgd(1, 0.5).Then(new Overflow(0)), (p, _) => Slope(p, 1e7), "updated items/1/value"),
        ["first moment"] = new(new Overflow(1), (p, _) => Slope(p, 1e7), "first items/1/value"),
        ["second moment"] = new(new Overflow(2), (p, _) => Slope(p, 1e7), "second items/1/value"),
        ["moment before Adam"] = new(new Overflow(1).Then(Adam.Default), (p, _) => Slope(p, 1e7), "first items/1/value"),
        ["second moment of Adam"] = new(Adam.Default, (p, greatest) => Slope(p, 100 * Math.Sqrt(greatest)), "second-moment items/1/value"),
        ["second moment of Adam at the end"] = new(
            new ClipByGlobalNorm(1e300).Then(Adam.Default), (p, greatest) => Slope(p, 100 * Math.Sqrt(greatest)), "second-moment items/1/value"),
        ["second moment of Adam at the beginning"] = new(
            Adam.Default.Then(new Sgd(1)), (p, greatest) => Slope(p, 100 * Math.Sqrt(greatest)), "second-moment items/1/value"),
    };

    public static TheoryData<string, Precision> StagesInBoth
    {
        get
        {
            var both = new TheoryData<string, Precision>();
            foreach (var (stage, precision) in Stages.Keys.SelectMany(_ => Enum.GetValues<Precision>(), (stage, precision) => (stage, precision)))
                both.Add(stage, precision);
            return both;
        }
    }

    [Theory]
    [MemberData(nameof(StagesInBoth))]
    public void A_step_that_diverges_gives_back_the_state_before_it(string name, Precision precision)
    {
        var (optimizer, bad, where) = Stages[name];
        var key = RandomKey.FromSeed(77);
        var model = ParameterList.Of(key.Normal(new Shape(70), precision), key.Fold(1).Normal(new Shape(3), precision));
        var start = TrainingState.Start(model, optimizer, key);
        var batches = Batches.InOrder(key.Normal(new Shape(1, 2)), 1, epochs: 9);
        var greatest = precision == Precision.Single ? float.MaxValue : double.MaxValue;
        for (var good = 0; good < 7; good++)
        {
            foreach (var every in new[] { 1, 3, 100 })
            {
                Objective Loss(ParameterList leaves, Batch batch, StepContext at)
                {
                    var usual = leaves.Tensors().Select(leaf => (leaf * batch.X.Mean()).Square().Mean()).Aggregate((a, b) => a + b);
                    return Objective.Of(at.Step < good ? usual : usual + bad(leaves.Items[1].Value, greatest));
                }

                var last = Assert.IsType<StepOutcome<ParameterList>.Diverged>(RunLaws.AssertIsFold(start, Loss, batches, every)[^1]);
                Assert.Equal((good, where), ((int)last.Step, last.Where));
                var before = RunLaws.Folded(start, Loss, Batches.InOrder(key.Normal(new Shape(1, 2)), 1, epochs: Math.Max(good, 1)), every: 1);
                Assert.Equal(good == 0 ? start : ((StepOutcome<ParameterList>.Advanced)before[^1]).State, last.Previous);
            }
        }
    }

    /// <summary>0, of this derivative.</summary>
    private static Tensor Slope(Tensor p, double slope) => ((p - p.StopGradient()) * slope).Sum();

    private static Tensor InfiniteSlope(Tensor p) => (p - p.StopGradient()).Sqrt().Sum();

    /// <summary>An optimizer, an objective that makes it diverge, and where.</summary>
    private sealed record Stage(Optimizer Optimizer, Func<Tensor, double, Tensor> Bad, string Where);

    /// <summary>Its displacement, first or second moment overflows where the gradient is beyond a million.</summary>
    private sealed class Overflow(int which) : Optimizer
    {
        public override ImmutableArray<string> Moments => ["first", "second"];

        public override OptimizerSettings Settings => new OptimizerSettings(nameof(Overflow)).With("which", which);

        protected internal override IReadOnlyList<LeafChange> Displace(long step, IReadOnlyList<OptimizerLeaf> leaves) => [.. leaves.Select(leaf =>
        {
            Tensor Result(int i) => i == which ? (leaf.Gradient.Square() * 1e-9).Exp() * 0.01 : leaf.Gradient * 0.01;
            return new LeafChange(Result(0), [Result(1), Result(2)]);
        })];
    }
}
