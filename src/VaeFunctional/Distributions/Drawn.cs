namespace VaeFunctional;

/// <summary>A draw together with its log-density, which some distributions know at their own draws alone.</summary>
/// <param name="Value">The draw <c>[..., batch, event]</c>.</param>
/// <param name="LogDensity">Its log-density <c>[..., batch]</c>, in nats per example.</param>
public sealed record Drawn(Tensor Value, Tensor LogDensity);
