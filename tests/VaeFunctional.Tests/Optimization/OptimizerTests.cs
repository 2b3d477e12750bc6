using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

public class OptimizerTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    [Theory]
    [MemberData(nameof(OptimizerTable.Rows), MemberType = typeof(OptimizerTable))]
    public void An_optimizer_follows_the_recurrence_of_its_paper(OptimizerRow row)
    {
        var model = ParameterList.Of(Key.Normal(new Shape(3, 2), Precision.Double), Key.Fold(1).Normal(new Shape(5), Precision.Double));
        var expected = model.Tensors().Select(tensor => tensor.ToDoubles()).ToArray();
        var oracles = expected.Select(leaf => leaf.Select(_ => row.Oracle()).ToArray()).ToArray();
        var state = row.Optimizer.Start(model);
        for (var time = 1; time <= 50; time++)
        {
            var gradient = model.MapParameters((path, leaf) => Key.Fold(path).Fold(time).Normal(leaf.Shape, Precision.Double));
            var gradients = gradient.Tensors().Select(tensor => tensor.ToDoubles()).ToArray();
            for (var leaf = 0; leaf < expected.Length; leaf++)
            {
                for (var i = 0; i < expected[leaf].Length; i++)
                    expected[leaf][i] = oracles[leaf][i](expected[leaf][i], gradients[leaf][i], time);
            }

            (model, state) = row.Optimizer.Update(model, gradient, state);
            Assert.Equal(time, state.Step);
        }

        foreach (var (actual, wanted) in model.Tensors().Zip(expected))
        {
            foreach (var (a, w) in actual.ToDoubles().Zip(wanted))
                Assert.Equal(w, a, 1e-12);
        }
    }

    public static TheoryData<string, OptimizerRow> Minimizers => new()
    {
        { "parabola", new("sgd", new Sgd(LearningRate.Constant(0.1)), null!) },
        { "parabola", new("momentum", new Sgd(LearningRate.Constant(0.02), 0.9), null!) },
        { "parabola", new("adam", Adam.Default.WithLearningRate(0.05), null!) },
        { "ill-conditioned", new("sgd", new Sgd(LearningRate.Constant(0.015)), null!) },
        { "ill-conditioned", new("momentum", new Sgd(LearningRate.Constant(0.01), 0.9), null!) },
        { "ill-conditioned", new("adam", Adam.Default.WithLearningRate(LearningRate.Cosine(0.1, 4000)), null!) },
        { "rosenbrock", new("sgd", new Sgd(LearningRate.Constant(0.0015)), null!) },
        { "rosenbrock", new("momentum", new Sgd(LearningRate.Constant(0.0005), 0.95), null!) },
        { "rosenbrock", new("adam", Adam.Default.WithLearningRate(LearningRate.Cosine(0.05, 12_000)), null!) },
        { "rosenbrock", new("clipped adam", new ClipByGlobalNorm(1).Then(Adam.Default.WithLearningRate(LearningRate.Cosine(0.05, 12_000))), null!) },
    };

    [Theory]
    [MemberData(nameof(Minimizers))]
    public void An_optimizer_finds_the_minimum(string function, OptimizerRow row)
    {
        var (objective, minimum) = Function(function);
        var model = new Parameter(Tensor.FromArray([-1.2, 1.0]));
        var state = row.Optimizer.Start(model);
        for (var step = 0; step < 20_000 && Distance(model, minimum) > 1e-3; step++)
            (model, state) = row.Optimizer.Update(model, Gradient.ValueAndGradient(objective, model).Gradient, state);
        Assert.True(Distance(model, minimum) <= 1e-3, $"{row} ended at {model.Value} after {state.Step} steps");
    }

    [Property]
    public bool Clipping_keeps_the_direction_and_never_lengthens(Shape shape, RandomKey key)
    {
        var gradient = ParameterList.Of(key.Normal(shape, Precision.Double), key.Fold(1).Normal(new Shape(3), Precision.Double));
        var state = new ClipByGlobalNorm(1).Start(gradient);
        var moved = new ClipByGlobalNorm(1).Update(gradient.ZerosLike(), gradient, state).Model;
        var norm = gradient.Norm();
        var factor = norm > 1 ? 1 / norm : 1;
        return moved.Norm() <= 1 + 1e-12
            && moved.Tensors().Zip(gradient.Tensors()).All(pair => pair.First.ToDoubles().Zip(pair.Second.ToDoubles())
                .All(numbers => Math.Abs(numbers.First + (factor * numbers.Second)) <= 1e-12 * (1 + Math.Abs(numbers.Second))));
    }

    [Fact]
    public void A_sequence_clips_before_it_adapts()
    {
        var gradient = new Parameter(Tensor.FromArray([300.0, -400.0]));
        var model = gradient.ZerosLike();
        var sequence = new ClipByGlobalNorm(5).Then(new Sgd(LearningRate.Constant(1)));
        Assert.Equal([-3.0, 4.0], sequence.Update(model, gradient, sequence.Start(model)).Model.Value.ToDoubles());
        Assert.Equal(["first-moment", "second-moment"], new ClipByGlobalNorm(5).Then(Adam.Default).Moments.ToArray());
    }

    [Fact]
    public void A_state_of_another_optimizer_is_refused()
    {
        var model = new Parameter(Tensor.FromArray([1.0]));
        var error = Assert.Throws<ArgumentException>(() => Adam.Default.Update(model, model, new Sgd(LearningRate.Constant(1)).Start(model)));
        Assert.Contains("2 moments", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gradient_of_another_structure_is_refused_by_name()
    {
        var model = ParameterList.Of(Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(3)));
        var other = ParameterList.Of(Tensor.Zeros(new Shape(2)), Tensor.Zeros(new Shape(4)));
        var error = Assert.Throws<ArgumentException>(() => Adam.Default.Update(model, other, Adam.Default.Start(model)));
        Assert.Contains("'items/1/value'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_says_how_far_it_is() =>
        Assert.Equal("0 updates, 2 moments", Adam.Default.Start(new Parameter(Tensor.Scalar(1))).ToString());

    [Fact]
    public void A_rate_that_is_a_number_is_a_constant_schedule() =>
        Assert.Equal(new Sgd(LearningRate.Constant(0.1), 0.9), new Sgd(0.1, 0.9));

    [Fact]
    public void Constants_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(LearningRate.Constant(1), beta1: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(LearningRate.Constant(1), beta2: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(LearningRate.Constant(1), epsilon: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(LearningRate.Constant(1), weightDecay: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(LearningRate.Constant(1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClipByGlobalNorm(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClipByGlobalNorm(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.Constant(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRate.Constant(double.NaN));
    }

    private static double Distance(Parameter model, double[] minimum) =>
        model.Value.ToDoubles().Zip(minimum).Max(pair => Math.Abs(pair.First - pair.Second));

    private static (Func<Parameter, Objective> Objective, double[] Minimum) Function(string name)
    {
        static Tensor Coordinate(Parameter model, int i) => model.Value.Slice(i, 1);
        Func<Parameter, Tensor> function = name switch
        {
            "parabola" => model => (Coordinate(model, 0) - 3).Square() + (Coordinate(model, 1) + 2).Square(),
            "ill-conditioned" => model => (Coordinate(model, 0) - 3).Square() * 50 + (Coordinate(model, 1) + 2).Square() * 0.5,
            _ => model => (1 - Coordinate(model, 0)).Square() + ((Coordinate(model, 1) - Coordinate(model, 0).Square()).Square() * 100),
        };
        return (model => Objective.Of(function(model)), name == "rosenbrock" ? [1, 1] : [3, -2]);
    }
}
