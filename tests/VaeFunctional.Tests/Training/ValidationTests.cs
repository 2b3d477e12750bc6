using Xunit;

namespace VaeFunctional.Tests;

public class ValidationTests
{
    [Fact]
    public void The_best_state_is_that_of_the_highest_score()
    {
        var validated = Scores(1, 3, 2, 5, 4).ToList();
        Assert.Equal([1, 3, 3, 5, 5], validated.Select(state => state.BestScore));
        Assert.Equal([0, 0, 1, 0, 1], validated.Select(state => state.SinceBest));
        Assert.Equal(4, validated[^1].Best.Step);
    }

    [Fact]
    public void Patience_ends_the_sequence_after_its_number_of_states_without_a_better_score()
    {
        Assert.Equal([1, 3, 2, 2], Scores(1, 3, 2, 2, 9).WithPatience(2).Select(state => state.Score));
        Assert.Equal(5, Scores(1, 3, 2, 4, 3).WithPatience(2).Count());
    }

    [Fact]
    public void Patience_does_not_train_beyond_its_end()
    {
        var trained = 0;
        var states = TrainingProblem.Fold(TrainingProblem.Start, TrainingProblem.Batches(1)).Select(state =>
        {
            trained++;
            return state;
        });
        Assert.Equal(2, states.Validate(_ => 0.0).WithPatience(1).Count());
        Assert.Equal(2, trained);
    }

    [Fact]
    public void A_score_that_is_nan_is_never_the_best()
    {
        Assert.Equal([double.NaN, 2, 2, 3], Scores(double.NaN, 2, double.NaN, 3).Select(state => state.BestScore));
    }

    [Fact]
    public void A_split_divides_the_data_without_loss()
    {
        var data = Tensor.Linspace(0, 99, 100, Precision.Double).Reshape(new Shape(100, 1));
        var split = DataSplit.Random(data, 0.25, RandomKey.FromSeed(1));
        Assert.Equal(25, split.Validation.Shape[0]);
        Assert.Equal(data.ToDoubles(), split.Train.ToDoubles().Concat(split.Validation.ToDoubles()).Order());
        Assert.NotEqual(split, DataSplit.Random(data, 0.25, RandomKey.FromSeed(2)));
    }

    [Fact]
    public void Both_parts_of_a_split_have_an_example_and_bad_requests_are_refused()
    {
        var two = Tensor.Zeros(new Shape(2, 3));
        Assert.Equal(1, DataSplit.Random(two, 0.001, default).Validation.Shape[0]);
        Assert.Equal(1, DataSplit.Random(two, 0.999, default).Train.Shape[0]);
        Assert.Throws<ArgumentException>(() => DataSplit.Random(Tensor.Zeros(new Shape(1, 3)), 0.5, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplit.Random(two, 0, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataSplit.Random(two, double.NaN, default));
    }

    private static IEnumerable<ValidatedState<Vae>> Scores(params double[] scores)
    {
        var next = 0;
        return TrainingProblem.Fold(TrainingProblem.Start, TrainingProblem.Batches(1)).Take(scores.Length).Validate(_ => scores[next++]);
    }
}
