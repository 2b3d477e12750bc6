using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Batches of data that are read chunk by chunk.</summary>
internal sealed class StreamedBatches : Batches
{
    private readonly IRecordSource source;
    private readonly EpochLayout layout;
    private readonly int chunkSize;
    private Chunk? lastChunk;

    public StreamedBatches(IRecordSource source, int size, int epochs, int batchesPerChunk)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Count < 1 || source.Size < 1)
            throw new ArgumentException($"The source holds {source.Count} records of {source.Size} features; it needs at least one of each.", nameof(source));
        ArgumentOutOfRangeException.ThrowIfLessThan(batchesPerChunk, 1);
        this.source = source;
        layout = new EpochLayout(source.Count, size, epochs);
        chunkSize = (int)Math.Min((long)size * batchesPerChunk, source.Count);
    }

    private StreamedBatches(IRecordSource source, EpochLayout layout, int chunkSize) =>
        (this.source, this.layout, this.chunkSize) = (source, layout, chunkSize);

    public override long Count => layout.Count;

    public override Batches WithEpochs(int epochs) => new StreamedBatches(source, layout.WithEpochs(epochs), chunkSize);

    public override Batch At(long step, RandomKey key)
    {
        CheckStep(step);
        var (epoch, start, length) = layout.At(step);
        var chunks = new ChunkOrder(source.Count, chunkSize, key.Fold("epoch").Fold(epoch));
        var rows = ImmutableArray.CreateBuilder<int>();
        var parts = new List<Tensor>();
        while (rows.Count < length)
        {
            var (chunk, offset) = chunks.Find(start + rows.Count);
            var loaded = Load(chunk, chunks);
            var taken = loaded.Order.Slice(offset, Math.Min(length - rows.Count, loaded.Order.Length - offset));
            parts.Add(loaded.Records.Take(taken));
            rows.AddRange(taken.Select(row => loaded.First + row));
        }

        return new(parts.Count == 1 ? parts[0] : Tensor.Concatenate(parts), rows.ToImmutable(), epoch);
    }

    private Chunk Load(int index, ChunkOrder chunks)
    {
        var chunk = lastChunk;
        if (chunk is not null && chunk.Index == index && chunk.Key == chunks.Key)
            return chunk;
        var (first, count) = chunks.Range(index);
        var records = source.ReadChecked(first, count).Copy();
        DataCheck.Finite(records, $"Training (records from {first} on)");
        return lastChunk = new(index, chunks.Key, first, records, chunks.Key.Fold(index).Permutation(count));
    }

    private sealed record Chunk(int Index, RandomKey Key, int First, Tensor Records, ImmutableArray<int> Order);

    /// <summary>The order of an epoch's chunks; the last chunk of the data may be shorter, and may come anywhere.</summary>
    private sealed class ChunkOrder(int records, int chunkSize, RandomKey key)
    {
        private readonly ImmutableArray<int> order = key.Fold("chunks").Permutation((records - 1) / chunkSize + 1);

        public RandomKey Key => key;

        public (int First, int Count) Range(int chunk) => (chunk * chunkSize, Math.Min(chunkSize, records - (chunk * chunkSize)));

        /// <summary>The chunk that holds a position of the epoch, and the offset within it.</summary>
        public (int Chunk, int Offset) Find(int position)
        {
            foreach (var chunk in order)
            {
                var count = Range(chunk).Count;
                if (position < count)
                    return (chunk, position);
                position -= count;
            }

            throw new ArgumentOutOfRangeException(nameof(position));
        }
    }
}
