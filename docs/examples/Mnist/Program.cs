using System.Diagnostics;
using Examples;
using Mnist;
using VaeFunctional;

return ExampleCommand.Run(MnistCommand.Create(Learn), args);

static void Learn(MnistChoices choices)
{
    var watch = Stopwatch.StartNew();
    var key = RandomKey.FromSeed(choices.Seed);
    var data = MnistData.Read(choices.Data, choices.Binarization, key.Fold("data")).WithTestLimit(choices.TestLimit, key.Fold("test images"));
    choices.Output.Create();
    var begin = watch.Elapsed;
    var vae = Fit(data, choices, key);
    var training = watch.Elapsed - begin;

    var evaluated = RateDistortion.Estimate(vae, data.Test, key.Fold("rate and distortion"), samples: 10);
    Console.Error.WriteLine(
        $"{evaluated.Examples} test images: ELBO {evaluated.Elbo:F2} +/- {evaluated.StandardErrorOverExamples:F2} nats (distortion {evaluated.Distortion:F2}, rate {evaluated.Rate:F2})");
    var gallery = new Gallery(choices.Output, MnistData.Side, scale: 2);
    var shown = data.Test.Take(key.Fold("shown").Permutation(data.Test.Shape[0]));
    gallery.SaveReconstructions(vae, shown);
    gallery.SaveSamples(vae, key.Fold("samples"));
    gallery.SaveTraversals(vae, shown.Slice(0, 1), evaluated);
    Console.Error.WriteLine($"The pictures are in {choices.Output.FullName}. The log-likelihood takes a while.");

    var likelihood = LogLikelihood.Estimate(vae, data.Test, key.Fold("likelihood"), choices.Samples);
    var result = new MnistResult(
        evaluated.Elbo,
        likelihood.Mean,
        likelihood.StandardErrorOverExamples,
        ActiveUnits.Estimate(vae, data.Test).Count,
        training.TotalSeconds,
        watch.Elapsed.TotalSeconds);
    Console.WriteLine(result.ToJson());
}

static Vae Fit(MnistData data, MnistChoices choices, RandomKey key)
{
    const int pixels = MnistData.Side * MnistData.Side;
    var vae = Vae.Create(
        encoder: Mlp.Create(key.Fold("encoder"), [pixels, choices.Hidden, 2 * choices.Latent], Activation.Relu),
        decoder: Mlp.Create(key.Fold("decoder"), [choices.Latent, choices.Hidden, pixels], Activation.Relu),
        likelihood: LikelihoodHead.Bernoulli(dataMean: data.Train.Mean(axis: 0)));
    static Objective Loss(Vae model, Batch batch, StepContext at) => Elbo.Estimate(model, batch.X, at.Key).ToObjective();
    var batches = data.Batches(choices.Batch, choices.Epochs);
    var start = TrainingState.Start(vae, Adam.Default.WithLearningRate(1e-3), key.Fold("train"));

    // After every epoch a look at the validation images: what did best there is what is tested.
    double Score(Vae model) => RateDistortion.Estimate(model, data.Validation, key.Fold("validation")).Elbo;
    var validated = Train.Run(start, Loss, batches, every: (int)(batches.Count / choices.Epochs)).States().Validate(Score);
    return new ProgressDisplay(Console.Error)
        .Follow("Training", batches.Count, validated, epoch => epoch.State.Step, epoch => $"validation elbo {epoch.Score:F2}").Best.Model;
}
