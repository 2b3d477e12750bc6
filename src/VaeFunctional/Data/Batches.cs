namespace VaeFunctional;

/// <summary>The batches of a training run: a pure function of the step and a key, so that a run can resume at any step.</summary>
public abstract class Batches
{
    /// <summary>The number of batches over all epochs.</summary>
    public abstract long Count { get; }

    /// <summary>The batch of a step.</summary>
    /// <remarks>In a run it is asked for within the step's evaluation: what an implementation keeps beyond the call it keeps as <c>Copy()</c>.</remarks>
    /// <param name="step">From 0 to <see cref="Count"/> less one.</param>
    /// <param name="key">Decides the order; the same for all steps of a run.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public abstract Batch At(long step, RandomKey key);

    /// <summary>Data in memory in a new random order every epoch; the last batch of an epoch holds what is left.</summary>
    /// <param name="data">The data <c>[examples, features]</c>.</param>
    /// <param name="size">The number of examples of a batch, at least 1.</param>
    /// <param name="epochs">The number of passes, at least 1.</param>
    /// <exception cref="ArgumentException">There are no data, they are not [examples, features] or not finite, or a number is not positive.</exception>
    public static Batches Shuffled(Tensor data, int size, int epochs) => new TensorBatches(data, size, epochs, shuffles: true);

    /// <summary>Data in memory in their own order, the same every epoch.</summary>
    /// <param name="data">The data <c>[examples, features]</c>.</param>
    /// <param name="size">The number of examples of a batch, at least 1.</param>
    /// <param name="epochs">The number of passes.</param>
    /// <exception cref="ArgumentException">There are no data, they are not [examples, features] or not finite, or a number is not positive.</exception>
    public static Batches InOrder(Tensor data, int size, int epochs = 1) => new TensorBatches(data, size, epochs, shuffles: false);

    /// <summary>Data read from a source as they are needed: chunks in random order, and the records of a chunk in random order.</summary>
    /// <remarks>One chunk is held, and two while the next is read. With a chunk as large as the data this is the order of a full shuffle.</remarks>
    /// <param name="source">The records.</param>
    /// <param name="size">The number of examples of a batch, at least 1.</param>
    /// <param name="epochs">The number of passes, at least 1.</param>
    /// <param name="batchesPerChunk">How many batches are read and shuffled together, at least 1.</param>
    /// <exception cref="ArgumentException">The source is empty, or a number is not positive.</exception>
    public static Batches Streamed(IRecordSource source, int size, int epochs, int batchesPerChunk = 64) =>
        new StreamedBatches(source, size, epochs, batchesPerChunk);

    /// <summary>These batches with their examples changed, as by a fresh binarization: <c>(x, key) => key.Bernoulli(x)</c>.</summary>
    /// <remarks>
    /// Maps applied one to another have keys of their own. Batches of yours that wrap others and are mapped again pass a key of their own on,
    /// as <c>key.Fold("inner")</c>.
    /// </remarks>
    /// <param name="f">From examples <c>[batch, features]</c> and a key of the step and the map to examples.</param>
    public Batches Map(Func<Tensor, RandomKey, Tensor> f) => new MappedBatches(this, f);

    /// <summary>Throws unless the step exists.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    protected void CheckStep(long step)
    {
        if (step < 0 || step >= Count)
            throw new ArgumentOutOfRangeException(nameof(step), $"There is no batch {step} among {Count}.");
    }

    private sealed class MappedBatches(Batches inner, Func<Tensor, RandomKey, Tensor> f) : Batches
    {
        private readonly int depth = inner is MappedBatches before ? before.depth + 1 : 0;

        public override long Count => inner.Count;

        public override Batch At(long step, RandomKey key)
        {
            var batch = inner.At(step, key);
            return batch with { X = f(batch.X, key.Fold("map").Fold(depth).Fold(step)) };
        }
    }
}
