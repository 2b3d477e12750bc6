namespace VaeFunctional;

/// <summary>A Kullback-Leibler divergence together with how it was found.</summary>
public abstract record KlEstimate
{
    private KlEstimate()
    {
    }

    /// <summary>The divergence or its estimate, <c>[batch]</c>, in nats per example.</summary>
    public abstract Tensor Value { get; }

    /// <summary>The closed form.</summary>
    /// <param name="ByBlock"><c>[batch, blocks]</c>, in nats: a block is a coordinate, or a part of the event that has no such split.</param>
    public sealed record Exact(Tensor ByBlock) : KlEstimate
    {
        /// <inheritdoc />
        public override Tensor Value => ByBlock.Sum(-1);
    }

    /// <summary>The mean of log q(z) - log p(z) over draws of q: unbiased, and sometimes negative by chance.</summary>
    /// <param name="Mean"><c>[batch]</c>, in nats per example.</param>
    /// <param name="Samples">The number of draws.</param>
    public sealed record Sampled(Tensor Mean, int Samples) : KlEstimate
    {
        /// <inheritdoc />
        public override Tensor Value => Mean;
    }
}
