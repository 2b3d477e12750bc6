using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// Adam overwrites what it began with only where no result can overflow; near those limits, and beyond them, a run has the bits of its steps.
/// </summary>
[Properties(Arbitrary = [typeof(AdamRangeTests.Arbitraries)])]
public class AdamRangeTests
{
    private const int Steps = 4;

    [Property(MaxTest = 500)]
    public void A_run_is_the_fold_of_its_steps_also_near_the_limits_of_its_precision(AdamRun run)
    {
        var key = RandomKey.FromSeed(run.Seed);
        Tensor Numbers(string name, double magnitude) => (key.Fold(name).Uniform(new Shape(run.Count), run.Precision) + 0.5) * magnitude;
        var start = TrainingState.Start(ParameterList.Of(Numbers("p", run.Parameter), Numbers("small", 1)), run.Optimizer, key);
        start = start with
        {
            OptimizerState = new(run.Updates, [ParameterList.Of(Numbers("m", run.Moment), Numbers("m", 0)), ParameterList.Of(Numbers("v", run.Moment), Numbers("v", 0))]),
        };
        Objective Loss(ParameterList model, Batch batch, StepContext at) => Objective.Of(
            model.Tensors().Select((p, i) => ((p - p.StopGradient()) * (i == 0 ? run.Gradients[at.Step - run.Updates] : 0.5)).Sum()).Aggregate((a, b) => a + b));
        RunLaws.AssertIsFold(start with { Step = run.Updates }, Loss, Batches.InOrder(Tensor.Zeros(new Shape(1, 1)), 1, run.Updates + Steps), run.Every);
    }

    /// <summary>With a second moment that forgets, a gradient that vanishes leaves the first moment over epsilon alone.</summary>
    [Theory]
    [InlineData(1e-3, 1e-36)]
    [InlineData(1e9, 1e-30)]
    public void A_quotient_that_overflows_for_a_small_epsilon_leaves_the_state_before_it(double rate, double epsilon)
    {
        double[] gradients = [1, Math.ScaleB(1, 40), Math.ScaleB(1, -120), 1];
        A_run_is_the_fold_of_its_steps_also_near_the_limits_of_its_precision(
            new(Precision.Single, new Adam(rate, 0.9, 0, epsilon), 37, 1, 0, gradients, Updates: 0, Every: 100, Seed: 1));
    }

    /// <summary>Magnitudes around the limits, of parameters, moments and each step's gradient.</summary>
    public sealed record AdamRun(Precision Precision, Optimizer Optimizer, int Count, double Parameter, double Moment, double[] Gradients, int Updates, int Every, int Seed);

    public static class Arbitraries
    {
        public static Arbitrary<AdamRun> Runs() => Arb.From(
            from precision in Gen.Elements(Precision.Single, Precision.Double)
            from rate in Gen.Elements(1e-3, 1, Math.ScaleB(1, 19), Math.ScaleB(1, 20), 1e9)
            from epsilon in Gen.Elements(1e-8, 1e-3, 1, Math.ScaleB(1, -100), 1e-36)
            from beta2 in Gen.Elements(0, 0.5, 0.999, 1 - Math.ScaleB(1, -45))
            from decay in Gen.Elements(0, 0.1, 1e6)
            from clips in Gen.Elements(false, false, true)
            from count in Gen.Elements(1, 37)
            from parameter in Magnitude(precision)
            from moment in Magnitude(precision)
            from gradients in Magnitude(precision).ArrayOf(Steps)
            from updates in Gen.Elements(0, 1, 1000)
            from every in Gen.Elements(1, 2, 100)
            from seed in Gen.Choose(0, 10_000)
            let adam = new Adam(rate, 0.9, beta2, epsilon, decay)
            select new AdamRun(precision, clips ? new ClipByGlobalNorm(1e40).Then(adam) : adam, count, parameter, moment, gradients, updates, every, seed));

        private static Gen<double> Magnitude(Precision precision) =>
            from exponent in Gen.Frequency(
                (4, Gen.Choose(-4, 4)), (4, Gen.Choose(37, 44)), (4, Gen.Choose(78, 86)), (2, Gen.Choose(60, 64)),
                (2, precision == Precision.Single ? Gen.Choose(120, 126) : Gen.Choose(1000, 1022)), (3, Gen.Choose(-140, -60)))
            select Math.ScaleB(1, exponent);
    }
}
