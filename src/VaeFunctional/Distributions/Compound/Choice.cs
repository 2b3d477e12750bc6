namespace VaeFunctional;

/// <summary>Choices among weighted possibilities by a uniform number.</summary>
internal static class Choice
{
    /// <summary>The index in whose share of (0, 1) the number falls; the last one beyond the sum of the weights.</summary>
    public static int Of(double[] weights, double uniform)
    {
        var index = 0;
        for (var left = uniform - weights[0]; left > 0 && index < weights.Length - 1; left -= weights[index])
            index++;
        return index;
    }
}
