using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

public class BatchOrderTests
{
    private const int Epochs = 3;

    [Property]
    public void A_batch_is_the_same_whatever_was_asked_before(int seed, PositiveInt examples, PositiveInt size, PositiveInt batchesPerChunk, NonNegativeInt[] asked)
    {
        RandomKey[] keys = [RandomKey.FromSeed(seed), RandomKey.FromSeed(seed).Fold("other")];
        foreach (var make in Kinds(Numbered(examples.Get), size.Get, 1 + (batchesPerChunk.Get % 4)))
        {
            var batches = make(Epochs);
            foreach (var (key, step) in asked.Select(number => Math.DivRem(number.Get, batches.Count)))
                Assert.Equal(make(Epochs).At(step, keys[key % 2]), batches.At(step, keys[key % 2]));
        }
    }

    [Property]
    public void Every_key_and_every_epoch_has_its_own_shuffled_order(int seed)
    {
        // Two of the six orders of 24 rows are equal by chance once in 4e22 runs.
        var batches = Batches.Shuffled(Numbered(24), 5, Epochs);
        AllDiffer(Orders(batches, seed).Select(rows => rows.ToArray()));
    }

    [Property(MaxTest = 20)]
    public void Every_key_and_every_epoch_has_its_own_order_of_chunks_and_every_chunk_its_own_order_of_records(int seed)
    {
        const int chunk = 24;
        var orders = Orders(Batches.Streamed(RecordSource.Of(Numbered(chunk * chunk)), 6, Epochs, chunk / 6), seed).ToList();
        Assert.All(orders.SelectMany(rows => rows.Chunk(chunk)), rows => Assert.Single(rows.Select(row => row / chunk).Distinct()));
        AllDiffer(orders.Select(rows => rows.Chunk(chunk).Select(records => records[0] / chunk).ToArray()));
        AllDiffer(orders.SelectMany(rows => rows.Chunk(chunk)).Select(records => records.Select(row => row % chunk).ToArray()));
    }

    [Property]
    public void Every_map_draws_anew_at_every_step_and_under_every_key(int seed, PositiveInt examples, PositiveInt size)
    {
        foreach (var make in Kinds(Numbered(examples.Get), size.Get, 2))
        {
            var seen = new List<RandomKey>();
            Tensor Note(Tensor x, RandomKey key)
            {
                seen.Add(key);
                return x;
            }

            var batches = make(2).Map(Note).Map(Note).Map(Note);
            RandomKey[] keys = [RandomKey.FromSeed(seed), RandomKey.FromSeed(seed).Fold("other")];
            foreach (var key in keys)
            {
                foreach (var step in Steps(batches))
                    _ = batches.At(step, key);
            }

            Assert.Equal(3 * 2 * batches.Count, seen.Count);
            Assert.Equal(seen.Count, seen.Concat(keys).Distinct().Count() - keys.Length);
            var last = seen[^3..];
            _ = batches.At(batches.Count - 1, keys[1]);
            Assert.Equal(last, seen[^3..]);
        }
    }

    [Property]
    public void Batches_with_another_number_of_epochs_are_those_made_with_it(int seed, PositiveInt examples, PositiveInt size, PositiveInt epochs)
    {
        var number = 1 + (epochs.Get % 4);
        var key = RandomKey.FromSeed(seed);
        foreach (var make in Kinds(Numbered(examples.Get), size.Get, 2))
        {
            var expected = make(number);
            foreach (var batches in new[] { make(1).WithEpochs(number), make(5).WithEpochs(2).WithEpochs(number) })
            {
                Assert.Equal(expected.Count, batches.Count);
                Assert.Equal(Steps(expected).Select(step => expected.At(step, key)), Steps(batches).Select(step => batches.At(step, key)));
            }

            Assert.Throws<ArgumentException>(() => expected.WithEpochs(0));
        }
    }

    [Fact]
    public void One_epoch_is_what_batches_have_unless_told_otherwise()
    {
        foreach (var batches in new[] { Batches.Shuffled(Numbered(7), 2), Batches.InOrder(Numbered(7), 2), Batches.Streamed(RecordSource.Of(Numbered(7)), 2) })
            Assert.Equal(4, batches.Count);
    }

    [Fact]
    public void Custom_batches_without_epochs_say_so_by_name()
    {
        Batches custom = new OneBatch();
        foreach (var batches in new[] { custom, custom.Map((x, _) => x) })
        {
            var error = Assert.Throws<NotSupportedException>(() => batches.WithEpochs(2));
            Assert.Contains("'OneBatch'", error.Message, StringComparison.Ordinal);
            Assert.Contains("WithEpochs", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Every way of making batches, as a function of the number of epochs.</summary>
    private static Func<int, Batches>[] Kinds(Tensor data, int size, int batchesPerChunk) =>
    [
        epochs => Batches.InOrder(data, size, epochs),
        epochs => Batches.Shuffled(data, size, epochs),
        epochs => Batches.Streamed(RecordSource.Of(data), size, epochs, batchesPerChunk),
        epochs => Batches.Shuffled(data, size, epochs).Map(Shaken),
        epochs => Batches.Streamed(RecordSource.Of(data), size, epochs, batchesPerChunk).Map(Shaken).Map(Shaken),
    ];

    private static Tensor Shaken(Tensor x, RandomKey key) => x + key.Uniform(x.Shape);

    /// <summary>The rows of each epoch under each of two keys, in the order of the batches.</summary>
    private static IEnumerable<IEnumerable<int>> Orders(Batches batches, int seed) =>
        from key in new[] { RandomKey.FromSeed(seed), RandomKey.FromSeed(seed).Fold("other") }
        from epoch in Steps(batches).Select(step => batches.At(step, key)).GroupBy(batch => batch.Epoch)
        select epoch.SelectMany(batch => batch.Rows);

    private static void AllDiffer(IEnumerable<int[]> orders)
    {
        var texts = orders.Select(order => string.Join(' ', order)).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
    }

    private static IEnumerable<long> Steps(Batches batches) => Enumerable.Range(0, (int)batches.Count).Select(step => (long)step);

    /// <summary>Examples that hold their own row numbers.</summary>
    private static Tensor Numbered(int count) => Tensor.FromArray([.. Enumerable.Range(0, count).Select(i => (double)i)], new Shape(count, 1));

    private sealed class OneBatch : Batches
    {
        public override long Count => 1;

        public override Batch At(long step, RandomKey key) => new(Numbered(1), [0], 0);
    }
}
