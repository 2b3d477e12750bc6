using System.Collections.Immutable;

namespace VaeFunctional.Benchmarks;

/// <summary>A training step to be measured: the sizes of the network and of the batch.</summary>
/// <param name="Name">The name, the same as in peers/torch_step.py.</param>
/// <param name="Batch">Examples per step.</param>
/// <param name="Features">Numbers an example.</param>
/// <param name="Hidden">Widths of the encoder's hidden layers; the decoder has them in reverse.</param>
/// <param name="Latent">Latent dimensions.</param>
/// <param name="Samples">Draws an example: 1 is the ELBO with its closed-form rate, more the importance-weighted bound.</param>
internal sealed record StepConfiguration(string Name, int Batch, int Features, ImmutableArray<int> Hidden, int Latent, int Samples)
{
    public const int BatchesAnEpoch = 8;

    public static ImmutableArray<StepConfiguration> All { get; } =
    [
        new("mlp-400", 128, 784, [400], 20, 1),
        new("iwae-net", 100, 784, [200, 200], 50, 1),
        new("iwae-net-b20", 20, 784, [200, 200], 50, 1),
        new("iwae-k50", 20, 784, [200, 200], 50, 50),
        new("mlp-400-b512", 512, 784, [400], 20, 1),
        new("table-30", 64, 30, [32], 4, 1),
    ];

    /// <summary>The network as its authors have it: no bound on the log-variance, no offset of the logits.</summary>
    public Vae Model(RandomKey key, Precision precision) => Vae.Create(
        Mlp.Create(key.Fold("encoder"), [Features, .. Hidden, 2 * Latent], Activation.Relu),
        Mlp.Create(key.Fold("decoder"), [Latent, .. Hidden.Reverse(), Features], Activation.Relu),
        LikelihoodHead.Bernoulli())
        .WithPosterior(PosteriorHead.DiagonalGaussianWithin(SmoothBound.None))
        .To(precision);

    public Objective Objective(Vae model, Batch batch, StepContext at) => Samples == 1
        ? Elbo.Estimate(model, batch.X, at.Key).ToObjective()
        : ImportanceWeightedBound.Estimate(model, batch.X, at.Key, Samples).ToObjective();

    /// <summary>Black and white pixels in eight batches, again and again for at least the given number of steps.</summary>
    public Batches Data(RandomKey key, Precision precision, long steps) => Batches.InOrder(
        key.Bernoulli(Tensor.Full(new Shape(BatchesAnEpoch * Batch, Features), 0.5, precision)),
        Batch,
        epochs: (int)((steps + BatchesAnEpoch - 1) / BatchesAnEpoch));
}
