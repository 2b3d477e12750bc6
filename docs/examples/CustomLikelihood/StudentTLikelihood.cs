using VaeFunctional;

namespace CustomLikelihood;

/// <summary>The likelihood whose locations are the decoder's output, with a learned scale for every feature.</summary>
/// <param name="LogScale">The logarithms of the scales, <c>[features]</c>; trained, because <c>Map</c> names them with <c>f.At</c>.</param>
internal sealed record StudentTLikelihood(Tensor LogScale) : IDistributionHead
{
    public int OutputsFor(int coordinates) =>
        LogScale.Shape == new Shape(coordinates)
            ? coordinates
            : throw new ArgumentException($"A likelihood of {coordinates} features does not take log-scales of shape {LogScale.Shape}.");

    public Distribution Of(Tensor output) => new StudentT(output, LogScale);

    public IDistributionHead Map(LeafMap f) => new StudentTLikelihood(f.At("log-scale", LogScale));
}
