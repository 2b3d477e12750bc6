using AnomalyScores;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(RankingTests.Examples) })]
public sealed class RankingTests
{
    /// <summary>A few distinct scores for many rows, so that most of them are tied; both classes occur.</summary>
    private static readonly Gen<ScoredRow[]> Rows =
        from scores in Gen.Choose(-2, 2).ArrayOf(12)
        from anomalous in Gen.Elements(true, false).ArrayOf(10)
        select scores.Zip([true, false, .. anomalous], (score, isAnomaly) => new ScoredRow(score, isAnomaly)).ToArray();

    [Property]
    public bool The_area_is_the_part_of_pairs_in_the_right_order_and_a_tie_counts_half(ScoredRow[] rows)
    {
        var pairs = rows.Where(row => row.IsAnomaly).SelectMany(anomaly => rows.Where(row => !row.IsAnomaly)
            .Select(normal => anomaly.Score > normal.Score ? 1 : anomaly.Score < normal.Score ? 0 : 0.5));
        return Math.Abs(QualityOf(rows).RocAuc - pairs.Average()) < 1e-12;
    }

    [Property]
    public bool The_average_precision_is_over_the_anomalies_the_precision_among_the_rows_ranked_no_lower(ScoredRow[] rows)
    {
        var precisions = rows.Where(row => row.IsAnomaly).Select(anomaly =>
            (double)rows.Count(row => row.IsAnomaly && row.Score >= anomaly.Score) / rows.Count(row => row.Score >= anomaly.Score));
        return Math.Abs(QualityOf(rows).AveragePrecision - precisions.Average()) < 1e-12;
    }

    [Property]
    public bool The_order_of_the_rows_says_nothing(ScoredRow[] rows) => QualityOf([.. rows.Reverse()]) == QualityOf(rows);

    [Property]
    public bool The_area_is_that_under_the_curve(ScoredRow[] rows)
    {
        var curve = RankingOf(rows).Curve();
        var area = curve.Zip(curve.Skip(1), (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
        return curve[0] == new RocPoint(0, 0) && curve[^1] == new RocPoint(1, 1) && Math.Abs(area - QualityOf(rows).RocAuc) < 1e-12;
    }

    [Property]
    public bool A_row_drawn_twice_counts_twice(ScoredRow[] rows)
    {
        var twice = RankingOf(rows).QualityOf([0, 0, .. Enumerable.Range(1, rows.Length - 1)]);
        var expected = QualityOf([rows[0], .. rows]);
        return Math.Abs(twice.RocAuc - expected.RocAuc) < 1e-12 && Math.Abs(twice.AveragePrecision - expected.AveragePrecision) < 1e-12;
    }

    [Fact]
    public void Infinite_scores_are_ranked_and_a_score_that_is_not_a_number_is_refused()
    {
        Assert.Equal(new RankingQuality(1, 1), QualityOf([new(double.PositiveInfinity, true), new(double.NegativeInfinity, false)]));
        Assert.Throws<InvalidDataException>(() => RankingOf([new(double.NaN, true), new(0, false)]));
    }

    private static RankingQuality QualityOf(ScoredRow[] rows) => RankingOf(rows).Quality();

    private static Ranking RankingOf(ScoredRow[] rows) => new([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.IsAnomaly)]);

    public sealed record ScoredRow(double Score, bool IsAnomaly);

    internal static class Examples
    {
        public static Arbitrary<ScoredRow[]> Tables => Rows.ToArbitrary();
    }
}
