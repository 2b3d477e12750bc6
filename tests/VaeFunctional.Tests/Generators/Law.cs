using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional.Tests;

/// <summary>Runs a property; a failure prints the seed and the shrunk example.</summary>
internal static class Law
{
    public static void Holds<T>(Arbitrary<T> examples, Func<T, RandomKey, bool> law, int count = 100) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count),
            Prop.ForAll(examples, Gen.Choose(0, 1_000_000).ToArbitrary(), (example, seed) => law(example, RandomKey.FromSeed(seed))));

    public static void Holds<T>(Arbitrary<T> examples, Func<T, bool> law, int count = 100) =>
        Holds(examples, (example, _) => law(example), count);
}
