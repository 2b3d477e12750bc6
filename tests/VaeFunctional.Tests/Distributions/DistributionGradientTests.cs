using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Derivatives of every distribution's density, draws and divergence against central differences.</summary>
public class DistributionGradientTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void The_log_density_is_differentiable_in_every_parameter(string name)
    {
        var row = DistributionTable.Named(name);
        var x = row.Values(Key, 2);
        AssertDerivative(all => row.Of(all).LogDensity(x), row.Parameters);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void The_log_density_of_real_values_is_differentiable_in_them(string name)
    {
        var row = DistributionTable.Named(name);
        if (!row.IsDiscrete)
            AssertDerivative(all => row.Distribution.LogDensity(all[0]), row.Values(Key, 2));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.NamesReparameterized), MemberType = typeof(DistributionTable))]
    public void Any_density_at_a_draw_is_differentiable_in_the_parameters_of_the_draw(string name)
    {
        var row = DistributionTable.Named(name);
        var other = new GaussianMixture(Tensor.FromArray([0.0, 1]), Samples.ShortDecimals(Key, new Shape(2, row.EventSize)), Tensor.Zeros(new Shape(2, row.EventSize), Precision.Double));
        var noise = row.Distribution.Noise(Key, 2);
        AssertDerivative(all => other.LogDensity(row.Of(all).FromNoise(noise)), row.Parameters);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.NamesReparameterized), MemberType = typeof(DistributionTable))]
    public void A_draws_own_density_does_not_depend_on_the_mean_and_falls_with_the_logarithm_of_the_scale(string name)
    {
        // log q(mean + exp(c l) * deviation) = -c l + what depends on the deviation alone.
        var row = DistributionTable.Named(name);
        var noise = row.Distribution.Noise(Key);
        var gradients = Gradient.ValueAndGradient(
            model =>
            {
                var q = row.Of(model.Tensors());
                return Objective.Of(q.LogDensity(q.FromNoise(noise)).Sum());
            },
            ParameterList.Of(row.Parameters)).Gradient.Tensors();
        Assert.All(gradients[0].ToDoubles(), derivative => Assert.Equal(0, derivative, 1e-12));
        var uses = (double)row.Parameters[0].Count / row.Parameters[1].Count;
        Assert.All(gradients[1].ToDoubles(), derivative => Assert.Equal(-uses * row.ScaleExponent, derivative, 1e-12));
    }

    [Theory]
    [MemberData(nameof(DistributionTable.NamesWithDivergence), MemberType = typeof(DistributionTable))]
    public void The_divergence_is_differentiable_in_both_distributions(string name)
    {
        var row = DistributionTable.Named(name);
        var count = row.Parameters.Length;
        AssertDerivative(all => ClosedForms.Known(row.Of(all[..count]).KlTo(row.Of(all[count..]))).Value, [.. row.Parameters, .. row.Others!]);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.NamesWithEntropy), MemberType = typeof(DistributionTable))]
    public void The_entropy_is_differentiable(string name)
    {
        var row = DistributionTable.Named(name);
        if (row.Entropy is { } entropy)
            AssertDerivative(all => entropy(row.Of(all)), row.Parameters);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.NamesReparameterized), MemberType = typeof(DistributionTable))]
    public void A_draw_is_differentiable_in_its_noise(string name)
    {
        var row = DistributionTable.Named(name);
        AssertDerivative(all => row.Distribution.FromNoise(all[0]).Square(), row.Distribution.Noise(Key, 2));
    }

    [Fact]
    public void The_log_probability_of_a_bit_has_the_derivative_of_its_formula()
    {
        // log p(x) = -softplus((1 - 2 x) l), so d/dx = 2 l sigmoid((1 - 2 x) l).
        double[] logits = [-3, -0.5, 0, 1, 4], bits = [0, 1, 0, 1, 1];
        var gradient = Gradient.ValueAndGradient(
            x => Objective.Of(new Bernoulli(Tensor.FromArray(logits)).LogDensity(x.Value) * 3), new Parameter(Tensor.FromArray(bits))).Gradient;
        var expected = logits.Zip(bits, (logit, bit) => 3 * 2 * logit / (1 + Math.Exp(-(1 - (2 * bit)) * logit)));
        Close.All(expected, gradient.Value.ToDoubles(), 1e-15);
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void An_argument_alone_has_the_derivative_that_it_has_among_others(string name)
    {
        var row = DistributionTable.Named(name);
        AssertParts(all => row.Of(all[1..]).LogDensity(all[0]), [row.Values(Key, 2), .. row.Parameters]);
        if (row.Distribution.IsReparameterized)
            AssertParts(all => row.Of(all[1..]).FromNoise(all[0]), [row.Distribution.Noise(Key, 2), .. row.Parameters]);
        if (row.Others is { } others)
            AssertParts(all => ClosedForms.Known(row.Of(all[..others.Length]).KlTo(row.Of(all[others.Length..]))).Value, [.. row.Parameters, .. others]);
    }

    private static void AssertDerivative(Func<Tensor[], Tensor> f, params Tensor[] arguments)
    {
        var result = GradientCheck.Objective(model => Objective.Of(f(model.Tensors()).Sum()), ParameterList.Of(arguments), Key);
        Assert.True(result.Passes(1e-6), result.ToString());
    }

    private static void AssertParts(Func<Tensor[], Tensor> f, Tensor[] arguments)
    {
        var together = Derivatives(f, arguments);
        for (var alone = 0; alone < arguments.Length; alone++)
        {
            var place = alone;
            Assert.Equal(together[place], Derivatives(free => f([.. arguments[..place], free[0], .. arguments[(place + 1)..]]), arguments[place])[0]);
        }
    }

    private static Tensor[] Derivatives(Func<Tensor[], Tensor> f, params Tensor[] arguments) =>
        Gradient.ValueAndGradient(model => Objective.Of(f(model.Tensors()).Sum()), ParameterList.Of(arguments)).Gradient.Tensors();
}
