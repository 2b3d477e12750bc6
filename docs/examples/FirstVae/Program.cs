using System.CommandLine;
using Examples;
using FirstVae;
using VaeFunctional;

var output = ExampleCommand.Output("first-vae");
var seed = ExampleCommand.WholeNumber("--seed", 7, "The seed of everything random: the same seed gives the same pictures.", least: 0);
var epochs = ExampleCommand.WholeNumber("--epochs", 20, "How often training sees each image.");
var quick = new Option<bool>("--quick") { Description = "Train on few images, to see that everything works: the pictures stay blurred." };
var command = new RootCommand("Trains a variational autoencoder on small images of ellipses, squares and triangles, and draws what it learned.")
{
    output, seed, epochs, quick,
};
command.SetAction(given =>
    Learn(given.GetRequiredValue(output), given.GetValue(seed), given.GetValue(epochs), given.GetValue(quick) ? 500 : 20_000));
return ExampleCommand.Run(command, args);

static void Learn(DirectoryInfo output, int seed, int epochs, int count)
{
    const int side = 20;
    output.Create();
    var key = RandomKey.FromSeed(seed);
    var shapes = ShapeImages.Generate(key.Fold("shapes"), count, side);
    var vae = Fit(shapes.Images, latent: 6, epochs, key.Fold("vae"));

    // The model never saw these. A gray pixel is the probability of a white one.
    var unseen = ShapeImages.Generate(key.Fold("unseen"), count / 20, side);
    var test = key.Fold("test").Bernoulli(unseen.Images);
    var evaluated = RateDistortion.Estimate(vae, test, key.Fold("rate and distortion"), samples: 10);
    var likelihood = LogLikelihood.Estimate(vae, test, key.Fold("likelihood"), samples: 100);

    var gallery = new Gallery(output, side, scale: 3);
    gallery.SaveReconstructions(vae, unseen.Images);
    gallery.SaveSamples(vae, key.Fold("samples"));
    gallery.SaveTraversals(vae, unseen.Images.Slice(0, 1), evaluated);

    // Two dimensions suffice for shapes that differ in kind and angle alone, and two can be drawn as a map.
    var turned = LatentMap.Turned(ShapeImages.Generate(key.Fold("turned"), count / 2, side));
    var plane = Fit(turned.Images, latent: 2, epochs, key.Fold("plane"));
    LatentMap.Save(gallery, plane, turned);

    Console.WriteLine($"""

        {evaluated.Examples} unseen images, in nats per image:
          ELBO            {evaluated.Elbo,8:F2} +/- {evaluated.StandardErrorOverExamples:F2}
          distortion      {evaluated.Distortion,8:F2}
          rate            {evaluated.Rate,8:F2}
          log-likelihood  {likelihood.Mean,8:F2} +/- {likelihood.StandardErrorOverExamples:F2} (over images), +/- {likelihood.MonteCarloError:F2} (Monte Carlo)
        The pictures are in {output.FullName}.
        """);
}

static Vae Fit(Tensor images, int latent, int epochs, RandomKey key)
{
    var pixels = images.Shape[1];
    var vae = Vae.Create(
        encoder: Mlp.Create(key.Fold("encoder"), [pixels, 400, 200, 2 * latent], Activation.Relu),
        decoder: Mlp.Create(key.Fold("decoder"), [latent, 200, 400, pixels], Activation.Relu),
        likelihood: LikelihoodHead.Bernoulli(dataMean: images.Mean(axis: 0)));
    var batches = Batches.Shuffled(images, size: 128, epochs).Map((gray, draw) => draw.Bernoulli(gray));
    Objective Loss(Vae model, Batch batch, StepContext at) =>
        Elbo.Estimate(model, batch.X, at.Key).ToObjective(beta: Warmup.Linear(at.Step, 300));
    var adam = Adam.Default.WithLearningRate(LearningRate.Cosine(3e-3, batches.Count));
    var start = TrainingState.Start(vae, adam, key.Fold("train"));
    var states = Train.Run(start, Loss, batches, every: 20).States();
    return new ProgressDisplay(Console.Out)
        .Follow($"{latent} latent dimensions", batches.Count, states, state => state.Step, state => $"elbo {state.Terms["elbo"]:F2}").Model;
}
