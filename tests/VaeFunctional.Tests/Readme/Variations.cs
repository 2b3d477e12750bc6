namespace VaeFunctional.Tests;

/// <summary>The README's variations, on a small table.</summary>
internal static class Variations
{
    public static void Run(string csv, string png)
    {
        var key = RandomKey.FromSeed(3);
        var numbers = key.Fold("table").Normal(new Shape(300, 4), Precision.Double);
        Csv.Write(csv, new CsvTable(["a", "b", "c", "d"], (numbers * 3) + 1));

        // readme:begin
        // A table: standardized columns, a Gaussian likelihood with a learned scale per column, double precision.
        var table = Csv.Read(csv).Values;
        var (rest, test) = DataSplit.Random(table, validationFraction: 0.2, key.Fold("test"));
        var standardize = Standardization.Fit(rest);
        var (train, validation) = DataSplit.Random(standardize.Apply(rest), validationFraction: 0.2, key.Fold("validation"));
        var vae = Vae.Create(
            encoder: Mlp.Create(key.Fold("encoder"), [4, 16, 2 * 2], Activation.Tanh),
            decoder: Mlp.Create(key.Fold("decoder"), [2, 16, 4], Activation.Tanh),
            likelihood: LikelihoodHead.GaussianWithFeatureScales(4)).To(Precision.Double);

        // A beta-VAE, trained until its validation has not improved for three states.
        var best = Train.Run(
                TrainingState.Start(vae, new ClipByGlobalNorm(5).Then(Adam.Default), key.Fold("train")),
                (model, batch, at) => Elbo.Estimate(model, batch.X, at.Key).ToObjective(beta: 4),
                Batches.Shuffled(train, size: 50, epochs: 30),
                every: 5)
            .States()
            .Validate(model => RateDistortion.Estimate(model, validation, key.Fold("validate"), samples: 10).Elbo)
            .WithPatience(3)
            .Last().Best;

        // Further training with the importance-weighted bound of five draws.
        var last = Train.Run(
                TrainingState.Start(best.Model, Adam.Default, key.Fold("tighter")),
                (model, batch, at) => ImportanceWeightedBound.Estimate(model, batch.X, at.Key, samples: 5).ToObjective(),
                Batches.Shuffled(train, size: 50, epochs: 2))
            .States().Last();

        // Results on rows that nothing has seen: two errors, the effective sample size; and the gradients of your own objective, verified.
        var unseen = standardize.Apply(test);
        var likelihood = LogLikelihood.Estimate(last.Model, unseen, key.Fold("likelihood"), samples: 100);
        var check = GradientCheck.Objective(model => Elbo.Estimate(model, unseen, key.Fold("noise")).ToObjective(), last.Model, key.Fold("check"));
        Console.WriteLine($"{likelihood}  {ActiveUnits.Estimate(last.Model, unseen)}  gradients agree: {check.Passes()}");

        // New rows of the table; and a deterministic autoencoder, with what its training minimizes.
        var rows = standardize.Invert(last.Model.Sample(key.Fold("rows"), count: 10));
        var autoencoder = new Autoencoder(
            Mlp.Create(key, [4, 16, 2], Activation.Tanh), Mlp.Create(key, [2, 16, 4], Activation.Tanh), LikelihoodHead.Gaussian());
        var loss = Objective.Of(autoencoder.Reconstruct(train).NegativeLogLikelihood(train));
        // readme:end
        PictureGrid.Of(rows.Sigmoid(), 2, 2, columns: 5, scale: 8).Save(png);
        Xunit.Assert.True(check.Passes(), check.ToString());
        Xunit.Assert.Equal(0, loss.Value.Rank);
    }
}
