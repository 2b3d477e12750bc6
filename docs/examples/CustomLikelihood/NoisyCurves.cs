using VaeFunctional;

namespace CustomLikelihood;

/// <summary>Curves as a sensor with a loose contact gives them: sums of two waves with noise, and here and there a value that is far off.</summary>
/// <param name="True">The waves, <c>[count, points]</c>.</param>
/// <param name="Measured">What the sensor gave, <c>[count, points]</c>.</param>
internal sealed record NoisyCurves(Tensor True, Tensor Measured)
{
    public const int Points = 32;

    private const double Noise = 0.05;
    private const double FaultProbability = 0.05;
    private const double FaultScale = 2;

    public static NoisyCurves Generate(RandomKey key, int count)
    {
        var time = Tensor.Linspace(0, 2 * Math.PI, Points);
        var waves = Wave(key.Fold("slow"), count, time) + (0.5 * Wave(key.Fold("fast"), count, 2 * time));
        var shape = waves.Shape;
        var faults = key.Fold("faults").Bernoulli(Tensor.Full(shape, FaultProbability));
        return new(waves, waves + (Noise * key.Fold("noise").Normal(shape)) + (FaultScale * faults * key.Fold("sizes").Normal(shape)));
    }

    /// <summary>Waves of random height and phase, <c>[count, points]</c>.</summary>
    private static Tensor Wave(RandomKey key, int count, Tensor angles)
    {
        var column = new Shape(count, 1);
        return (0.5 + key.Fold("height").Uniform(column)) * ((2 * Math.PI * key.Fold("phase").Uniform(column)) + angles).Sin();
    }
}
