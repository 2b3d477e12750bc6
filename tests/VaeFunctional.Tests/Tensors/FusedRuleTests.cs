using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A fused rule is its composition, computed in fewer passes.</summary>
public class FusedRuleTests
{
    private static readonly Twin[] Twins =
    [
        new("layer", all => AffineRule.Apply(all[0], all[1], all[2], rectifies: false), all => all[0].MatMul(all[1]) + all[2], FusedShapes.OfLayers, Large(300, 200)),
        new("rectified layer", all => AffineRule.Apply(all[0], all[1], all[2], rectifies: true), all => (all[0].MatMul(all[1]) + all[2]).Relu(), FusedShapes.OfLayers, Large(300, 200)),
        new("draw", all => GaussianRules.Reparameterize(all[0], all[1], all[2]), all => all[0] + ((all[1] * 0.5).Exp() * all[2]), FusedShapes.OfDraws, [new(500, 31), new(31), new(4, 500, 31)]),
        new("density", all => GaussianRules.LogDensity(all[0], all[1], all[2]), all => Density(all[0], all[1], all[2]), FusedShapes.OfDensities, [new(4, 500, 31), new(500, 31), new(1)]),
        new("divergence", all => GaussianRules.Kl(all[0], all[1], all[2], all[3]), Divergence, FusedShapes.OfDivergences, [new(500, 83), new(500, 83), new(83), new(83)]),
        new("Laplace draw", all => new Laplace(all[0], all[1]).FromNoise(all[2]), all => all[0] + (all[1].Exp() * (1 - (2 * all[2].GreaterThan(0))) * all[2].Abs().Log()), FusedShapes.OfDraws, [new(500, 31), new(31), new(4, 500, 31)]),
        new("Laplace density", all => new Laplace(all[1], all[2]).LogDensity(all[0]), all => -(((all[0] - all[1]).Abs() * (-all[2]).Exp()) + all[2] + Math.Log(2)).Sum(-1), [.. FusedShapes.OfDensities.Where((_, i) => i != 2)], [new(4, 500, 31), new(500, 31), new(1)]),
        new("logits", all => BernoulliRules.LogDensity(all[0].GreaterThan(0), all[1]), all => -((1 - (2 * all[0].GreaterThan(0))) * all[1]).Softplus().Sum(-1), FusedShapes.OfLogits, [new(50, 783), new(3, 50, 783)]),
        new("logits of long rows", all => BernoulliRules.LogDensity(all[0].GreaterThan(0), all[1]), all => -((1 - (2 * all[0].GreaterThan(0))) * all[1]).Softplus().Sum(-1), [], [new(2, 40_001), new(2, 40_001)]),
    ];

    public static TheoryData<string> Names => [.. Twins.Select(twin => twin.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_value_is_that_of_the_composition_to_the_bit(string name) => ForEachCase(name, (twin, arguments) =>
    {
        Assert.Equal(twin.Composition(arguments).Shape, twin.Fused(arguments).Shape);
        Assert.Equal(twin.Composition(arguments).ToDoubles(), twin.Fused(arguments).ToDoubles());
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradients_are_those_of_the_composition(string name) => ForEachCase(name, (twin, arguments) =>
    {
        var value = twin.Fused(arguments);
        var cotangent = Samples.ShortDecimals(RandomKey.FromSeed(3), value.Shape, value.Precision);
        var fused = Derivatives.Pullbacks(twin.Fused, cotangent, arguments);
        var composed = Derivatives.Pullbacks(twin.Composition, cotangent, arguments);
        var tolerance = value.Precision == Precision.Single ? 2e-4 : 1e-12;
        for (var i = 0; i < arguments.Length; i++)
        {
            Assert.Equal(arguments[i].Shape, fused[i].Shape);
            Assert.Equal(arguments[i].Precision, fused[i].Precision);
            Assert.Equal(composed[i].ToDoubles(), fused[i].ToDoubles(), Near.Within(tolerance * (1 + Magnitude(composed[i]))));
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Where_precisions_meet_all_is_widened(string name)
    {
        var twin = Twins.Single(one => one.Name == name);
        var arguments = twin.Arguments(twin.Cases.Length, Precision.Single);
        for (var widened = 0; widened < arguments.Length; widened++)
        {
            Tensor[] mixed = [.. arguments.Select((argument, i) => i == widened ? argument.To(Precision.Double) : argument)];
            Assert.Equal(twin.Fused([.. mixed.Select(argument => argument.To(Precision.Double))]), twin.Fused(mixed));
        }
    }

    [Fact]
    public void A_log_variance_beyond_the_limits_of_the_scale_has_the_gradient_of_the_composition()
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var logVariance = Tensor.FromArray([-2000.0, -300, -100, 0, 100, 300, 2000]).To(precision);
            // So near the mean that its square over the least variance is finite.
            var x = Tensor.Full(logVariance.Shape, precision == Precision.Single ? 1e-20 : 1e-160, precision);
            var mean = Tensor.Zeros(logVariance.Shape, precision);
            for (var i = 0; i < logVariance.Count; i++)
            {
                var (value, origin, spread) = (x.Slice(i, 1), mean.Slice(i, 1), logVariance.Slice(i, 1));
                AssertAlike(all => Density(all[0], all[1], all[2]), all => GaussianRules.LogDensity(all[0], all[1], all[2]), value, origin, spread);
                AssertAlike(all => Divergence(all).Sum(), all => GaussianRules.Kl(all[0], all[1], all[2], all[3]).Sum(), value, spread, origin, spread);
            }
        }
    }

    [Fact]
    public void A_divergence_between_shapes_that_do_not_broadcast_is_refused_with_both()
    {
        var (narrow, wide) = (DiagonalGaussian.Standard(3), DiagonalGaussian.Standard(4));
        var message = Assert.Throws<ArgumentException>(() => narrow.KlTo(wide)).Message;
        Assert.Contains("[3]", message, StringComparison.Ordinal);
        Assert.Contains("[4]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_variance_that_is_not_a_number_has_a_gradient_that_is_not_one()
    {
        var gradients = Derivatives.Pullbacks(
            all => GaussianRules.LogDensity(all[0], all[1], all[2]), Tensor.Scalar(1, Precision.Double), Tensor.FromArray([1.0]), Tensor.FromArray([0.0]), Tensor.FromArray([double.NaN]));
        Assert.All(gradients, gradient => Assert.True(double.IsNaN(gradient.ToScalar())));
    }

    private static void AssertAlike(Func<Tensor[], Tensor> composition, Func<Tensor[], Tensor> fused, params Tensor[] arguments)
    {
        var unit = Tensor.Scalar(1, arguments[0].Precision);
        Assert.Equal(
            Derivatives.Pullbacks(composition, unit, arguments).Select(gradient => gradient.ToScalar()),
            Derivatives.Pullbacks(fused, unit, arguments).Select(gradient => gradient.ToScalar()),
            (a, b) => Math.Abs(a - b) <= 1e-5 * Math.Abs(a) || a.Equals(b));
    }

    private static Tensor Density(Tensor x, Tensor mean, Tensor logVariance) =>
        (((x - mean) * InverseScale(logVariance)).Square() + logVariance + DiagonalGaussian.LogTwoPi).Sum(-1) * -0.5;

    private static Tensor Divergence(Tensor[] all) =>
        ((all[1] - all[3]).Expm1MinusX() + ((all[0] - all[2]) * InverseScale(all[3])).Square()) * 0.5;

    /// <summary>exp(-l/2), kept positive and finite.</summary>
    private static Tensor InverseScale(Tensor logVariance)
    {
        var (least, most) = logVariance.Precision == Precision.Single ? (-103, 88) : (-745, 709);
        return (logVariance * -0.5).Clamp(least, most).Exp();
    }

    private static double Magnitude(Tensor x) => x.ToDoubles().Select(Math.Abs).DefaultIfEmpty().Max();

    private static Shape[] Large(int batch, int width) => [new(batch, width), new(width, width + 1), new(width + 1)];

    private static void ForEachCase(string name, Action<Twin, Tensor[]> verify)
    {
        var twin = Twins.Single(one => one.Name == name);
        for (var @case = 0; @case <= twin.Cases.Length; @case++)
        {
            foreach (var precision in Enum.GetValues<Precision>())
                verify(twin, twin.Arguments(@case, precision));
        }
    }

    /// <summary>A fused rule and what it stands for; the last case is large enough to be divided among threads.</summary>
    private sealed record Twin(string Name, Func<Tensor[], Tensor> Fused, Func<Tensor[], Tensor> Composition, Shape[][] Cases, Shape[] LargeCase)
    {
        public Tensor[] Arguments(int @case, Precision precision) =>
        [
            .. (@case < Cases.Length ? Cases[@case] : LargeCase).Select((shape, i) =>
                Samples.Spread(RandomKey.FromSeed(8).Fold(Name).Fold(@case).Fold(i), shape, Domain.Any, offset: 0.37 + (0.15 * i)).To(precision)),
        ];
    }
}
