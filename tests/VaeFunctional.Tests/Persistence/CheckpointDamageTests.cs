using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What can happen to a file from outside: one clear error, and the state saved before still loads.</summary>
public sealed class CheckpointDamageTests : IDisposable
{
    private static readonly TrainingState<Dense> Start = TrainingState.Start(
        Dense.Create(TrainingProblem.Key, 2, 1, Activation.Tanh, Initialization.GlorotUniform), Adam.Default, TrainingProblem.Key);

    private static readonly Batches Batches = Batches.InOrder(Tensor.Ones(new Shape(2, 2)), 1);

    private readonly TemporaryFolder folder = new();
    private readonly TrainingState<Dense> before;
    private readonly byte[] bytes;

    public CheckpointDamageTests()
    {
        before = Train.Run(Start, (model, batch, _) => Objective.Of(model.Apply(batch.X).Mean()), Batches).States().SaveEach(File).First();
        Checkpoint.Save(File, Start);
        bytes = System.IO.File.ReadAllBytes(File);
    }

    private string File => folder["run.checkpoint"];

    [Fact]
    public void A_file_cut_at_every_byte_is_refused_and_the_state_before_loads() => AssertRefused(Damage.Truncations(bytes));

    [Fact]
    public void A_file_with_a_bit_flipped_in_any_byte_is_refused_and_the_state_before_loads() => AssertRefused(Damage.FlipsOfEachByte(bytes));

    [Fact]
    public void A_file_with_any_byte_inverted_is_refused_and_the_state_before_loads() =>
        AssertRefused(Enumerable.Range(0, bytes.Length).Select(i => (byte[])[.. bytes[..i], (byte)~bytes[i], .. bytes[(i + 1)..]]));

    public void Dispose() => folder.Dispose();

    private void AssertRefused(IEnumerable<byte[]> damaged)
    {
        foreach (var (index, content) in damaged.Index())
        {
            System.IO.File.WriteAllBytes(File, content);
            var error = Assert.Throws<InvalidDataException>(() => Checkpoint.Load(File, Start));
            Assert.StartsWith($"{File}, byte ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith("load it by Checkpoint.LoadPrevious.", error.Message, StringComparison.Ordinal);
            if (index % 100 == 0)
                Assert.Equal(before, Checkpoint.LoadPrevious(File, Start));
        }
    }
}
