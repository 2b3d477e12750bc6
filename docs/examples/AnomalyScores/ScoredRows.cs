using VaeFunctional;

namespace AnomalyScores;

/// <summary>The scores of test rows by one method, and how well they rank, with standard errors.</summary>
internal sealed record ScoredRows(string Name, Ranking Ranking, RankingQuality Quality, RankingQuality StandardErrors)
{
    private const int Resamples = 200;

    /// <summary>The rows with the given scores, higher being more anomalous. The errors are those of the bootstrap within each class.</summary>
    public static ScoredRows Of(string name, IReadOnlyList<double> scores, IReadOnlyList<bool> anomalous, RandomKey key)
    {
        var ranking = new Ranking(scores, anomalous);
        int[][] classes = [.. anomalous.Index().GroupBy(row => row.Item, row => row.Index).Select(rows => rows.ToArray())];
        var resampled = Enumerable.Range(0, Resamples)
            .Select(i => ranking.QualityOf(classes.SelectMany((rows, kind) => Resample(rows, key.Fold(i).Fold(kind)))))
            .ToList();
        return new(
            name,
            ranking,
            ranking.Quality(),
            new(Deviation(resampled.Select(quality => quality.RocAuc)), Deviation(resampled.Select(quality => quality.AveragePrecision))));
    }

    private static IEnumerable<int> Resample(int[] rows, RandomKey key) =>
        key.Uniform(new Shape(rows.Length), Precision.Double).ToDoubles().Select(u => rows[(int)(u * rows.Length)]);

    private static double Deviation(IEnumerable<double> values)
    {
        var all = values.ToList();
        var mean = all.Average();
        return Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Count - 1));
    }
}
