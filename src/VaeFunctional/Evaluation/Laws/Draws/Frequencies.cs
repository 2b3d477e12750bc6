using System.Diagnostics.CodeAnalysis;

namespace VaeFunctional;

/// <summary>Vectors with the frequencies at which they were drawn, none of them 0.</summary>
internal sealed class Frequencies
{
    private readonly double[][] atoms;
    private readonly double[] probabilities;
    private readonly Dictionary<double[], double> logarithms;

    public Frequencies(double[][] atoms, IEnumerable<double[]> drawn)
    {
        this.atoms = atoms;
        var counts = drawn.CountBy(vector => vector, Equality).ToDictionary(Equality);
        var smoothed = atoms.Select(atom => counts.GetValueOrDefault(atom) + 0.5).ToArray();
        var sum = smoothed.Sum();
        probabilities = Array.ConvertAll(smoothed, count => count / sum);
        logarithms = atoms.Zip(probabilities).ToDictionary(pair => pair.First, pair => Math.Log(pair.Second), Equality);
    }

    public static IEqualityComparer<double[]> Equality { get; } = new SameNumbers();

    public double[] Draw(double uniform) => atoms[Choice.Of(probabilities, uniform)];

    public double Log(ReadOnlySpan<double> vector) => logarithms.GetValueOrDefault(vector.ToArray(), double.NegativeInfinity);

    private sealed class SameNumbers : IEqualityComparer<double[]>
    {
        public bool Equals(double[]? x, double[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] double[] obj)
        {
            var hash = default(HashCode);
            foreach (var number in obj)
                hash.Add(number);
            return hash.ToHashCode();
        }
    }
}
