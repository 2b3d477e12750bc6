namespace VaeFunctional;

/// <summary>The Kullback-Leibler divergence KL(q || p) = E_q[log q(z) - log p(z)], in nats per example.</summary>
public static class Divergence
{
    /// <summary>The closed form, where one is known.</summary>
    /// <param name="q">The distribution the expectation is over.</param>
    /// <param name="p">The other distribution.</param>
    public static ClosedFormKl ClosedForm(Distribution q, Distribution p)
    {
        CheckPair(q, p);
        return q.KlTo(p) is ClosedFormKl.Known known ? known : p.KlFrom(q);
    }

    /// <summary>The unbiased estimate from draws of q.</summary>
    /// <param name="q">The distribution the expectation is over.</param>
    /// <param name="p">The other distribution.</param>
    /// <param name="noise">The draws' noise <c>[samples, batch, noise]</c>, as returned by <c>q.Noise(key, samples)</c>.</param>
    /// <returns><c>[batch]</c>, in nats per example.</returns>
    public static Tensor MonteCarlo(Distribution q, Distribution p, Tensor noise)
    {
        CheckPair(q, p);
        CheckSamples(q, noise);
        var (z, logDensity) = q.Draw(noise);
        q.RequireReparameterized(z);
        return (logDensity - p.LogDensity(z)).Mean(0);
    }

    /// <summary>The closed form where one is known, and the estimate from draws otherwise; the result says which.</summary>
    /// <param name="q">The distribution the expectation is over.</param>
    /// <param name="p">The other distribution.</param>
    /// <param name="noise">The draws' noise <c>[samples, batch, noise]</c>, used when there is no closed form.</param>
    public static KlEstimate Estimate(Distribution q, Distribution p, Tensor noise)
    {
        var closedForm = ClosedForm(q, p);
        CheckSamples(q, noise);
        return closedForm is ClosedFormKl.Known known
            ? new KlEstimate.Exact(known.ByBlock)
            : new KlEstimate.Sampled(MonteCarlo(q, p, noise), noise.Shape[0]);
    }

    private static void CheckPair(Distribution q, Distribution p)
    {
        ArgumentNullException.ThrowIfNull(q);
        ArgumentNullException.ThrowIfNull(p);
        if (q.Shape[-1] != p.Shape[-1])
            throw new ArgumentException($"KL between distributions over {q.Shape[-1]} and {p.Shape[-1]} coordinates is not defined.");
        if (!q.Shape.EndsWith(p.Shape))
            throw new ArgumentException($"KL from {q} to {p} is not defined: the second must have no batch, or the same as the first.");
    }

    private static void CheckSamples(Distribution q, Tensor noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        if (noise.Rank != q.Shape.Rank + 1 || noise.Shape[0] == 0 || !noise.Shape.Without(-1).EndsWith(q.Shape.Without(-1)))
            throw new ArgumentException($"Noise of shape {noise.Shape} is not [samples, batch, noise] with at least one sample for {q}.", nameof(noise));
    }
}
