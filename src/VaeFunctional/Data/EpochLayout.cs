namespace VaeFunctional;

/// <summary>Maps a step to its epoch and its part of the examples.</summary>
internal sealed class EpochLayout
{
    private readonly int examples;
    private readonly int size;
    private readonly int perEpoch;

    public EpochLayout(int examples, int size, int epochs)
    {
        if (size < 1 || epochs < 1)
            throw new ArgumentException($"Batches have at least one example and at least one epoch; got size {size} and {epochs} epochs.");
        this.examples = examples;
        this.size = size;
        perEpoch = (examples - 1) / size + 1;
        Count = (long)perEpoch * epochs;
    }

    public long Count { get; }

    public EpochLayout WithEpochs(int epochs) => new(examples, size, epochs);

    public (int Epoch, int Start, int Length) At(long step)
    {
        var (epoch, within) = Math.DivRem(step, perEpoch);
        var start = (int)within * size;
        return ((int)epoch, start, Math.Min(size, examples - start));
    }
}
