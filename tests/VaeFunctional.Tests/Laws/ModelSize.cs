using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional.Tests;

/// <summary>The sizes of a small model and of a batch of its data.</summary>
public sealed record ModelSize(int Features, int Latent, int Batch)
{
    public static Arbitrary<ModelSize> Any { get; } = Arb.From(
        from features in Gen.Choose(1, 5)
        from latent in Gen.Choose(1, 4)
        from batch in Gen.Choose(1, 4)
        select new ModelSize(features, latent, batch),
        Smaller);

    public static IEnumerable<ModelSize> Smaller(ModelSize size) =>
        new[]
        {
            size with { Features = size.Features - 1 }, size with { Latent = size.Latent - 1 }, size with { Batch = size.Batch - 1 },
        }.Where(smaller => smaller is { Features: > 0, Latent: > 0, Batch: > 0 });
}

/// <summary>Models with no more latents than features, so that the loadings of the latents can be orthogonal.</summary>
internal static class NarrowSizes
{
    public static Arbitrary<ModelSize> Any { get; } =
        Arb.From(ModelSize.Any.Generator.Where(IsNarrow), size => ModelSize.Smaller(size).Where(IsNarrow));

    private static bool IsNarrow(ModelSize size) => size.Latent <= size.Features;
}
