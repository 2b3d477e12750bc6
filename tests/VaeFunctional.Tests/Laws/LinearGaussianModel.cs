using MathNet.Numerics.LinearAlgebra;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace VaeFunctional.Tests;

/// <summary>
/// What is exactly known of a VAE with p(z) = N(0, I), p(x|z) = N(z B + b, diag(psi)) and q(z|x) = N(m, diag(v)), where m and log v are
/// affine in x: probabilistic PCA (one psi) and factor analysis. Computed by MathNet from the tensors of the library's own record.
/// </summary>
internal sealed class LinearGaussianModel
{
    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    private readonly Matrix<double> encoderWeight;
    private readonly Matrix<double> loadings;
    private readonly Vector encoderBias;
    private readonly Vector center;
    private readonly Vector psi;

    public LinearGaussianModel(Vae vae)
    {
        Vae = vae;
        var (encoder, decoder, likelihood) = ((Dense)vae.Encoder, (Dense)vae.Decoder, (GaussianHead)vae.LikelihoodHead);
        (encoderWeight, encoderBias) = (encoder.Weight.ToMatrix(), encoder.Bias.ToVector());
        loadings = decoder.Weight.ToMatrix();
        center = (decoder.Bias + likelihood.Offset).ToVector();
        psi = likelihood.LogVariance.BroadcastTo(decoder.Bias.Shape).ToVector().PointwiseExp();
    }

    public Vae Vae { get; }

    public int Features => loadings.ColumnCount;

    public int Latent => loadings.RowCount;

    /// <summary>The precision of the posterior p(z|x), the same for every x: I + B diag(1/psi) B'.</summary>
    public Matrix<double> PosteriorPrecision =>
        Matrix<double>.Build.DenseIdentity(Latent) + (loadings * Matrix<double>.Build.DenseOfDiagonalVector(1 / psi) * loadings.Transpose());

    /// <summary>KL(q || p(z|x)) of the best diagonal q: 1/2 (sum_j log M_jj - log |M|), M the posterior's precision.</summary>
    public double MeanFieldGap =>
        0.5 * (PosteriorPrecision.Diagonal().PointwiseLog().Sum() - PosteriorPrecision.Cholesky().DeterminantLn);

    /// <summary>2q noises of mean 0 and covariance I: the mean over them of a quadratic function is its exact expectation.</summary>
    public static Tensor ExactNoise(int batch, int latent) => Tensor.Stack(
        [.. new[] { 1, -1 }.SelectMany(sign => Enumerable.Range(0, latent).Select(j =>
            (Tensor.Identity(latent, Precision.Double).Slice(j, 1) * (sign * Math.Sqrt(latent))).BroadcastTo(new Shape(batch, latent))))]);

    public Tensor ExactNoise(int batch) => ExactNoise(batch, Latent);

    /// <summary>log p(x) of every row.</summary>
    public double[] LogDensity(Tensor x)
    {
        var covariance = ((loadings.Transpose() * loadings) + Matrix<double>.Build.DenseOfDiagonalVector(psi)).Cholesky();
        return ByRow(Centered(x), r => -0.5 * ((Features * LogTwoPi) + covariance.DeterminantLn + r.DotProduct(covariance.Solve(r))));
    }

    /// <summary>KL(q(z|x) || p(z|x)) of every row, for full covariances.</summary>
    public double[] KlToPosterior(Tensor x)
    {
        var precision = PosteriorPrecision;
        var (mean, variance) = Moments(x);
        var shift = mean - PosteriorMean(x);
        return [.. Enumerable.Range(0, x.Shape[0]).Select(i =>
            0.5 * (variance.Row(i).DotProduct(precision.Diagonal()) + shift.Row(i).DotProduct(precision * shift.Row(i)) - Latent
                - precision.Cholesky().DeterminantLn - variance.Row(i).PointwiseLog().Sum()))];
    }

    /// <summary>-E_q log p(x|z) of every row: 1/2 sum_j [log 2 pi psi_j + (r_j^2 + sum_k v_k B_kj^2) / psi_j].</summary>
    public double[] Distortion(Tensor x) =>
        ByRow(SquaredErrors(x), squares => 0.5 * ((Features * LogTwoPi) + psi.PointwiseLog().Sum() + (squares / psi).Sum()));

    /// <summary>KL(q(z|x) || p(z)) of every row: 1/2 sum_k [m_k^2 + v_k - 1 - log v_k].</summary>
    public double[] Rate(Tensor x)
    {
        var (mean, variance) = Moments(x);
        return ByRow(mean.PointwisePower(2) + variance - variance.PointwiseLog() - 1, terms => 0.5 * terms.Sum());
    }

    /// <summary>The derivatives of the mean over the rows of distortion + beta * rate, worked out by hand.</summary>
    public Vae Gradient(Tensor x, double beta)
    {
        var rows = x.Shape[0];
        var (mean, variance) = Moments(x);
        var inverse = Matrix<double>.Build.DenseOfDiagonalVector(1 / psi);
        var pull = Residuals(x) * inverse;
        var curvature = loadings.PointwisePower(2) * (1 / psi);
        var toMean = (beta * mean) - (pull * loadings.Transpose());
        var toLogVariance = 0.5 * ((variance * Matrix<double>.Build.DenseOfDiagonalVector(curvature + beta)) - beta);
        var toOutput = toMean.Append(toLogVariance);
        var toLoadings = (Matrix<double>.Build.DenseOfDiagonalVector(variance.ColumnSums()) * loadings * inverse) - (mean.Transpose() * pull);
        var toLogPsi = 0.5 * (1 - (SquaredErrors(x).ColumnSums() / rows / psi));
        return Vae.MapParameters((path, leaf) => path switch
        {
            "encoder/weight" => (x.ToMatrix().Transpose() * toOutput / rows).ToTensor(),
            "encoder/bias" => (toOutput.ColumnSums() / rows).ToTensor(),
            "decoder/weight" => (toLoadings / rows).ToTensor(),
            "decoder/bias" => (-pull.ColumnSums() / rows).ToTensor(),
            "likelihood/log-variance" => leaf.Count == 1 ? Tensor.FromArray([toLogPsi.Sum()]) : toLogPsi.ToTensor(),
            _ => throw new InvalidOperationException($"A linear-Gaussian model has no leaf '{path}'."),
        });
    }

    /// <summary>This model with the best diagonal q: the exact posterior where its precision is diagonal.</summary>
    public LinearGaussianModel WithBestPosterior()
    {
        var weight = Matrix<double>.Build.DenseOfDiagonalVector(1 / psi) * loadings.Transpose() * PosteriorPrecision.Inverse();
        var logVariance = -PosteriorPrecision.Diagonal().PointwiseLog();
        var bias = (-center * weight).ToTensor();
        return new(Vae.WithEncoder(new Dense(
            Tensor.Concatenate([weight.ToTensor(), Tensor.Zeros(new Shape(Features, Latent), Precision.Double)], axis: 1),
            Tensor.Concatenate([bias, logVariance.ToTensor()]),
            Activation.Identity)));
    }

    /// <summary>This model with a q whose log-variances are larger.</summary>
    public LinearGaussianModel WithWiderPosterior(double logVariance)
    {
        var encoder = (Dense)Vae.Encoder;
        var wider = Tensor.FromArray([.. Enumerable.Range(0, 2 * Latent).Select(output => output < Latent ? 0 : logVariance)]);
        return new(Vae.WithEncoder(encoder.WithBias(encoder.Bias + wider)));
    }

    private static double[] ByRow(Matrix<double> rows, Func<Vector, double> f) =>
        [.. rows.EnumerateRows().Select(f)];

    private static Matrix<double> Shifted(Matrix<double> rows, Vector shift) =>
        Matrix<double>.Build.DenseOfRowVectors(rows.EnumerateRows().Select(row => row + shift));

    private Matrix<double> Centered(Tensor x) => Shifted(x.ToMatrix(), -center);

    private Matrix<double> PosteriorMean(Tensor x) =>
        Centered(x) * Matrix<double>.Build.DenseOfDiagonalVector(1 / psi) * loadings.Transpose() * PosteriorPrecision.Inverse();

    private (Matrix<double> Mean, Matrix<double> Variance) Moments(Tensor x)
    {
        var output = Shifted(x.ToMatrix() * encoderWeight, encoderBias);
        return (output.SubMatrix(0, output.RowCount, 0, Latent), output.SubMatrix(0, output.RowCount, Latent, Latent).PointwiseExp());
    }

    private Matrix<double> Residuals(Tensor x) => Centered(x) - (Moments(x).Mean * loadings);

    /// <summary>E_q (x_j - z B - b)^2 of every element.</summary>
    private Matrix<double> SquaredErrors(Tensor x) => Residuals(x).PointwisePower(2) + (Moments(x).Variance * loadings.PointwisePower(2));
}
