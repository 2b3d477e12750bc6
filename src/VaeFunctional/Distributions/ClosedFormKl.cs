namespace VaeFunctional;

/// <summary>A Kullback-Leibler divergence in closed form, or the fact that none is known.</summary>
public abstract record ClosedFormKl
{
    private ClosedFormKl()
    {
    }

    /// <summary>The divergence, block by block.</summary>
    /// <param name="ByBlock"><c>[batch, blocks]</c>, in nats; their sum over the last axis is the divergence.</param>
    public sealed record Known(Tensor ByBlock) : ClosedFormKl
    {
        /// <summary>The divergence, <c>[batch]</c>, in nats per example.</summary>
        public Tensor Value => ByBlock.Sum(-1);
    }

    /// <summary>No closed form is known for this pair.</summary>
    public sealed record NotKnown : ClosedFormKl;
}
