using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>Generators of keys.</summary>
internal static class KeyGenerators
{
    private const int Seeds = 1_000_000;

    public static Gen<RandomKey> Any() => Gen.Choose(0, Seeds).Select(seed => RandomKey.FromSeed(seed));
}
