using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Whatever is a value is equal to another made the same way, with the same hash code, and to nothing else in the table.</summary>
public class EqualValuesTests
{
    private static readonly Dictionary<string, Func<object>> Makers = new()
    {
        ["Adam"] = () => new Adam(LearningRate.Constant(0.25), 0.5, 0.75, 1e-3, 0.125),
        ["Adam of another decay"] = () => new Adam(LearningRate.Constant(0.25), 0.5, 0.75, 1e-3, 0.25),
        ["Sgd"] = () => new Sgd(LearningRate.Constant(0.5), 0.75),
        ["Sgd without momentum"] = () => new Sgd(LearningRate.Constant(0.5)),
        ["Clip"] = () => new ClipByGlobalNorm(0.5),
        ["Clip at another norm"] = () => new ClipByGlobalNorm(1),
        ["Clip, then Sgd"] = () => new ClipByGlobalNorm(0.5).Then(new Sgd(LearningRate.Constant(0.5))),
        ["Sgd, then clip"] = () => new Sgd(LearningRate.Constant(0.5)).Then(new ClipByGlobalNorm(0.5)),
        ["State of an optimizer"] = () => new OptimizerState<Parameter>(1, [Leaf(1)]),
        ["Later state of an optimizer"] = () => new OptimizerState<Parameter>(2, [Leaf(1)]),
        ["Other state of an optimizer"] = () => new OptimizerState<Parameter>(1, [Leaf(2)]),
        ["Batch"] = () => new Batch(Numbers(1, 1), [3], 0),
        ["Batch of another row"] = () => new Batch(Numbers(1, 1), [4], 0),
        ["Batch of another epoch"] = () => new Batch(Numbers(1, 1), [3], 1),
        ["Outcome"] = () => new StepOutcome<Parameter>.Advanced(State(1), [Terms.Empty.With("loss", 1)]),
        ["Outcome of another history"] = () => new StepOutcome<Parameter>.Advanced(State(1), [Terms.Empty.With("loss", 2)]),
        ["Outcome of another state"] = () => new StepOutcome<Parameter>.Advanced(State(2), [Terms.Empty.With("loss", 1)]),
        ["Diverged"] = () => new StepOutcome<Parameter>.Diverged(State(1), 3, "objective"),
        ["Active units"] = () => new ActiveUnits([1, 0], 0.01),
        ["Active units of another threshold"] = () => new ActiveUnits([1, 0], 0.02),
        ["Log-likelihood"] = () => new LogLikelihoodEstimate(2, [1], [2], [3], [4]),
        ["Log-likelihood of other errors"] = () => new LogLikelihoodEstimate(2, [1], [2], [4], [4]),
        ["Rate and distortion"] = () => new RateDistortion(1, 2, [2], 0.5, 7),
        ["Rate and distortion of other dimensions"] = () => new RateDistortion(1, 2, [1, 1], 0.5, 7),
        ["Leaf"] = () => Leaf(1).Leaves()[0],
        ["Other leaf"] = () => Leaf(2).Leaves()[0],
        ["Network"] = () => Mlp.Create(default, [3, 4, 2], Activation.Tanh),
        ["Network of another activation"] = () => Mlp.Create(default, [3, 4, 2], Activation.Relu),
        ["Picture"] = () => Picture.Gray(2, 1, [1, 2]),
        ["Turned picture"] = () => Picture.Gray(1, 2, [1, 2]),
        ["Series"] = () => ChartSeries.Of("name", [1, 2]),
        ["Other series"] = () => ChartSeries.Of("name", [1, 3]),
        ["Table"] = () => new CsvTable(["a"], Numbers(2, 1)),
        ["Table of another column"] = () => new CsvTable(["b"], Numbers(2, 1)),
        ["Labels"] = () => Labels.Of([1, 2]),
        ["Labels in another order"] = () => Labels.Of([2, 1]),
        ["Check"] = () => new GradientCheckResult([]),
    };

    public static TheoryData<string> Names => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_equal_to_one_made_the_same_way(string name)
    {
        var (one, same) = (Makers[name](), Makers[name]());
        Assert.NotSame(one, same);
        Assert.True(one.Equals(same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_is_equal_to_no_other(string name)
    {
        var one = Makers[name]();
        Assert.False(one.Equals(null));
        Assert.All(Makers.Where(other => other.Key != name), other => Assert.False(one.Equals(other.Value()), other.Key));
    }

    [Theory]
    [InlineData("Adam", "Adam rate 0.25 beta1 0.5 beta2 0.75 epsilon 0.001 weight-decay 0.125")]
    [InlineData("Sgd", "Sgd rate 0.5 momentum 0.75")]
    [InlineData("Clip", "ClipByGlobalNorm maximum 0.5")]
    [InlineData("Clip, then Sgd", "ClipByGlobalNorm maximum 0.5, then Sgd rate 0.5 momentum 0")]
    public void The_text_of_an_optimizer_tells_its_constants(string name, string text) => Assert.Equal(text, Makers[name]().ToString());

    private static Tensor Numbers(params int[] sizes) => Tensor.Ones(new Shape(sizes));

    private static Parameter Leaf(double value) => new(Tensor.FromArray([value]));

    private static TrainingState<Parameter> State(double value) => TrainingState.Start(Leaf(value), new Sgd(LearningRate.Constant(0.5)), default);
}
