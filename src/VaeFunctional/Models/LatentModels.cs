namespace VaeFunctional;

/// <summary>What a trained model is used for, whatever it is made of.</summary>
public static class LatentModels
{
    /// <summary>One pass through the model: reconstruction, distortion and rate.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, or records of a model with conditions.</param>
    /// <param name="key">Determines the latent that is drawn.</param>
    /// <exception cref="ArgumentException">The data does not fit the model or its likelihood's support.</exception>
    public static ForwardPass Forward(this IRecordModel model, Tensor x, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(x);
        var at = model.At(x);
        var q = at.Encode();
        return Forward(at, q, q.Noise(key, 1));
    }

    /// <summary>One pass through the model with given noise.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, or records of a model with conditions.</param>
    /// <param name="noise">The posterior's noise <c>[batch, noise]</c>.</param>
    /// <exception cref="ArgumentException">The data or the noise does not fit the model.</exception>
    public static ForwardPass Forward(this IRecordModel model, Tensor x, Tensor noise)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(noise);
        var at = model.At(x);
        return Forward(at, at.Encode(), noise.Reshape(noise.Shape.Prepend(1)));
    }

    /// <summary>p(x|z) at the mode z of the posterior of each example.</summary>
    /// <remarks>Only the encoder sees the data, which need not lie in the likelihood's support: gray images are reconstructed, too, under a Bernoulli likelihood.</remarks>
    /// <param name="model">The model.</param>
    /// <param name="x">Data <c>[batch, features]</c>, or records of a model with conditions.</param>
    /// <returns>A distribution over <c>[batch, features]</c>.</returns>
    /// <exception cref="ArgumentException">The data does not fit the model, or holds a NaN or an infinity.</exception>
    public static Distribution Reconstruct(this IRecordModel model, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(x);
        var at = model.At(x);
        var mode = at.Encode().Mode;
        Holes.DemandFinite(at.X, mode, "Reconstruct");
        return at.Model.Decode(mode);
    }

    /// <summary>Draws of x from the model: z from the prior, then x from p(x|z).</summary>
    /// <param name="model">The model.</param>
    /// <param name="key">Determines the draws.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns><c>[count, features]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public static Tensor Sample(this ILatentModel model, RandomKey key, int count) => model.Generate(key.Fold("latent"), count).Sample(key.Fold("data"));

    /// <summary>The distributions p(x|z) at draws of z from the prior: their means are the pictures that are usually shown.</summary>
    /// <param name="model">The model.</param>
    /// <param name="key">Determines the latents.</param>
    /// <param name="count">How many, at least 1; of a model that was told of several rows, their number.</param>
    /// <returns>A distribution over <c>[count, features]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    /// <exception cref="ArgumentException">The model was told of another number of rows.</exception>
    public static Distribution Generate(this ILatentModel model, RandomKey key, int count)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var prior = model.Prior;
        if (prior.Shape.Rank == 1)
            return model.Decode(prior.Sample(key, count));
        return count == prior.Shape[0]
            ? model.Decode(prior.Sample(key))
            : throw new ArgumentException($"A model that was told of {prior.Shape[0]} rows generates one for each of them; {count} were asked for.", nameof(count));
    }

    /// <summary>p(x|z) along the straight line between the posterior modes of two examples, both ends included.</summary>
    /// <param name="model">The model.</param>
    /// <param name="from">An example of data, <c>[features]</c> or <c>[1, features]</c>.</param>
    /// <param name="to">Another.</param>
    /// <param name="steps">How many points, at least 2.</param>
    /// <returns>A distribution over <c>[steps, features]</c>.</returns>
    /// <exception cref="ArgumentException">An end is not one example, or there are fewer than two points.</exception>
    public static Distribution Interpolate(this ILatentModel model, Tensor from, Tensor to, int steps)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        var weights = Tensor.Linspace(0, 1, steps, from.Precision).Reshape(new Shape(steps, 1));
        var (start, end) = (End(from), End(to));
        return model.Decode(((1 - weights) * start) + (weights * end));

        Tensor End(Tensor example)
        {
            var row = AsBatch(example);
            var mode = model.Encode(row).Mode;
            Holes.DemandFinite(row, mode, "Interpolate");
            return mode;
        }
    }

    /// <summary>p(x|z) as one latent dimension takes given values and the others stay fixed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="z">The latent to start from, <c>[latent]</c>.</param>
    /// <param name="dimension">The dimension that changes.</param>
    /// <param name="values">The values it takes.</param>
    /// <returns>A distribution over <c>[values, features]</c>.</returns>
    /// <exception cref="ArgumentException">The latent has another size, or there is no such dimension or no value.</exception>
    public static Distribution Traverse(this ILatentModel model, Tensor z, int dimension, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(z);
        ArgumentNullException.ThrowIfNull(values);
        var latent = model.Prior.Shape[-1];
        if (z.Shape != new Shape(latent))
            throw new ArgumentException($"A traversal starts from a latent [{latent}]; got shape {z.Shape}.", nameof(z));
        if ((uint)dimension >= (uint)latent)
            throw new ArgumentOutOfRangeException(nameof(dimension), $"There is no dimension {dimension} among {latent}.");
        if (values.Count == 0)
            throw new ArgumentException("A traversal needs at least one value.", nameof(values));
        var start = z.ToDoubles();
        var path = values.SelectMany(value => start.Select((coordinate, i) => i == dimension ? value : coordinate));
        return model.Decode(Tensor.FromArray([.. path], new Shape(values.Count, latent)).To(z.Precision));
    }

    private static ForwardPass Forward(RecordModelAt at, Distribution q, Tensor noise)
    {
        var z = q.FromNoise(noise);
        q.RequireReparameterized(z);
        var p = at.Model.Decode(z.Reshape(z.Shape.Without(0)));
        p.CheckSupport(at.X);
        return new(p.Mode, p.NegativeLogLikelihood(at.X), Divergence.Estimate(q, at.Model.Prior, noise).Value);
    }

    private static Tensor AsBatch(Tensor example) =>
        example.Rank == 1 ? example.Reshape(example.Shape.Prepend(1))
        : example.Rank == 2 && example.Shape[0] == 1 ? example
        : throw new ArgumentException($"Interpolate goes between two examples of data, each [features] or [1, features]; got {example.Shape}.");
}

/// <summary>What one pass through a model gives.</summary>
/// <param name="Reconstruction">The mode of p(x|z), <c>[batch, features]</c>.</param>
/// <param name="Distortion">-log p(x|z), <c>[batch]</c>, in nats per example.</param>
/// <param name="Rate">KL(q(z|x) || p(z)), <c>[batch]</c>, in nats per example: in closed form if there is one, otherwise from the same draw.</param>
public sealed record ForwardPass(Tensor Reconstruction, Tensor Distortion, Tensor Rate);
