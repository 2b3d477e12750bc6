namespace VaeFunctional;

/// <summary>The batches of a training run: a pure function of the step and a key, so that a run can resume at any step.</summary>
public abstract class Batches
{
    /// <summary>The number of batches over all epochs.</summary>
    public abstract long Count { get; }

    /// <summary>The batch of a step.</summary>
    /// <remarks>A run calls it within the step's evaluation: an implementation that keeps a tensor beyond the call keeps its <c>Copy()</c>.</remarks>
    /// <param name="step">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="key">Determines the order; the same for all steps of a run.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public abstract Batch At(long step, RandomKey key);

    /// <summary>These batches for another number of epochs; the steps that both have are the same.</summary>
    /// <remarks>The library's batches support it. Your own do if they override it.</remarks>
    /// <param name="epochs">The number of passes through the data, at least 1; it replaces the previous number.</param>
    /// <exception cref="ArgumentException">The number is not positive.</exception>
    /// <exception cref="NotSupportedException">The batches are custom and do not override this member.</exception>
    public virtual Batches WithEpochs(int epochs) => throw new NotSupportedException(
        $"The batches '{GetType().Name}' have a fixed number of epochs: they do not override {nameof(WithEpochs)}.");

    /// <summary>Data in memory, in a new random order every epoch; the last batch of an epoch holds what is left.</summary>
    /// <param name="data">The data <c>[examples, features]</c>.</param>
    /// <param name="size">The number of examples in a batch, at least 1.</param>
    /// <param name="epochs">The number of passes, at least 1.</param>
    /// <exception cref="ArgumentException">The data is empty, not [examples, features] or not finite, or a number is not positive.</exception>
    public static Batches Shuffled(Tensor data, int size, int epochs = 1) => new TensorBatches(data, size, epochs, shuffles: true);

    /// <summary>Data in memory in its own order, the same every epoch.</summary>
    /// <param name="data">The data <c>[examples, features]</c>.</param>
    /// <param name="size">The number of examples in a batch, at least 1.</param>
    /// <param name="epochs">The number of passes, at least 1.</param>
    /// <exception cref="ArgumentException">The data is empty, not [examples, features] or not finite, or a number is not positive.</exception>
    public static Batches InOrder(Tensor data, int size, int epochs = 1) => new TensorBatches(data, size, epochs, shuffles: false);

    /// <summary>Data read from a source as needed: chunks in random order, and the records of a chunk in random order.</summary>
    /// <remarks>Memory holds one chunk, and two while the next is read. A chunk as large as the data gives a full shuffle.</remarks>
    /// <param name="source">The records.</param>
    /// <param name="size">The number of examples in a batch, at least 1.</param>
    /// <param name="epochs">The number of passes, at least 1.</param>
    /// <param name="batchesPerChunk">How many batches are read and shuffled together, at least 1.</param>
    /// <exception cref="ArgumentException">The source is empty, or a number is not positive.</exception>
    public static Batches Streamed(IRecordSource source, int size, int epochs = 1, int batchesPerChunk = 64) =>
        new StreamedBatches(source, size, epochs, batchesPerChunk);

    /// <summary>These batches with their examples changed, for example binarized anew at every step: <c>(x, key) => key.Bernoulli(x)</c>.</summary>
    /// <remarks>
    /// A map of a map has its own key. If your own batches wrap mapped ones and are mapped again, pass another key to the inner ones, for
    /// example <c>key.Fold("inner")</c>.
    /// </remarks>
    /// <param name="f">A function of examples <c>[batch, features]</c> and a key of the step and the map, to examples.</param>
    public Batches Map(Func<Tensor, RandomKey, Tensor> f) => new MappedBatches(this, f);

    /// <summary>Throws unless the step exists.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="ArgumentOutOfRangeException">It does not exist.</exception>
    protected void CheckStep(long step)
    {
        if (step < 0 || step >= Count)
            throw new ArgumentOutOfRangeException(nameof(step), $"There is no batch {step}; the batches are numbered from 0 to {Count - 1}.");
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

        public override Batches WithEpochs(int epochs) => new MappedBatches(inner.WithEpochs(epochs), f);
    }
}
