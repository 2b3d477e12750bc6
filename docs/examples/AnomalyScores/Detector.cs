using Examples;
using VaeFunctional;

namespace AnomalyScores;

/// <summary>A model of normal rows, with the map that brings rows to the scale it was trained on.</summary>
internal sealed record Detector(Standardization Standardization, Vae Model)
{
    private const int BatchSize = 64;

    /// <summary>How many validations in a row may bring no improvement.</summary>
    private const int Patience = 10;

    /// <summary>Trains on normal rows, a fifth of which determines when to stop and which state is the best.</summary>
    public static Detector Train(Tensor normal, DetectorSize size, RandomKey key, ProgressDisplay progress)
    {
        var standardize = Standardization.Fit(normal);
        var (train, validation) = DataSplit.Random(standardize.Apply(normal), validationFraction: 0.2, key.Fold("validation"));
        var columns = normal.Shape[1];
        var vae = Vae.Create(
            encoder: Mlp.Create(key.Fold("encoder"), [columns, size.Hidden, 2 * size.Latent], Activation.Tanh),
            decoder: Mlp.Create(key.Fold("decoder"), [size.Latent, size.Hidden, columns], Activation.Tanh),
            likelihood: LikelihoodHead.GaussianWithFeatureScales(columns)).To(Precision.Double);
        static Objective Loss(Vae model, Batch batch, StepContext at) => Elbo.Estimate(model, batch.X, at.Key).ToObjective();
        var batches = Batches.Shuffled(train, BatchSize, size.Epochs);
        var adam = new ClipByGlobalNorm(10).Then(Adam.Default.WithLearningRate(2e-3));
        double Score(Vae model) => RateDistortion.Estimate(model, validation, key.Fold("score"), samples: 10).Elbo;
        var validated = VaeFunctional.Train
            .Run(TrainingState.Start(vae, adam, key.Fold("train")), Loss, batches, every: Math.Max(20, (int)(batches.Count / 50)))
            .States().Validate(Score).WithPatience(Patience);
        var last = progress.Follow("Training", batches.Count, validated, it => it.State.Step, it => $"validation elbo {it.Score:F2}");
        return new(standardize, last.Best.Model);
    }

    /// <summary>log p(x) of every row under the model, in nats, by importance sampling.</summary>
    public LogLikelihoodEstimate LogLikelihoods(Tensor rows, RandomKey key, int samples) =>
        LogLikelihood.Estimate(Model, Standardization.Apply(rows), key, samples);

    /// <summary>The squared distance of every row from the mean, in standard deviations of each column: what needs no model of how columns depend.</summary>
    public IReadOnlyList<double> SquaredDistances(Tensor rows) => Standardization.Apply(rows).Square().Sum(axis: 1).ToDoubles();
}

/// <summary>How large a model is, and how long it is trained at most.</summary>
internal sealed record DetectorSize(int Latent, int Hidden, int Epochs);
