using Xunit;

namespace VaeFunctional.Tests;

public class TrainingStateTests
{
    [Fact]
    public void Another_learning_rate_goes_on_from_the_same_moments()
    {
        var state = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(2)).States().Last();
        var slower = Adam.Default.WithLearningRate(1e-5);
        Assert.Equal(state with { Optimizer = slower }, state.WithOptimizer(slower));
    }

    [Fact]
    public void An_optimizer_of_other_moments_is_refused_by_their_names()
    {
        var message = Assert.Throws<ArgumentException>(() => TrainingProblem.Start.WithOptimizer(new Sgd(LearningRate.Constant(0.1), momentum: 0.9))).Message;
        Assert.Contains("[first-moment, second-moment]", message, StringComparison.Ordinal);
        Assert.Contains("Sgd", message, StringComparison.Ordinal);
    }
}
