using Xunit;

namespace VaeFunctional.Tests;

public sealed class CheckpointTests : IDisposable
{
    private static readonly Batches Batches = TrainingProblem.Batches(3);

    private readonly TemporaryFolder folder = new();

    private string File => folder["run.checkpoint"];

    private string Previous => folder["run.checkpoint.previous"];

    [Fact]
    public void Every_state_of_a_run_loads_as_it_was_saved()
    {
        foreach (var optimizer in Optimizers())
        {
            var start = TrainingState.Start(TrainingProblem.Model, optimizer, TrainingProblem.Key);
            foreach (var state in Train.Run(start, TrainingProblem.Loss, Batches, every: 7).States().Prepend(start))
            {
                Checkpoint.Save(File, state);
                Assert.Equal(state, Checkpoint.Load(File, start with { Key = RandomKey.FromSeed(0) }));
            }
        }
    }

    [Fact]
    public void A_run_resumed_at_any_step_ends_with_the_same_bytes()
    {
        Assert.Equal(Batches.Count, Run(TrainingProblem.Start).SaveEach(folder["whole"]).Count());
        var whole = System.IO.File.ReadAllBytes(folder["whole"]);
        for (var interruptedAfter = 1; interruptedAfter <= Batches.Count; interruptedAfter += 5)
        {
            var path = folder[$"resumed {interruptedAfter}"];
            var first = Run(Checkpoint.LoadOrStart(path, TrainingProblem.Start)).SaveEach(path).Take(interruptedAfter).Last();
            Assert.Equal(interruptedAfter, first.Step);
            Assert.Equal(Batches.Count - interruptedAfter, Run(Checkpoint.LoadOrStart(path, TrainingProblem.Start)).SaveEach(path).Count());
            Assert.Equal(whole, System.IO.File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void Saving_each_is_lazy_and_the_state_before_stays()
    {
        var states = Run(TrainingProblem.Start).SaveEach(File);
        Assert.Empty(folder.Files);
        var first = states.Take(2).ToList();
        Assert.Equal(first[1], Checkpoint.Load(File, TrainingProblem.Start));
        Assert.Equal(first[0], Checkpoint.LoadPrevious(File, TrainingProblem.Start));
        Assert.Equal(["run.checkpoint", "run.checkpoint.previous"], folder.Files.Order());
    }

    [Fact]
    public void Terms_come_back_to_the_bit()
    {
        var terms = Samples.Awkward.Index().Aggregate(Terms.Empty, (all, number) => all.With($"term {number.Index} \"\u00e4\"", number.Item));
        var state = TrainingProblem.Start with { Terms = terms, Step = long.MaxValue };
        Checkpoint.Save(File, state);
        var loaded = Checkpoint.Load(File, TrainingProblem.Start);
        Assert.Equal(state, loaded);
        Assert.Equal(terms.Names.Select(name => BitConverter.DoubleToInt64Bits(terms[name])), loaded.Terms.Names.Select(name => BitConverter.DoubleToInt64Bits(loaded.Terms[name])));
    }

    [Fact]
    public void Constants_and_settings_of_a_record_are_kept()
    {
        var start = TrainingState.Start(SampleModel.Create(TrainingProblem.Key), Adam.Default, TrainingProblem.Key);
        Checkpoint.Save(File, start);
        var like = TrainingState.Start(SampleModel.Create(RandomKey.FromSeed(1)), Adam.Default, RandomKey.FromSeed(1));
        Assert.Equal(start, Checkpoint.Load(File, like));
        Assert.Equal(start.Model.Center, Checkpoint.Load(File, like).OptimizerState.Moments[1].Center);
    }

    [Fact]
    public void Another_optimizer_is_listed_with_the_other_differences()
    {
        Checkpoint.Save(File, TrainingProblem.Start);
        var other = TrainingProblem.Model.WithDecoder(Mlp.Create(TrainingProblem.Key, [3, 32, 64], Activation.Tanh));
        var message = Assert.Throws<ArgumentException>(
            () => Checkpoint.Load(File, TrainingState.Start(other, new Sgd(LearningRate.Constant(0.1), 0.9), TrainingProblem.Key))).Message;
        Assert.Contains("- the optimizer, which WithOptimizer changes once the state is loaded, is 'sequence' in the file and 'Sgd' in the template", message, StringComparison.Ordinal);
        Assert.Contains("- the optimizer's '1/beta1', which WithOptimizer changes once the state is loaded, is '0.9' in the file and absent in the template", message, StringComparison.Ordinal);
        Assert.Contains("- the list of moments is 'first-moment, second-moment' in the file and 'momentum'", message, StringComparison.Ordinal);
        Assert.Contains("- setting 'decoder/hidden/0/activation' is 'relu' in the file and 'tanh'", message, StringComparison.Ordinal);
        Assert.Contains("- 'optimizer/1/encoder/hidden/0/weight' of shape [64, 32] in the file is not in the template", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_not_a_checkpoint_and_a_checkpoint_is_not_a_model()
    {
        ModelFile.Save(File, TrainingProblem.Model);
        Assert.Contains("holds a model, not a checkpoint: ModelFile.Load", Refused(), StringComparison.Ordinal);
        Safetensors.Write(File, NamedTensors.Empty.With("a", Tensor.Scalar(1)));
        Assert.Contains("is not a checkpoint", Refused(), StringComparison.Ordinal);
        Checkpoint.Save(File, TrainingProblem.Start);
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Load(File, TrainingProblem.Model));
        Assert.Contains("holds a checkpoint, not a model: Checkpoint.Load", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"step\":0", "\"step\":-1")]
    [InlineData("\"step\":0", "\"step\":1.5")]
    [InlineData("\"step\":0", "\"steps\":0")]
    [InlineData("\"optimizerStep\":0", "\"optimizerStep\":\"0\"")]
    [InlineData("\"key\":\"", "\"key\":\"x")]
    [InlineData("\"terms\":[]", "\"terms\":[{\"name\":\"a\",\"value\":\"one\"}]")]
    [InlineData("\"terms\":[]", "\"terms\":{}")]
    [InlineData("\"moments\":[", "\"moments\":[1,")]
    public void Progress_that_cannot_be_read_is_refused(string text, string wrong)
    {
        Checkpoint.Save(File, TrainingProblem.Start);
        var content = Safetensors.Read(File);
        var json = content.Metadata["vaefunctional"];
        Assert.Contains(text, json, StringComparison.Ordinal);
        Safetensors.Write(File, content.WithMetadata("vaefunctional", json.Replace(text, wrong, StringComparison.Ordinal)));
        Assert.Contains("cannot be read", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_only_the_previous_state_exists_it_is_loaded()
    {
        var states = Run(TrainingProblem.Start).SaveEach(File).Take(2).ToList();
        System.IO.File.Delete(File);
        Assert.Equal(states[0], Checkpoint.Load(File, TrainingProblem.Start));
        Assert.Equal(states[0], Checkpoint.LoadOrStart(File, TrainingProblem.Start));
        System.IO.File.Delete(Previous);
        Assert.Same(TrainingProblem.Start, Checkpoint.LoadOrStart(File, TrainingProblem.Start));
        Assert.Throws<FileNotFoundException>(() => Checkpoint.Load(File, TrainingProblem.Start));
        Assert.Throws<FileNotFoundException>(() => Checkpoint.LoadPrevious(File, TrainingProblem.Start));
    }

    [Fact]
    public void A_damaged_file_is_never_skipped_and_says_what_is_beside_it()
    {
        Checkpoint.Save(File, TrainingProblem.Start);
        System.IO.File.WriteAllText(File, "damaged beyond reading");
        Assert.Contains($"There is no state saved before it at '{Previous}'", Refused(), StringComparison.Ordinal);
        Checkpoint.Save(Previous, TrainingProblem.Start);
        Assert.EndsWith($"The state saved before it is at '{Previous}': load it by Checkpoint.LoadPrevious.", Refused(), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Checkpoint.LoadOrStart(File, TrainingProblem.Start));
        Assert.Equal(TrainingProblem.Start, Checkpoint.LoadPrevious(File, TrainingProblem.Start));
    }

    [Fact]
    public void A_damaged_file_does_not_take_the_place_of_the_state_before()
    {
        var states = Run(TrainingProblem.Start).SaveEach(File).Take(3).ToList();
        var bytes = System.IO.File.ReadAllBytes(File);
        foreach (var damaged in (byte[][])[bytes[..^1], [.. bytes[..^1], (byte)~bytes[^1]], []])
        {
            System.IO.File.WriteAllBytes(File, damaged);
            Checkpoint.Save(File, Checkpoint.LoadPrevious(File, TrainingProblem.Start) with { Step = 100 });
            Assert.Equal(states[1], Checkpoint.LoadPrevious(File, TrainingProblem.Start));
            Assert.Equal(100, Checkpoint.Load(File, TrainingProblem.Start).Step);
        }

        Checkpoint.Save(File, states[2]);
        Assert.Equal(100, Checkpoint.LoadPrevious(File, TrainingProblem.Start).Step);
        Assert.Equal(["run.checkpoint", "run.checkpoint.previous"], folder.Files.Order());
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<TrainingState<Vae>> Run(TrainingState<Vae> start) => Train.Run(start, TrainingProblem.Loss, Batches).States();

    private static IEnumerable<Optimizer> Optimizers() =>
    [
        new ClipByGlobalNorm(100).Then(Adam.Default), new Sgd(LearningRate.Constant(1e-4)), new Sgd(LearningRate.Constant(1e-5), 0.9),
        Adam.WithDecoupledDecay(LearningRate.Constant(1e-3)), new Lookahead().Then(Adam.Default).Then(Adam.Default),
    ];

    private string Refused() => Assert.Throws<InvalidDataException>(() => Checkpoint.Load(File, TrainingProblem.Start)).Message;
}
