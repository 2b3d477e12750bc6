namespace VaeFunctional.Tests;

/// <summary>Tensors with elements for a purpose, as values of a key.</summary>
internal static class Samples
{
    /// <summary>Numbers that go wrong first.</summary>
    public static readonly double[] Awkward = [.. AwkwardNumbers.All];

    /// <summary>Powers of two and their negatives: multiplying and dividing by them is exact.</summary>
    public static readonly double[] PowersOfTwo = [-4, -2, -1, -0.5, 0.5, 1, 2, 4];

    /// <summary>Integers from -3 to 3: sums and products of a few of them are exact in both precisions.</summary>
    public static Tensor Integers(RandomKey key, Shape shape, Precision precision = Precision.Double) =>
        Choose(key, shape, [-3, -2, -1, 0, 1, 2, 3], precision);

    /// <summary>Multiples of a tenth from -2 to 2, without 0, so that no derivative is multiplied away.</summary>
    public static Tensor ShortDecimals(RandomKey key, Shape shape, Precision precision = Precision.Double) =>
        Choose(key, shape, [.. Enumerable.Range(-20, 41).Where(i => i != 0).Select(i => i / 10.0)], precision);

    /// <summary>Numbers drawn from a few.</summary>
    public static Tensor Choose(RandomKey key, Shape shape, double[] from, Precision precision = Precision.Double)
    {
        var uniforms = new double[shape.Count];
        key.FillUniform(uniforms);
        return Tensor.FromArray(Array.ConvertAll(uniforms, u => from[(int)(u * from.Length)]), shape).To(precision);
    }

    /// <summary>
    /// Distinct numbers spread over an interval in a drawn order, one in each of as many cells. The offset, in (0, 1), is where each stands
    /// in its cell, so that two tensors of different offsets share no number.
    /// </summary>
    public static Tensor Spread(RandomKey key, Shape shape, Domain domain, double offset) =>
        Tensor.FromArray(
            [.. key.Permutation(shape.Count).Select(cell => domain.From + ((domain.To - domain.From) * (cell + offset) / shape.Count))], shape);
}

/// <summary>Where a function is defined and its derivative tame.</summary>
internal sealed record Domain(double From, double To)
{
    public static Domain Any { get; } = new(-2, 2);

    public static Domain Positive { get; } = new(0.3, 3);
}
