namespace VaeFunctional.Tests;

/// <summary>Keys of every origin: plain and negative seeds, folded and split.</summary>
internal static class SampleKeys
{
    public static RandomKey Mixed { get; } = RandomKey.FromSeed(20).Fold("mixed");

    public static RandomKey[] All { get; } =
    [
        default,
        RandomKey.FromSeed(7),
        RandomKey.FromSeed(-1),
        RandomKey.FromSeed(long.MinValue),
        RandomKey.FromSeed(3).Fold(5),
        RandomKey.FromSeed(3).Split(2)[1],
        Mixed,
    ];
}
