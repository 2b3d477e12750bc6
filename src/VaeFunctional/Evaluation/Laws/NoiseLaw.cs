namespace VaeFunctional;

/// <summary>Whether noise is a pure function of its key, independent from draw to draw and from example to example, and a draw a function of its own noise.</summary>
internal static class NoiseLaw
{
    private const double Rounding = 1e-9;
    private const int Few = 2;

    public static LawFinding Verify(RoleDraws draws)
    {
        var (law, key) = (draws.Law, draws.Key.Fold("noise"));
        var noise = law.Noise(key, draws.Samples).To(Precision.Double);
        var size = noise.Shape[-1];
        if (noise.Shape != law.Shape.With(-1, size).Prepend(draws.Samples))
            return LawFinding.Of(false, $"noise for {draws.Samples} draws has shape {noise.Shape}", draws.Owner);
        if (!noise.Equals(law.Noise(key, draws.Samples).To(Precision.Double)))
            return LawFinding.Of(false, "one key gives two noises", draws.Owner);
        var numbers = noise.ToDoubles();
        if (size == 0 || Array.TrueForAll(numbers, numbers[0].Equals))
            return LawFinding.NotTested($"{draws.Owner} takes no noise");
        if (noise.Equals(law.Noise(key.Fold("another"), draws.Samples).To(Precision.Double)))
            return LawFinding.Of(false, "two keys give one noise", draws.Owner);
        var some = noise.Slice(0, Few);
        var together = law.FromNoise(some).ToDoubles();
        var apart = Enumerable.Range(0, Few).SelectMany(draw => law.FromNoise(some.Slice(draw, 1).Reshape(some.Shape.Without(0))).ToDoubles());
        var alike = LawFinding.Deviation(together, [.. apart], Rounding);
        return alike.Outcome == LawOutcome.Fails
            ? alike with { Text = $"draws together and apart: {alike.Text}", Owner = draws.Owner }
            : LawFinding.Worst(Correlations(draws, numbers, size), draws.Owner, "");
    }

    /// <summary>Products of noise at two draws, or at two examples: 0 in the mean.</summary>
    private static IEnumerable<(string Of, ObservedMean Mean)> Correlations(RoleDraws draws, double[] noise, int size)
    {
        var means = new double[size];
        for (var i = 0; i < noise.Length; i++)
            means[i % size] += noise[i] / (noise.Length / size);
        var centered = noise.Select((value, i) => value - means[i % size]).ToArray();
        double[] Products(int count, int numbers, int distance)
        {
            var products = new double[count * numbers];
            for (var i = 0; i < products.Length; i++)
            {
                var at = (i / numbers * draws.Batch * size) + (i % numbers);
                products[i] = centered[at] * centered[at + distance];
            }

            return products;
        }

        var (draw, half) = (draws.Batch * size, draws.Samples / 2);
        yield return ("noise of one half of the draws times the other", ObservedMean.Of(Products(half, draw, half * draw), Rounding));
        yield return ("noise of a draw times the next", ObservedMean.Of(Products(draws.Samples - 1, draw, draw), Rounding));
        if (draws.Batch > 1)
            yield return ("noise of an example times the next", ObservedMean.Of(Products(draws.Samples, draw - size, size), Rounding));
    }
}
