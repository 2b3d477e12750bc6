using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(BatchesTests.Examples) })]
public class BatchesTests
{
    [Property]
    public bool An_epoch_of_shuffled_batches_holds_every_example_once(Layout layout, RandomKey key) =>
        EveryEpochIsComplete(Batches.Shuffled(Numbered(layout.Examples), layout.Size, layout.Epochs), layout, key);

    [Property]
    public bool An_epoch_of_streamed_batches_holds_every_example_once_whatever_the_chunk(Layout layout, RandomKey key) =>
        new[] { 1, 2, 5, 100 }.All(chunk => EveryEpochIsComplete(
            Batches.Streamed(RecordSource.Of(Numbered(layout.Examples)), layout.Size, layout.Epochs, chunk), layout, key));

    [Fact]
    public void Batches_in_order_are_the_data_cut_in_pieces()
    {
        var batches = Batches.InOrder(Numbered(10), 4, 2);
        Assert.Equal([4, 4, 2, 4, 4, 2], Steps(batches).Select(step => batches.At(step, default).X.Shape[0]));
        Assert.Equal(Numbered(10).Slice(8, 2), batches.At(5, default).X);
        Assert.Equal(1, batches.At(5, default).Epoch);
    }

    [Fact]
    public void Rows_tell_where_examples_are()
    {
        foreach (var batches in new[] { Batches.Shuffled(Numbered(37), 5, 1), Batches.Streamed(RecordSource.Of(Numbered(37)), 5, 1, 2), Batches.InOrder(Numbered(37), 5) })
        {
            foreach (var batch in Steps(batches).Select(step => batches.At(step, default)))
                Assert.Equal(Numbered(37).Take(batch.Rows), batch.X);
        }
    }

    [Fact]
    public void A_map_binarizes_anew_at_every_step_and_the_same_way_again()
    {
        var batches = Batches.InOrder(Tensor.Full(new Shape(20, 30), 0.5), 20, 2).Map((x, key) => key.Bernoulli(x));
        Assert.Equal(batches.At(0, default), batches.At(0, default));
        Assert.NotEqual(batches.At(0, default).X, batches.At(1, default).X);
        Assert.Equal(-1, Bits.FirstOther(batches.At(0, default).X));
    }

    [Fact]
    public void A_source_that_gives_another_number_of_records_is_refused()
    {
        var source = new ShortSource(Numbered(100));
        Assert.Throws<InvalidOperationException>(() => Batches.Streamed(source, 7, 1).At(0, default));
        Assert.Throws<InvalidOperationException>(() => RateDistortion.Estimate(TrainingProblem.Model, source, default));
    }

    [Fact]
    public void A_stream_reads_no_more_than_a_chunk_at_a_time_and_each_record_once_an_epoch()
    {
        var source = new CountingSource(Numbered(100));
        var batches = Batches.Streamed(source, 7, 1, 3);
        foreach (var step in Steps(batches))
            _ = batches.At(step, default);
        Assert.Equal(100, source.RecordsRead);
        Assert.Equal(21, source.LargestRead);
    }

    [Fact]
    public void Streams_train_as_well_as_tensors()
    {
        var images = TrainingProblem.Key.Bernoulli(TrainingProblem.Images);
        var streamed = Batches.Streamed(RecordSource.Of(images), 27, 2, 2);
        var states = Train.Run(TrainingProblem.Start, TrainingProblem.Loss, streamed).States().ToList();
        Assert.Equal(TrainingProblem.Fold(TrainingProblem.Start, streamed), states);
    }

    [Fact]
    public void Bad_data_and_sizes_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Batches.Shuffled(Tensor.FromArray([0, double.NaN], new Shape(2, 1)), 1, 1));
        Assert.Contains("[1, 0]", error.Message, StringComparison.Ordinal);
        var streamed = Batches.Streamed(RecordSource.Of(Tensor.FromArray([0, double.NaN], new Shape(2, 1))), 1, 1);
        Assert.Contains("[1, 0]", Assert.Throws<ArgumentException>(() => streamed.At(0, default)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Batches.Shuffled(Tensor.Zeros(new Shape(0, 4)), 2, 1));
        Assert.Throws<ArgumentException>(() => Batches.Shuffled(Tensor.Zeros(new Shape(4)), 2, 1));
        Assert.Throws<ArgumentException>(() => Batches.Shuffled(Numbered(4), 0, 1));
        Assert.Throws<ArgumentException>(() => Batches.Shuffled(Numbered(4), -3, 1));
        Assert.Throws<ArgumentException>(() => Batches.Shuffled(Numbered(4), 2, 0));
        Assert.Throws<ArgumentException>(() => Batches.Streamed(RecordSource.Of(Tensor.Zeros(new Shape(0, 4))), 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Batches.Streamed(RecordSource.Of(Numbered(4)), 2, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Batches.Shuffled(Numbered(4), 2, 1).At(2, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => Batches.Shuffled(Numbered(4), 2, 1).At(-1, default));
    }

    private static bool EveryEpochIsComplete(Batches batches, Layout layout, RandomKey key)
    {
        var epochs = Steps(batches).Select(step => batches.At(step, key)).GroupBy(batch => batch.Epoch).ToList();
        return epochs.Count == layout.Epochs && epochs.All(epoch =>
            epoch.SelectMany(batch => batch.X.ToDoubles()).Order().SequenceEqual(Numbered(layout.Examples).ToDoubles())
            && epoch.SkipLast(1).All(batch => batch.X.Shape[0] == layout.Size));
    }

    private static IEnumerable<long> Steps(Batches batches) => Enumerable.Range(0, (int)batches.Count).Select(step => (long)step);

    /// <summary>Examples that say where they are.</summary>
    private static Tensor Numbered(int count) => Tensor.FromArray([.. Enumerable.Range(0, count).Select(i => (double)i)], new Shape(count, 1));

    public sealed record Layout(int Examples, int Size, int Epochs);

    private sealed class ShortSource(Tensor data) : IRecordSource
    {
        public int Count => data.Shape[0];

        public int Size => data.Shape[1];

        public Tensor Read(int first, int count) => data.Slice(first, 1);
    }

    private sealed class CountingSource(Tensor data) : IRecordSource
    {
        public int RecordsRead { get; private set; }

        public int LargestRead { get; private set; }

        public int Count => data.Shape[0];

        public int Size => data.Shape[1];

        public Tensor Read(int first, int count)
        {
            RecordsRead += count;
            LargestRead = Math.Max(LargestRead, count);
            return data.Slice(first, count);
        }
    }

    internal static class Examples
    {
        public static Arbitrary<Layout> Layouts { get; } = (
            from examples in Gen.Choose(1, 60)
            from size in Gen.Choose(1, 70)
            from epochs in Gen.Choose(1, 3)
            select new Layout(examples, size, epochs)).ToArbitrary();
    }
}
