using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Every distribution, prior and head of the library occurs among generated samples: a new one without a generator would be in no property.</summary>
public sealed class CoverageTests
{
    private const int Samples = 1000;

    private static readonly Rnd Seed = new(7, 11);

    private static readonly IReadOnlyList<Vae> Models = [.. VaeArbitraries.Models.Generator.Sample(Samples, Seed, 10)];

    [Fact]
    public void Every_distribution_occurs() =>
        Findings.None(Missing<Distribution>(VaeArbitraries.Distributions.Generator.Sample(Samples, Seed, 10)));

    [Fact]
    public void Every_prior_occurs_in_a_model() => Findings.None(Missing<IPrior>(
        Models.Select(model => model.PriorHead).Concat(VaeArbitraries.ConditionalModels.Generator.Sample(Samples, Seed, 10).Select(model => model.PriorHead))));

    [Fact]
    public void Every_head_occurs_in_a_model() =>
        Findings.None(Missing<IDistributionHead>(Models.SelectMany(model => new[] { model.PosteriorHead, model.LikelihoodHead })));

    /// <summary>A shipped kind, or one of the two values of a truth value of it, that no sample has.</summary>
    private static IEnumerable<string> Missing<T>(IEnumerable<T> samples)
        where T : notnull
    {
        var found = samples.ToLookup(sample => sample.GetType());
        return
            from type in new[] { typeof(Vae), typeof(VaeArbitraries), typeof(Csv) }.SelectMany(member => member.Assembly.GetTypes())
            where type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(T))
            from missing in found.Contains(type) ? MissingValues(type, found[type]) : [""]
            select $"{type.Name}{missing} is not among {Samples} generated samples: add it to its generator in VaeFunctional.FsCheck";
    }

    private static IEnumerable<string> MissingValues<T>(Type type, IEnumerable<T> samples) =>
        from property in type.GetProperties()
        where property.PropertyType == typeof(bool) && property.Name != nameof(IDistributionHead.TakesHoles) && typeof(T) != typeof(Distribution)
        from value in new[] { false, true }
        where !samples.Any(sample => value.Equals(property.GetValue(sample)))
        select $" with {property.Name} {value}";
}
