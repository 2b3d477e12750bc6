using System.Reflection;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What is minimized cannot come back as a bound: the types do not allow it.</summary>
public sealed class BoundTypeTests
{
    private static readonly Type[] NotBounds =
        [typeof(Objective), typeof(Terms), typeof(ObjectiveValue), typeof(ValueAndGradient<>), typeof(TrainingState<>), typeof(StepOutcome<>)];

    [Fact]
    public void Minimizing_gives_an_objective_and_an_objective_is_not_a_bound()
    {
        Assert.Equal(typeof(Objective), typeof(ElboTerms).GetMethod(nameof(ElboTerms.ToObjective))!.ReturnType);
        Assert.Equal(typeof(Objective), typeof(LowerBound).GetMethod(nameof(LowerBound.ToObjective))!.ReturnType);
        Assert.False(typeof(LowerBound).IsAssignableFrom(typeof(Objective)));
        Assert.False(typeof(Objective).IsAssignableFrom(typeof(LowerBound)));
    }

    [Fact]
    public void Nothing_public_makes_a_bound_of_an_objective()
    {
        var makers = PublicMembers().Where(member => IsBound(member.Result)).ToList();
        Assert.NotEmpty(makers);
        Findings.None(makers.Where(maker => maker.Inputs.Any(Mentions)).Select(maker => maker.Name));
    }

    [Fact]
    public void A_bound_is_made_by_the_library_only_and_does_not_change()
    {
        var types = new[] { typeof(LowerBound), typeof(ImportanceWeightedBound), typeof(ElboTerms) };
        Assert.All(types, type => Assert.Empty(type.GetConstructors()));
        Assert.All(types.SelectMany(type => type.GetProperties()), property => Assert.Null(property.SetMethod));
    }

    [Fact]
    public void An_objective_of_a_scalar_does_not_fit_where_terms_of_examples_are_wanted()
    {
        var objective = Objective.Of(Tensor.FromArray([1.0, 2.0]));
        Assert.Throws<ArgumentException>(() => Elbo.OfTerms(objective.Value, objective.Value));
    }

    private static IEnumerable<(string Name, Type Result, Type[] Inputs)> PublicMembers()
    {
        const BindingFlags flags = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var type in typeof(Objective).Assembly.GetExportedTypes())
        {
            // Property getters and conversion operators are methods too.
            foreach (var method in type.GetMethods(flags))
                yield return ($"{type.Name}.{method.Name}", method.ReturnType, [type, .. method.GetParameters().Select(parameter => parameter.ParameterType)]);
            foreach (var constructor in type.GetConstructors())
                yield return ($"new {type.Name}", type, [.. constructor.GetParameters().Select(parameter => parameter.ParameterType)]);
        }
    }

    private static bool IsBound(Type type) => typeof(LowerBound).IsAssignableFrom(type) || type == typeof(ElboTerms);

    private static bool Mentions(Type type) =>
        NotBounds.Any(other => other.IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == other))
        || (type.IsGenericType && type.GetGenericArguments().Any(Mentions));
}
