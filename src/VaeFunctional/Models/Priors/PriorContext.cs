namespace VaeFunctional;

/// <summary>What a prior may use of the model that it is part of.</summary>
/// <param name="Encode">The model's posterior of data <c>[n, features]</c>, for priors that are made of posteriors.</param>
/// <param name="Condition">What the model was told: <c>[condition]</c> for all, or <c>[batch, condition]</c>, one for each row; <c>[0]</c> if nothing.</param>
public sealed record PriorContext(Func<Tensor, Distribution> Encode, Tensor Condition)
{
    /// <summary>The context in a model that is told nothing.</summary>
    /// <param name="encode">The model's posterior of data <c>[n, features]</c>.</param>
    public static PriorContext Unconditional(Func<Tensor, Distribution> encode) => new(encode, Tensor.Zeros(new Shape(0)));
}
