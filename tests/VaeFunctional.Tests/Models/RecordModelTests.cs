using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A model that is told something of every row: bounds, evaluations and laws hand it the rows that they are about.</summary>
public class RecordModelTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(77);

    // More than two chunks of an evaluation, the last of them short.
    private static readonly Tensor Records = Key.Fold("records").Normal(new Shape(230, 4), Precision.Double);

    private static Shifting Model { get; } = new(new LogisticVae(
        Mlp.Create(Key.Fold("encoder"), [3, 8, 4], Activation.Tanh),
        Mlp.Create(Key.Fold("decoder"), [2, 8, 3], Activation.Tanh),
        Tensor.Zeros(new Shape(3))).To(Precision.Double));

    [Fact]
    public void Every_example_of_an_evaluation_is_told_of_its_own_row()
    {
        var all = LogLikelihood.Estimate(Model, Records, Key, 3);
        foreach (var row in new[] { 0, 99, 100, 229 })
        {
            var chunk = row / 100;
            var examples = Math.Min(100, 230 - (chunk * 100));
            var alone = Model.At(Records.Slice(row, 1));
            var noise = alone.Encode().Noise(Key, 1);
            Assert.Equal(new Shape(1, 1, 2), noise.Shape);
            // The row's draws are its part of the chunk's.
            var draws = Model.At(Records.Slice(chunk * 100, examples)).Encode().Noise(Key.Fold(chunk).Fold(0), 3).Slice(row % 100, 1, axis: 1);
            Assert.Equal(ImportanceWeightedBound.Estimate(Model, Records.Slice(row, 1), draws).Values.ToScalar(), all.Values[row], 1e-10);
        }
    }

    [Fact]
    public void A_shift_that_is_told_and_taken_back_changes_no_bound()
    {
        var x = Records.Slice(0, 3, axis: -1);
        var noise = Key.Normal(new Shape(230, 2), Precision.Double);
        Close.All(
            Elbo.Estimate(Model.Inner, x, noise).Elbo.Values.ToDoubles(),
            Elbo.Estimate(Model, Tensor.Concatenate([x + Records.Slice(3, 1, axis: -1), Records.Slice(3, 1, axis: -1)], axis: -1), noise).Elbo.Values.ToDoubles(),
            1e-11);
    }

    [Fact]
    public void The_laws_hold_of_it_and_notice_a_row_told_to_another()
    {
        var result = ModelLaws.Check(Model, Records, Key);
        Assert.True(result.Hold, result.ToString());
        var failures = ModelLaws.Check(Model with { Turns = true }, Records, Key).Failures;
        Assert.Contains(failures, law => law.Name == "an example's ELBO does not depend on its batch");
    }

    [Fact]
    public void Active_units_and_reconstructions_take_records()
    {
        Assert.Equal(2, ActiveUnits.Estimate(Model, Records).Variances.Length);
        Assert.Equal(new Shape(230, 3), Model.Reconstruct(Records).Shape);
        Assert.Equal(new Shape(230), Model.Forward(Records, Key).Distortion.Shape);
        Assert.Equal(230, RateDistortion.Estimate(Model, Records, Key).Examples);
    }

    /// <summary>Its last column is a shift of all features, which it takes back before it encodes and adds after it decodes.</summary>
    private sealed record Shifting(LogisticVae Inner) : IRecordModel, IParameters<Shifting>
    {
        /// <summary>Whether every row is told the next one's shift, a mistake.</summary>
        public bool Turns { get; init; }

        public RecordModelAt At(Tensor records)
        {
            var shift = records.Slice(3, 1, axis: -1);
            if (Turns)
                shift = Tensor.Concatenate([shift.Slice(1, shift.Shape[0] - 1), shift.Slice(0, 1)], axis: 0);
            return new(new Given(Inner, shift), records.Slice(0, 3, axis: -1));
        }

        public Shifting Map(LeafMap f) => this with { Inner = f.At("inner", Inner) };
    }

    private sealed record Given(LogisticVae Inner, Tensor Shift) : ILatentModel
    {
        public Distribution Prior => Inner.Prior;

        public Distribution Encode(Tensor x) => Inner.Encode(x - Shift);

        public Distribution Decode(Tensor z)
        {
            var p = Inner.Decode(z);
            return new Logistic(p.Mean + Shift, Inner.LogScale);
        }
    }
}
