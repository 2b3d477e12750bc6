namespace VaeFunctional;

/// <summary>The evidence lower bound taken apart: <c>ELBO = -(distortion + rate)</c>, in nats per example.</summary>
public sealed record ElboTerms
{
    internal ElboTerms(Tensor distortion, KlEstimate rate)
    {
        if (distortion.Rank != 1 || rate.Value.Shape != distortion.Shape)
            throw new ArgumentException($"Distortion and rate are one number per example, [batch]; got shapes {distortion.Shape} and {rate.Value.Shape}.");
        Distortion = distortion;
        Kl = rate;
        Rate = rate.Value;
    }

    /// <summary>-E_q log p(x|z), <c>[batch]</c>, in nats per example, estimated from the draws of z.</summary>
    public Tensor Distortion { get; }

    /// <summary>KL(q(z|x) || p(z)), <c>[batch]</c>, in nats per example.</summary>
    public Tensor Rate { get; }

    /// <summary>The rate, in nats, with how it was found: in closed form, dimension by dimension, or from the draws.</summary>
    public KlEstimate Kl { get; }

    /// <summary>The bound of log p(x), <c>[batch]</c>, in nats per example.</summary>
    public LowerBound Elbo => new(-(Distortion + Rate));

    /// <summary>The objective <c>distortion + beta * rate</c>; beta 1 is the negative ELBO.</summary>
    /// <remarks>Higgins et al., "beta-VAE" (2017). Terms: elbo (of beta 1, whatever beta is), distortion, rate.</remarks>
    /// <param name="beta">The weight of the rate, at least 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative, infinite or NaN.</exception>
    public Objective ToObjective(double beta = 1)
    {
        if (!(beta >= 0 && double.IsFinite(beta)))
            throw new ArgumentOutOfRangeException(nameof(beta), $"The weight of the rate is at least 0 and finite; got {beta}.");
        return Objective.Of(Distortion + (beta * Rate))
            .WithTerm("elbo", Elbo.Values)
            .WithTerm("distortion", Distortion)
            .WithTerm("rate", Rate);
    }
}
