using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What holds of the divergence of Gaussians for every finite mean and log-variance, without tolerance.</summary>
public class GaussianDivergenceLaws
{
    private const int Cases = 1000;

    [Property(MaxTest = Cases)]
    public bool It_is_never_negative(Coordinates example) =>
        ByDimension(example).All(kl => kl >= 0) && example.Gaussian.KlToStandard().ToScalar() >= 0;

    [Property(MaxTest = Cases)]
    public bool It_is_never_negative_to_another_Gaussian(Coordinates example) =>
        ClosedForms.Known(example.Gaussian.KlTo(example.Reversed)).ByBlock.ToDoubles().All(kl => kl >= 0);

    [Property(MaxTest = Cases)]
    public bool It_is_0_at_equality(Coordinates example) =>
        ClosedForms.Known(example.Gaussian.KlTo(example.Gaussian)).ByBlock.ToDoubles().All(kl => kl == 0);

    [Property(MaxTest = Cases)]
    public bool It_is_0_at_the_standard_Gaussian_and_positive_wherever_its_size_can_be_represented(Coordinates example)
    {
        // The divergence is about (mean^2 + log-variance^2 / 2) / 2.
        var (none, some) = example.Precision == Precision.Single ? (1e-24, 1e-20) : (1e-163, 1e-150);
        return ByDimension(example).Index().All(kl =>
        {
            var size = Math.Max(Math.Abs(example.Means[kl.Index]), Math.Abs(example.LogVariances[kl.Index]));
            return size <= none ? kl.Item == 0 : size < some || kl.Item > 0;
        });
    }

    [Property(MaxTest = Cases)]
    public bool Its_derivative_in_the_mean_is_the_mean_and_in_the_log_variance_half_the_variance_less_1(Coordinates example)
    {
        var gradients = Derivatives.Pullbacks(
            all => new DiagonalGaussian(all[0], all[1]).KlToStandardByDimension(),
            Tensor.Ones(new Shape(example.Means.Length), example.Precision),
            example.Mean,
            example.LogVariance);
        // Halving and doubling a subnormal number may round its last bit.
        var smallest = example.Precision == Precision.Single ? 2.4e-38 : 4.5e-308;
        return gradients[0].ToDoubles().Zip(example.Means).All(pair => pair.First == pair.Second || Math.Abs(pair.Second) < smallest)
            && gradients[1].Equals(example.LogVariance.Expm1() * 0.5);
    }

    [Fact]
    public void Its_derivative_in_the_log_variance_is_accurate()
    {
        double[] logVariances = [-30, -1, -0.1, -1e-9, 0, 1e-9, 0.3, 2, 30];
        var gradient = Derivatives.Pullbacks(
            all => new DiagonalGaussian(Tensor.Zeros(new Shape(9), Precision.Double), all[0]).KlToStandardByDimension(),
            Tensor.Ones(new Shape(9), Precision.Double),
            Tensor.FromArray(logVariances))[0].ToDoubles();
        Assert.All(logVariances.Zip(gradient), pair =>
        {
            // (exp(l) - 1) / 2 = exp(l / 2) sinh(l / 2), without cancellation.
            var expected = Math.Exp(pair.First / 2) * Math.Sinh(pair.First / 2);
            Assert.InRange(pair.Second - expected, -1e-15 * Math.Abs(expected), 1e-15 * Math.Abs(expected));
        });
    }

    [Property]
    public bool It_does_not_change_under_an_affine_map_of_each_coordinate(RandomKey key)
    {
        var shape = new Shape(3, 4);
        Tensor Numbers(string name) => Samples.ShortDecimals(key.Fold(name), shape);
        var (stretch, shift) = (Samples.Choose(key.Fold("stretch"), new Shape(4), [-3, -0.7, 0.2, 1.9, 12]), Samples.ShortDecimals(key.Fold("shift"), new Shape(4)));
        DiagonalGaussian Mapped(DiagonalGaussian d) => new((stretch * d.Mean) + shift, d.LogVariance + stretch.Square().Log());
        var (q, p) = (new DiagonalGaussian(Numbers("mean"), Numbers("log-variance")), new DiagonalGaussian(Numbers("other mean"), Numbers("other log-variance")));
        return Kl(q, p).Zip(Kl(Mapped(q), Mapped(p))).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-12 * (1 + pair.First));
    }

    [Fact]
    public void It_is_the_sum_over_independent_blocks()
    {
        var row = DistributionTable.Named("Gaussian");
        var (q, p) = ((DiagonalGaussian)row.Distribution, (DiagonalGaussian)row.Of(row.Others!));
        DiagonalGaussian Joint(DiagonalGaussian a, DiagonalGaussian b) =>
            new(Tensor.Concatenate([a.Mean, b.Mean], -1), Tensor.Concatenate([a.LogVariance, b.LogVariance], -1));
        Close.All(Kl(q, p).Zip(Kl(p, q), (a, b) => a + b), Kl(Joint(q, p), Joint(p, q)), 1e-15);
    }

    /// <summary>
    /// KL(N(0, I) || N(mean, S)) does not change under the rotation that makes S diagonal, where N(0, I) stays itself; so a full covariance
    /// is reached with diagonal Gaussians. S = [[2, 0.8], [0.8, 0.5]] has determinant 0.36 and inverse [[0.5, -0.8], [-0.8, 2]] / 0.36, and with
    /// mean (1, 1) the divergence is (2.5 / 0.36 + 0.9 / 0.36 - 2 + log 0.36) / 2.
    /// </summary>
    [Fact]
    public void It_agrees_with_the_formula_of_full_covariances()
    {
        var expected = ((3.4 / 0.36) - 2 + Math.Log(0.36)) / 2;
        var axes = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(new[,] { { 2, 0.8 }, { 0.8, 0.5 } }).Evd();
        var mean = axes.EigenVectors.TransposeThisAndMultiply(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(2, 1));
        var p = new DiagonalGaussian(mean.ToTensor(), Tensor.FromArray([.. axes.EigenValues.Select(value => Math.Log(value.Real))]));
        Assert.Equal(expected, Kl(DiagonalGaussian.Standard(2, Precision.Double), p)[0], 1e-13);
        Assert.Equal(3.2113966, expected, 1e-7);
    }

    [Property(MaxTest = Cases)]
    public bool A_density_of_finite_numbers_is_a_number(Coordinates example)
    {
        var shape = new Shape(example.Means.Length, 1);
        var gaussian = new DiagonalGaussian(example.Mean.Reshape(shape), example.LogVariance.Reshape(shape));
        bool IsNumber(DiagonalGaussian at) => gaussian.LogDensity(at.Mean.Reshape(shape)).ToDoubles().All(density => !double.IsNaN(density));
        return IsNumber(example.Gaussian) && IsNumber(example.Reversed);
    }

    private static double[] ByDimension(Coordinates example) => example.Gaussian.KlToStandardByDimension().ToDoubles();

    private static double[] Kl(DiagonalGaussian q, DiagonalGaussian p) => ClosedForms.Known(q.KlTo(p)).Value.ToDoubles();
}
