using System.CommandLine;
using CustomLikelihood;
using Examples;
using VaeFunctional;

var output = ExampleCommand.Output("custom-likelihood");
var seed = ExampleCommand.WholeNumber("--seed", 7, "The seed of everything random: the same seed gives the same numbers.", least: 0);
var epochs = ExampleCommand.WholeNumber("--epochs", 60, "How often training sees each curve.");
var count = ExampleCommand.WholeNumber("--curves", 4000, "How many curves to train on.", least: 100);
var command = new RootCommand(
    "Trains two variational autoencoders on curves with faulty measurements, one with a Gaussian likelihood and one with a likelihood that this " +
    "program defines, and compares them on unseen curves.")
{
    output, seed, epochs, count,
};
command.SetAction(given => Compare(given.GetRequiredValue(output), given.GetValue(seed), given.GetValue(epochs), given.GetValue(count)));
return ExampleCommand.Run(command, args);

static void Compare(DirectoryInfo output, int seed, int epochs, int count)
{
    output.Create();
    var key = RandomKey.FromSeed(seed);
    var train = NoisyCurves.Generate(key.Fold("train"), count).Measured;
    var unseen = NoisyCurves.Generate(key.Fold("unseen"), count / 4);
    var studentT = new StudentTLikelihood(Tensor.Full(new Shape(NoisyCurves.Points), Math.Log(0.3)));

    // A custom likelihood can have a wrong gradient: here the whole objective is compared with differences, in double.
    var few = unseen.Measured.Slice(0, 3);
    var check = GradientCheck.Objective(
        model => Elbo.Estimate(model, few, key.Fold("noise")).ToObjective(), Model(studentT, key.Fold("checked")), key.Fold("check"), step: 1e-4);
    Console.WriteLine($"Gradient against differences: {check.Worst.RelativeError:E1} apart at most, at '{check.Worst.Path}'");

    Fitted Fit(string name, IDistributionHead likelihood) =>
        Fitted.Evaluate(name, Train(name, Model(likelihood, key.Fold("model")), train, epochs, key.Fold("training")), unseen, key.Fold("score"));
    var gaussian = Fit("Gaussian", LikelihoodHead.GaussianWithFeatureScales(NoisyCurves.Points, initialScale: 0.3));
    var robust = Fit("Student's t", studentT);

    Draw(unseen, gaussian, robust).Save(Path.Combine(output.FullName, "curve.svg"));
    var gain = robust.Over(gaussian);
    Console.WriteLine($"""

        {unseen.True.Shape[0]} unseen curves    log p(x), nats a curve    distance from the true curve
          {Line(gaussian)}
          {Line(robust)}
          difference      {gain.Mean,9:F2} +/- {gain.StandardError:F2}
        A curve as each model reconstructs it is in {output.FullName}.
        """);
}

static Vae Model(IDistributionHead likelihood, RandomKey key) => Vae.Create(
    encoder: Mlp.Create(key.Fold("encoder"), [NoisyCurves.Points, 64, 2 * 4], Activation.Tanh),
    decoder: Mlp.Create(key.Fold("decoder"), [4, 64, NoisyCurves.Points], Activation.Tanh),
    likelihood);

static Vae Train(string name, Vae model, Tensor curves, int epochs, RandomKey key)
{
    var batches = Batches.Shuffled(curves, size: 100, epochs);
    static Objective Loss(Vae model, Batch batch, StepContext at) =>
        Elbo.Estimate(model, batch.X, at.Key).ToObjective(beta: Warmup.Linear(at.Step, 200));
    var adam = Adam.Default.WithLearningRate(LearningRate.Cosine(5e-3, batches.Count));
    var states = VaeFunctional.Train.Run(TrainingState.Start(model, adam, key), Loss, batches, every: 20).States();
    return new ProgressDisplay(Console.Out)
        .Follow(name, batches.Count, states, state => state.Step, state => $"elbo {state.Terms["elbo"]:F2}").Model;
}

static string Line(Fitted fitted) =>
    $"{fitted.Name,-14}{fitted.Likelihood.Mean,11:F2} +/- {fitted.Likelihood.StandardErrorOverExamples:F2}{fitted.Error,19:F3}";

// The unseen curve with the largest fault.
static SvgChart Draw(NoisyCurves unseen, Fitted gaussian, Fitted robust)
{
    var faults = (unseen.Measured - unseen.True).Abs().Max(axis: 1).ToDoubles();
    var worst = Array.IndexOf(faults, faults.Max());
    var measured = unseen.Measured.Slice(worst, 1);
    return SvgChart.Lines(new ChartText("A curve with a fault, and what two likelihoods make of it", "point", "value"),
    [
        ChartSeries.Of("true", unseen.True.Slice(worst, 1).ToDoubles()),
        ChartSeries.Of("measured", measured.ToDoubles()),
        ChartSeries.Of(gaussian.Name, gaussian.Model.Reconstruct(measured).Mean.ToDoubles()),
        ChartSeries.Of(robust.Name, robust.Model.Reconstruct(measured).Mean.ToDoubles()),
    ]);
}
