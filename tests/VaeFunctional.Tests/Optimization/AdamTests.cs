using Xunit;

namespace VaeFunctional.Tests;

public sealed class AdamTests
{
    [Fact]
    public void A_gradient_of_any_size_moves_a_parameter_by_the_rate_in_the_first_step()
    {
        double[] gradient = [1e-3, -1, 250, -1e4];
        var start = new Parameter(Tensor.FromArray([5.0, 5, 5, 5]));
        var adam = Adam.Default.WithLearningRate(0.1);
        var moved = adam.Update(start, new Parameter(Tensor.FromArray(gradient)), adam.Start(start)).Model;
        Assert.Equal(gradient.Select(slope => 5 - (0.1 * Math.Sign(slope))), moved.Value.ToDoubles(), Near.Within(1e-5));
    }

    [Fact]
    public void A_constant_gradient_moves_a_parameter_by_the_rate_in_every_step()
    {
        // With a constant gradient both corrected moments are the gradient and its square, whatever the step.
        var (model, gradient) = (new Parameter(Tensor.FromArray([1.0])), new Parameter(Tensor.FromArray([-7.0])));
        var adam = new Adam(LearningRate.Constant(0.01), beta1: 0.8, beta2: 0.95);
        var state = adam.Start(model);
        for (var step = 1; step <= 50; step++)
        {
            (model, state) = adam.Update(model, gradient, state);
            Assert.Equal(1 + (0.01 * step), model.Value.ToScalar(), 1e-8);
        }
    }

    /// <summary>Lengths below a vector, with a rest, and divided among threads.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(67)]
    [InlineData(100_003)]
    public void The_one_pass_equals_its_recurrence_in_tensors_to_the_bit(int count)
    {
        Adam[] adams = [Adam.Default, new(LearningRate.Cosine(0.3, 9), 0.7, 0.95, 1e-5, weightDecay: 0.1)];
        foreach (var adam in adams)
        {
            foreach (var precision in Enum.GetValues<Precision>())
            {
                var key = RandomKey.FromSeed(count);
                var model = new Parameter(key.Normal(new Shape(count), precision));
                var state = adam.Start(model);
                for (var step = 0; step < 3; step++)
                {
                    var gradient = new Parameter(key.Fold(step).Normal(new Shape(count), precision));
                    var expected = InTensors(adam, model.Value, gradient.Value, state);
                    (model, state) = adam.Update(model, gradient, state);
                    Assert.Equal(expected.Select(tensor => tensor.ToDoubles()), [model.Value.ToDoubles(), .. state.Moments.Select(moment => moment.Value.ToDoubles())]);
                }
            }
        }
    }

    [Fact]
    public void A_sequence_displaces_as_its_parts_do_one_after_the_other()
    {
        var (model, gradient) = (new Parameter(Tensor.FromArray([3.0, -4])), new Parameter(Tensor.FromArray([30.0, -40])));
        var (clip, adam) = (new ClipByGlobalNorm(0.1), new Adam(LearningRate.Constant(0.1), weightDecay: 0.3));
        var clipped = new Parameter(gradient.Value * (0.1 / 50));
        Assert.Equal(adam.Update(model, clipped, adam.Start(model)), clip.Then(adam).Update(model, gradient, clip.Then(adam).Start(model)));
        // After Adam the displacement is clipped, and the model is moved by what is left of it.
        var whole = adam.Displace(0, [new OptimizerLeaf("value", model.Value, gradient.Value, [model.Value * 0, model.Value * 0])])[0].Displacement;
        var shortened = adam.Then(clip).Update(model, gradient, adam.Then(clip).Start(model)).Model.Value;
        Assert.Equal((model.Value - (whole * (0.1 / new Parameter(whole).Norm()))).ToDoubles(), shortened.ToDoubles());
    }

    private static Tensor[] InTensors(Adam adam, Tensor model, Tensor gradient, OptimizerState<Parameter> state)
    {
        var rate = adam.LearningRate.At(state.Step);
        var correctedRate = rate / (1 - Math.Pow(adam.Beta1, state.Step + 1));
        var correction = 1 / (1 - Math.Pow(adam.Beta2, state.Step + 1));
        var first = (state.Moments[0].Value * adam.Beta1) + (gradient * (1 - adam.Beta1));
        var second = (state.Moments[1].Value * adam.Beta2) + (gradient.Square() * (1 - adam.Beta2));
        var change = first * correctedRate / ((second * correction).Sqrt() + adam.Epsilon);
        return [model - (adam.WeightDecay == 0 ? change : change + (model * (rate * adam.WeightDecay))), first, second];
    }
}
