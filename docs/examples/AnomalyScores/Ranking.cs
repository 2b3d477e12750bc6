namespace AnomalyScores;

/// <summary>Test rows ordered by score, the most anomalous first; rows of equal scores form one group, whose order says nothing.</summary>
internal sealed class Ranking
{
    private readonly int[] groups;
    private readonly bool[] anomalous;
    private readonly int count;

    /// <summary>The ranking of scores.</summary>
    /// <param name="scores">The score of every row: higher is more anomalous.</param>
    /// <param name="anomalous">Whether the row is an anomaly.</param>
    public Ranking(IReadOnlyList<double> scores, IReadOnlyList<bool> anomalous)
    {
        if (scores.Any(double.IsNaN))
            throw new InvalidDataException("A score is not a number: the model gives a row no density.");
        var places = scores.Distinct().OrderDescending().Index().ToDictionary(group => group.Item, group => group.Index);
        groups = [.. scores.Select(score => places[score])];
        this.anomalous = [.. anomalous];
        count = places.Count;
    }

    /// <summary>The quality of the ranking of all rows.</summary>
    public RankingQuality Quality() => QualityOf(Enumerable.Range(0, groups.Length));

    /// <summary>The quality of the ranking of some rows, which may occur several times.</summary>
    /// <param name="rows">The rows, at least one of them an anomaly and one not.</param>
    public RankingQuality QualityOf(IEnumerable<int> rows)
    {
        var steps = Steps(rows);
        var (anomalies, normal) = (steps.Sum(step => step.Anomalies), steps.Sum(step => step.Normal));
        var (area, precision, found, passed) = (0.0, 0.0, 0.0, 0.0);
        foreach (var step in steps.Where(step => step.Anomalies + step.Normal > 0))
        {
            // Within a group half of the pairs are in the right order.
            area += step.Normal * (found + (step.Anomalies / 2));
            found += step.Anomalies;
            passed += step.Normal;
            precision += step.Anomalies * found / (found + passed);
        }

        return new(area / (anomalies * normal), precision / anomalies);
    }

    /// <summary>The corners of the receiver operating characteristic, from (0, 0) to (1, 1).</summary>
    public IReadOnlyList<RocPoint> Curve()
    {
        var steps = Steps(Enumerable.Range(0, groups.Length));
        var (anomalies, normal) = (steps.Sum(step => step.Anomalies), steps.Sum(step => step.Normal));
        List<RocPoint> points = [new(0, 0)];
        var (found, passed) = (0.0, 0.0);
        foreach (var step in steps)
        {
            found += step.Anomalies;
            passed += step.Normal;
            var next = new RocPoint(passed / normal, found / anomalies);
            if (points.Count > 1 && IsStraight(points[^2], points[^1], next))
                points.RemoveAt(points.Count - 1);
            points.Add(next);
        }

        return points;
    }

    private Step[] Steps(IEnumerable<int> rows)
    {
        var steps = Enumerable.Repeat(new Step(0, 0), count).ToArray();
        foreach (var row in rows)
        {
            var step = steps[groups[row]];
            steps[groups[row]] = anomalous[row] ? step with { Anomalies = step.Anomalies + 1 } : step with { Normal = step.Normal + 1 };
        }

        return steps;
    }

    /// <summary>Whether the middle point lies on a horizontal or vertical line between the others.</summary>
    private static bool IsStraight(RocPoint a, RocPoint b, RocPoint c) =>
        (a.FalsePositiveRate.Equals(b.FalsePositiveRate) && b.FalsePositiveRate.Equals(c.FalsePositiveRate))
        || (a.TruePositiveRate.Equals(b.TruePositiveRate) && b.TruePositiveRate.Equals(c.TruePositiveRate));

    private readonly record struct Step(double Anomalies, double Normal);
}

/// <summary>How well a ranking separates anomalies from normal rows.</summary>
/// <param name="RocAuc">The probability that an anomaly ranks above a normal row; a tie counts half. By chance it is 1/2.</param>
/// <param name="AveragePrecision">The mean over the anomalies of the precision among the rows ranked no lower. By chance it is their part of the rows.</param>
internal sealed record RankingQuality(double RocAuc, double AveragePrecision);

/// <summary>A point of the receiver operating characteristic.</summary>
/// <param name="FalsePositiveRate">The part of the normal rows above a threshold.</param>
/// <param name="TruePositiveRate">The part of the anomalies above it.</param>
internal sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate);
