namespace VaeFunctional.Tests;

/// <summary>What log-weights amount to, from all of them at once.</summary>
internal static class NaiveWeights
{
    public static double LogMean(IReadOnlyCollection<double> logWeights) => VaeFunctional.Tests.LogWeights.LogMeanExp(logWeights);

    /// <summary>The standard error of the mean weight over the mean weight.</summary>
    public static double Error(IReadOnlyCollection<double> logWeights)
    {
        var weights = Relative(logWeights);
        var mean = weights.Average();
        return Math.Sqrt(weights.Sum(weight => (weight - mean) * (weight - mean)) / (weights.Count - 1) / weights.Count) / mean;
    }

    public static double EffectiveSampleSize(IReadOnlyCollection<double> logWeights)
    {
        var weights = Relative(logWeights);
        return weights.Sum() * weights.Sum() / weights.Sum(weight => weight * weight);
    }

    private static List<double> Relative(IReadOnlyCollection<double> logWeights)
    {
        var largest = logWeights.Max();
        return [.. logWeights.Select(logWeight => Math.Exp(logWeight - largest))];
    }
}
