using Xunit;

namespace VaeFunctional.Tests;

public class DivergedTrainingTests
{
    [Fact]
    public void A_gradient_that_is_not_finite_ends_the_run_naming_the_leaf_and_keeping_the_state()
    {
        var good = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(1)).States().Take(3).Last();
        var outcomes = Train.Run(TrainingProblem.Start, BadFromStepThree, TrainingProblem.Batches(1), every: 2).ToList();
        Assert.Equal(2, outcomes.Count);
        var diverged = Assert.IsType<StepOutcome<Vae>.Diverged>(outcomes[1]);
        Assert.Equal(3, diverged.Step);
        Assert.Equal("gradient of decoder/output/bias", diverged.Where);
        Assert.Equal(good, diverged.Previous);
    }

    [Fact]
    public void States_of_a_diverged_run_end_with_an_error_that_says_where()
    {
        var error = Assert.Throws<TrainingDivergedException>(
            () => Train.Run(TrainingProblem.Start, BadFromStepThree, TrainingProblem.Batches(1)).States().ToList());
        Assert.Equal(3, error.Step);
        Assert.Equal("gradient of decoder/output/bias", error.Where);
        Assert.Contains("decoder/output/bias", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_first_step_the_error_says_to_look_at_the_data()
    {
        // Gray pixels under a Bernoulli, in an objective of its own that does not check the support.
        static Objective Unchecked(Vae model, Batch batch, StepContext at) =>
            Objective.Of(model.Decode(model.Encode(batch.X).Sample(at.Key)).NegativeLogLikelihood(batch.X).Mean());
        var gray = Batches.InOrder(Tensor.Full(new Shape(2, 64), 0.5), 2);
        var error = Assert.Throws<TrainingDivergedException>(() => Train.Run(TrainingProblem.Start, Unchecked, gray).States().ToList());
        Assert.StartsWith("Training diverged at step 0: objective is not finite. In the first step look at the data first", error.Message, StringComparison.Ordinal);
        Assert.Contains("outside the likelihood's support", error.Message, StringComparison.Ordinal);
        Assert.Contains("p.CheckSupport(x)", error.Message, StringComparison.Ordinal);
        var later = Assert.Throws<TrainingDivergedException>(() => Train.Run(TrainingProblem.Start, BadFromStepThree, TrainingProblem.Batches(1)).States().ToList());
        Assert.DoesNotContain("data", later.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_objective_that_is_not_finite_is_named()
    {
        var outcome = Train.Step(
            TrainingProblem.Start,
            (model, batch, at) => Objective.Of(TrainingProblem.Loss(model, batch, at).Value * double.NaN),
            TrainingProblem.Batches(1).At(0, TrainingProblem.Key));
        var diverged = Assert.IsType<StepOutcome<Vae>.Diverged>(outcome);
        Assert.Equal("objective", diverged.Where);
        Assert.Same(TrainingProblem.Start, diverged.Previous);
    }

    [Fact]
    public void An_update_that_overflows_is_named()
    {
        var start = TrainingState.Start(TrainingProblem.Model, new Sgd(LearningRate.Constant(1e300)), TrainingProblem.Key);
        var outcome = Train.Step(start, TrainingProblem.Loss, TrainingProblem.Batches(1).At(0, TrainingProblem.Key));
        Assert.StartsWith("updated ", Assert.IsType<StepOutcome<Vae>.Diverged>(outcome).Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_moment_that_overflows_is_named_though_model_and_gradient_are_finite()
    {
        // The square of 1e30 is beyond float: Adam would divide by infinity and stand still for ever.
        var start = TrainingState.Start(new Parameter(Tensor.FromArray([1f, 2f])), Adam.Default, TrainingProblem.Key);
        var outcome = Train.Step(start, (model, _, _) => Objective.Of(model.Value.Sum() * 1e30), new Batch(Tensor.Zeros(new Shape(1, 1)), [0], 0));
        Assert.Equal("second-moment value", Assert.IsType<StepOutcome<Parameter>.Diverged>(outcome).Where);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0.5)]
    public void Data_outside_the_support_are_an_error_that_names_the_place(double bad)
    {
        var values = new float[2 * 64];
        values[64 + 5] = (float)bad;
        var batch = new Batch(Tensor.FromArray(values, new Shape(2, 64)), [0, 1], 0);
        var error = Assert.Throws<ArgumentException>(() => Train.Step(TrainingProblem.Start, TrainingProblem.Loss, batch));
        Assert.Contains("[1, 5]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_an_error_the_same_thread_trains_on()
    {
        var bad = new Batch(Tensor.Full(new Shape(2, 64), 0.5), [0, 1], 0);
        Assert.Throws<ArgumentException>(() => Train.Step(TrainingProblem.Start, TrainingProblem.Loss, bad));
        Assert.Equal(
            TrainingProblem.Fold(TrainingProblem.Start, TrainingProblem.Batches(1)),
            Train.Run(TrainingProblem.Start, TrainingProblem.Loss, TrainingProblem.Batches(1)).States());
    }

    /// <summary>The usual objective, plus 0 times the square root of a bias that is 0, whose derivative is NaN, from step 3 on.</summary>
    private static Objective BadFromStepThree(Vae model, Batch batch, StepContext at)
    {
        var usual = TrainingProblem.Loss(model, batch, at);
        if (at.Step < 3)
            return usual;
        var bias = ((Mlp)model.Decoder).Output.Bias;
        return Objective.Of(usual.Value + ((bias - bias.StopGradient()).Sqrt().Sum() * 0));
    }
}
