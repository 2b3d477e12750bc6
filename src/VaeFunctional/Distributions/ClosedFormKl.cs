namespace VaeFunctional;

/// <summary>A Kullback-Leibler divergence in closed form, or the fact that none is known.</summary>
public abstract record ClosedFormKl
{
    private ClosedFormKl()
    {
    }

    /// <summary>The divergence, coordinate by coordinate.</summary>
    /// <param name="ByDimension"><c>[batch, event]</c>, in nats; their sum over the last axis is the divergence.</param>
    public sealed record Known(Tensor ByDimension) : ClosedFormKl
    {
        /// <summary>The divergence, <c>[batch]</c>, in nats per example.</summary>
        public Tensor Value => ByDimension.Sum(-1);
    }

    /// <summary>No closed form is known for this pair.</summary>
    public sealed record NotKnown : ClosedFormKl;
}
