namespace VaeFunctional;

/// <summary>
/// What turns a network's output into a distribution: after the encoder it makes the posterior q(z|x), after the decoder the likelihood p(x|z).
/// </summary>
/// <remarks>Your own head is a parameter record with these two functions; it may hold learned parameters, such as a scale.</remarks>
public interface IDistributionHead : IParameters<IDistributionHead>
{
    /// <summary>Whether NaN in the data is a missing value to the distribution, which plays no part; otherwise it is an error.</summary>
    bool TakesHoles => false;

    /// <summary>The number of network outputs that a distribution over the given number of coordinates takes.</summary>
    /// <param name="coordinates">The size of the distribution's event.</param>
    int OutputsFor(int coordinates);

    /// <summary>The distribution that an output describes.</summary>
    /// <param name="output"><c>[..., batch, outputs]</c>.</param>
    /// <returns>A distribution whose draws have shape <c>[..., batch, coordinates]</c>.</returns>
    Distribution Of(Tensor output);
}
