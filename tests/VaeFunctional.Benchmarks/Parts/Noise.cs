namespace VaeFunctional.Benchmarks;

/// <summary>Arrays to compute with: normal numbers, always the same.</summary>
internal static class Noise
{
    public static float[] Array(string name, int length)
    {
        var numbers = new float[length];
        RandomKey.FromSeed(1).Fold(name).FillNormal(numbers);
        return numbers;
    }
}
