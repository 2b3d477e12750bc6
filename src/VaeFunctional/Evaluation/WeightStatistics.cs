namespace VaeFunctional;

/// <summary>What a stream of log-weights of one example amounts to, kept in a few numbers whatever the count.</summary>
internal sealed class WeightStatistics
{
    private long count;
    private double largest = double.NegativeInfinity;
    private double sum;
    private double sumOfSquares;
    private double sumOfLogs;

    /// <summary>log((1/K) sum w).</summary>
    public double LogMean => largest + Math.Log(sum / count);

    /// <summary>(1/K) sum log w, never above <see cref="LogMean"/>.</summary>
    public double MeanLog => Math.Min(sumOfLogs / count, LogMean);

    /// <summary>(sum w)^2 / sum w^2, from 1 to K; NaN when every weight is 0.</summary>
    public double EffectiveSampleSize => sum * sum / sumOfSquares;

    /// <summary>The standard error of <see cref="LogMean"/> to first order: the relative standard error of the mean weight.</summary>
    public double Error => Math.Sqrt(Math.Max(0, (count / EffectiveSampleSize) - 1) / (count - 1));

    public void Add(double logWeight)
    {
        count++;
        sumOfLogs += logWeight;
        if (logWeight > largest)
        {
            var shrink = Math.Exp(largest - logWeight);
            sum *= shrink;
            sumOfSquares *= shrink * shrink;
            largest = logWeight;
        }

        // Infinities do not subtract; NaN passes through the exponential and stays in the sums.
        var weight = double.IsNegativeInfinity(logWeight) ? 0 : logWeight == largest ? 1 : Math.Exp(logWeight - largest);
        sum += weight;
        sumOfSquares += weight * weight;
    }
}
