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
}
