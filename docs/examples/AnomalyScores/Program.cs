using System.CommandLine;
using AnomalyScores;
using Examples;
using VaeFunctional;

var data = new Option<FileInfo>("--data")
{
    HelpName = "FILE",
    Description = "A table with labels: an .npz file of NumPy with X [rows, columns] and y, 1 for an anomaly. Without it, a table is generated.",
}.AcceptExistingOnly();
var output = ExampleCommand.Output("anomaly-scores");
var seed = ExampleCommand.WholeNumber("--seed", 7, "The seed of everything random: the same seed gives the same numbers.", least: 0);
var latent = ExampleCommand.WholeNumber("--latent", 4, "The number of latent dimensions.");
var hidden = ExampleCommand.WholeNumber("--hidden", 64, "The width of the hidden layer of the encoder and of the decoder.");
var epochs = ExampleCommand.WholeNumber("--epochs", 300, "How often training sees each row, at most.");
var samples = ExampleCommand.WholeNumber("--samples", 100, "How many latents a row's log-likelihood is estimated from.", least: 2);
var command = new RootCommand(
    "Trains a variational autoencoder on half of the normal rows of a table, scores the other rows by how unlikely the model finds them, and says how " +
    "well the scores tell anomalies from normal rows.")
{
    data, output, seed, latent, hidden, epochs, samples,
};
command.SetAction(given => Score(
    given.GetValue(data),
    given.GetRequiredValue(output),
    RandomKey.FromSeed(given.GetValue(seed)),
    new DetectorSize(given.GetValue(latent), given.GetValue(hidden), given.GetValue(epochs)),
    given.GetValue(samples)));
return ExampleCommand.Run(command, args);

static void Score(FileInfo? file, DirectoryInfo output, RandomKey key, DetectorSize size, int samples)
{
    var table = file is null ? LabeledTable.Generate(key.Fold("table"), normal: 2000, anomalies: 100) : LabeledTable.Read(file);
    output.Create();

    // Half of the normal rows to learn from; the other half and all anomalies to test on.
    var (train, held) = DataSplit.Random(table.Rows(anomalous: false), validationFraction: 0.5, key.Fold("split"));
    var anomalies = table.Rows(anomalous: true);
    var test = Tensor.Concatenate([held, anomalies]);
    bool[] anomalous = [.. Enumerable.Repeat(false, held.Shape[0]), .. Enumerable.Repeat(true, anomalies.Shape[0])];

    var detector = Detector.Train(train, size, key.Fold("detector"), new ProgressDisplay(Console.Out));
    var likelihood = detector.LogLikelihoods(test, key.Fold("likelihood"), samples);
    ScoredRows Scored(string name, IEnumerable<double> scores) => ScoredRows.Of(name, [.. scores], anomalous, key.Fold("bootstrap"));
    ScoredRows[] methods =
    [
        Scored("-log p(x)", likelihood.Values.Select(value => -value)),
        Scored("-ELBO", likelihood.MeanLogWeights.Select(value => -value)),
        Scored("distance", detector.SquaredDistances(test)),
    ];

    SvgChart.Lines(new ChartText("Anomalies found", "part of the normal rows flagged", "part of the anomalies found"), methods.Select(Curve))
        .Save(Path.Combine(output.FullName, "roc.svg"));
    Console.WriteLine($"""

        {file?.Name ?? "Generated table"}: {table.Values.Shape[1]} columns; {train.Shape[0]} normal rows to train on, {held.Shape[0]} normal rows and {anomalies.Shape[0]} anomalies to test on
        score          ROC AUC              average precision
        {string.Join(Environment.NewLine, methods.Select(Line))}
        by chance      0.500                {(double)anomalies.Shape[0] / test.Shape[0]:F3}
        The curve is in {output.FullName}.
        """);
}

static string Line(ScoredRows scored) =>
    $"{scored.Name,-15}{scored.Quality.RocAuc:F3} +/- {scored.StandardErrors.RocAuc:F3}      {scored.Quality.AveragePrecision:F3} +/- {scored.StandardErrors.AveragePrecision:F3}";

static ChartSeries Curve(ScoredRows scored)
{
    var points = scored.Ranking.Curve();
    return ChartSeries.Of(scored.Name, points.Select(point => point.FalsePositiveRate), points.Select(point => point.TruePositiveRate));
}
