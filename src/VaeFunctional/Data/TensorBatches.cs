using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Batches of data in memory.</summary>
internal sealed class TensorBatches : Batches
{
    private readonly Tensor data;
    private readonly EpochLayout layout;
    private readonly bool shuffles;
    private EpochOrder? lastOrder;

    public TensorBatches(Tensor data, int size, int epochs, bool shuffles)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Rank != 2 || data.Shape[0] == 0)
            throw new ArgumentException($"Data is [examples, features] with at least one example; got shape {data.Shape}.", nameof(data));
        DataCheck.Finite(data, "Training");
        this.data = data;
        this.shuffles = shuffles;
        layout = new EpochLayout(data.Shape[0], size, epochs);
    }

    private TensorBatches(Tensor data, EpochLayout layout, bool shuffles) => (this.data, this.layout, this.shuffles) = (data, layout, shuffles);

    public override long Count => layout.Count;

    public override Batches WithEpochs(int epochs) => new TensorBatches(data, layout.WithEpochs(epochs), shuffles);

    public override Batch At(long step, RandomKey key)
    {
        CheckStep(step);
        var (epoch, start, length) = layout.At(step);
        if (!shuffles)
            return new(data.Slice(start, length), [.. Enumerable.Range(start, length)], epoch);
        var rows = Order(epoch, key).Slice(start, length);
        return new(data.Take(rows), rows, epoch);
    }

    /// <summary>The order of an epoch; the last one is kept, because neighboring steps need the same one.</summary>
    private ImmutableArray<int> Order(int epoch, RandomKey key)
    {
        var order = lastOrder;
        if (order is null || order.Epoch != epoch || order.Key != key)
            lastOrder = order = new(epoch, key, key.Fold("epoch").Fold(epoch).Permutation(data.Shape[0]));
        return order.Rows;
    }

    private sealed record EpochOrder(int Epoch, RandomKey Key, ImmutableArray<int> Rows);
}
