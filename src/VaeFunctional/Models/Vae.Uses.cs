namespace VaeFunctional;

/// <content>What a trained model is used for.</content>
public sealed partial record Vae
{
    /// <summary>One pass through the model: reconstruction, distortion and rate.</summary>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <param name="key">Determines the latent that is drawn.</param>
    public ForwardPass Forward(Tensor x, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(x);
        var q = Posterior(x);
        return Forward(x, q, q.Noise(key, 1));
    }

    /// <summary>One pass through the model with given noise.</summary>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <param name="noise">The posterior's noise <c>[batch, noise]</c>.</param>
    public ForwardPass Forward(Tensor x, Tensor noise)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(noise);
        return Forward(x, Posterior(x), noise.Reshape(noise.Shape.Prepend(1)));
    }

    /// <summary>Draws of x from the model: z from the prior, then x from p(x|z).</summary>
    /// <param name="key">Determines the draws.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns><c>[count, features]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public Tensor Sample(RandomKey key, int count) => Generate(key.Fold("latent"), count).Sample(key.Fold("data"));

    /// <summary>The distributions p(x|z) at draws of z from the prior: their means are the pictures that are usually shown.</summary>
    /// <param name="key">Determines the latents.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>A distribution over <c>[count, features]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public Distribution Generate(RandomKey key, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Decode(Prior.Sample(key, count));
    }

    /// <summary>p(x|z) at the mode z of the posterior of each example.</summary>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <returns>A distribution over <c>[batch, features]</c>.</returns>
    public Distribution Reconstruct(Tensor x) => Decode(Encode(x).Mode);

    /// <summary>p(x|z) along the straight line between the posterior modes of two examples, both ends included.</summary>
    /// <param name="from">An example of data, <c>[features]</c> or <c>[1, features]</c>.</param>
    /// <param name="to">Another.</param>
    /// <param name="steps">How many points, at least 2.</param>
    /// <returns>A distribution over <c>[steps, features]</c>.</returns>
    /// <exception cref="ArgumentException">An end is not one example, or there are fewer than two points.</exception>
    public Distribution Interpolate(Tensor from, Tensor to, int steps)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        var weights = Tensor.Linspace(0, 1, steps, from.Precision).Reshape(new Shape(steps, 1));
        var (start, end) = (Encode(AsBatch(from)).Mode, Encode(AsBatch(to)).Mode);
        return Decode(((1 - weights) * start) + (weights * end));
    }

    /// <summary>p(x|z) as one latent dimension takes given values and the others stay fixed.</summary>
    /// <param name="z">The latent to start from, <c>[latent]</c>.</param>
    /// <param name="dimension">The dimension that changes.</param>
    /// <param name="values">The values it takes.</param>
    /// <returns>A distribution over <c>[values, features]</c>.</returns>
    /// <exception cref="ArgumentException">The latent has another size, or there is no such dimension or no value.</exception>
    public Distribution Traverse(Tensor z, int dimension, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(z);
        ArgumentNullException.ThrowIfNull(values);
        if (z.Shape != new Shape(Latent))
            throw new ArgumentException($"A traversal starts from a latent [{Latent}]; got shape {z.Shape}.", nameof(z));
        if ((uint)dimension >= (uint)Latent)
            throw new ArgumentOutOfRangeException(nameof(dimension), $"There is no dimension {dimension} among {Latent}.");
        if (values.Count == 0)
            throw new ArgumentException("A traversal needs at least one value.", nameof(values));
        var start = z.ToDoubles();
        var path = values.SelectMany(value => start.Select((coordinate, i) => i == dimension ? value : coordinate));
        return Decode(Tensor.FromArray([.. path], new Shape(values.Count, Latent)).To(z.Precision));
    }

    private ForwardPass Forward(Tensor x, Distribution q, Tensor noise)
    {
        var z = q.FromNoise(noise);
        q.RequireReparameterized(z);
        var p = Decode(z.Reshape(z.Shape.Without(0)));
        p.CheckSupport(x);
        return new(p.Mode, p.NegativeLogLikelihood(x), Divergence.Estimate(q, Prior, noise).Value);
    }

    private Tensor AsBatch(Tensor example) =>
        example.Shape == new Shape(Features) || example.Shape == new Shape(1, Features)
            ? example.Reshape(new Shape(1, Features))
            : throw new ArgumentException($"Interpolate goes between two examples of data, each [{Features}] or [1, {Features}]; got {example.Shape}.");
}

/// <summary>What one pass through a model gives.</summary>
/// <param name="Reconstruction">The mode of p(x|z), <c>[batch, features]</c>.</param>
/// <param name="Distortion">-log p(x|z), <c>[batch]</c>, in nats per example.</param>
/// <param name="Rate">KL(q(z|x) || p(z)), <c>[batch]</c>, in nats per example: in closed form if there is one, otherwise from the same draw.</param>
public sealed record ForwardPass(Tensor Reconstruction, Tensor Distortion, Tensor Rate);
