namespace VaeFunctional;

/// <summary>A prior p(z|c) that a network makes of the condition.</summary>
public sealed record ConditionalPrior : IPrior, IParameters<ConditionalPrior>
{
    /// <summary>The prior of the given parts.</summary>
    /// <param name="latent">The number of latent dimensions.</param>
    /// <param name="network">From a condition to what the head takes.</param>
    /// <param name="head">From the network's output to p(z|c).</param>
    /// <exception cref="ArgumentException">The network's output does not fit the head.</exception>
    public ConditionalPrior(int latent, INetwork network, IDistributionHead head)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(head);
        if (network.Outputs != head.OutputsFor(latent))
            throw new ArgumentException($"ConditionalPrior: the network gives {network.Outputs} numbers, but a prior over {latent} latent dimensions takes {head.OutputsFor(latent)}.");
        Latent = latent;
        Network = network;
        Head = head;
    }

    /// <inheritdoc />
    public int Latent { get; }

    /// <summary>From a condition to what the head takes.</summary>
    public INetwork Network { get; }

    /// <summary>From the network's output to p(z|c).</summary>
    public IDistributionHead Head { get; }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The model was told something else, or nothing.</exception>
    public Distribution Of(PriorContext at)
    {
        ArgumentNullException.ThrowIfNull(at);
        var condition = at.Condition;
        if (condition.Shape[-1] != Network.Inputs)
            throw new ArgumentException($"ConditionalPrior: a prior of {Network.Inputs} numbers in a condition is part of a model that was told {condition.Shape[-1]}; it belongs into a ConditionalVae of as many.");
        // Networks take a batch; one condition for all is a batch of one, and its prior has none.
        var rows = condition.Rank == 1 ? condition.Reshape(condition.Shape.Prepend(1)) : condition;
        var output = Network.Apply(rows);
        return Head.Of(condition.Rank == 1 ? output.Reshape(output.Shape.Without(0)) : output);
    }

    /// <inheritdoc />
    public ConditionalPrior Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.Setting("latent", Latent), f.At("network", Network), f.At("head", Head));
    }

    IPrior IParameters<IPrior>.Map(LeafMap f) => Map(f);
}
