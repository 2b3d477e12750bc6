using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// A linear-Gaussian model with one latent and holes in its data: log p(x_o) of what was observed, and the conditional mean of what was not, from the joint
/// Gaussian by MathNet.
/// </summary>
public class MaskedLinearGaussianTests
{
    private const int Features = 5;

    [Property]
    public void The_elbo_at_the_exact_posterior_is_log_p_of_what_was_observed(RandomKey key)
    {
        var (model, x) = (Model.Create(key.Fold("model")), Data(key.Fold("data"), rows: 7));
        var expected = model.LogDensityOfObserved(x);
        Close.All(expected, Elbo.Estimate(model.Vae, x, key.Fold("noise"), RateForm.SameSample).Elbo.Values.ToDoubles(), 1e-10);
        Close.All(expected, ImportanceWeightedBound.Estimate(model.Vae, x, key.Fold("weights"), samples: 4).Values.ToDoubles(), 1e-10);
    }

    [Property]
    public void The_reconstruction_of_a_hole_is_its_conditional_mean(RandomKey key)
    {
        var (model, x) = (Model.Create(key.Fold("model")), Data(key.Fold("data"), rows: 7));
        var imputed = ((Observed)model.Vae.Reconstruct(x)).Impute(x);
        Close.All(model.ConditionalMeans(x), imputed.ToDoubles(), 1e-10);
    }

    [Property]
    public void What_nothing_was_observed_of_has_minus_the_rate_as_its_elbo(RandomKey key)
    {
        var model = Model.Create(key.Fold("model"));
        var x = Tensor.Full(new Shape(3, Features), double.NaN, Precision.Double);
        var terms = Elbo.Estimate(model.Vae.WithEncoder(MissingInput.Before(Mlp.Create(key, [2 * Features, 4, 2], Activation.Tanh))).To(Precision.Double), x, key);
        Assert.All(terms.Distortion.ToDoubles(), distortion => Assert.Equal(0, distortion));
        Assert.Equal((-terms.Rate).ToDoubles(), terms.Elbo.Values.ToDoubles());
    }

    /// <summary>Some columns of some rows are missing; the first row has no hole and the last nothing else.</summary>
    private static Tensor Data(RandomKey key, int rows)
    {
        var shape = new Shape(rows, Features);
        var order = Tensor.Linspace(0, 1, rows, Precision.Double).Reshape(new Shape(rows, 1));
        var isMissing = (order * 1.01).GreaterThan(key.Fold("holes").Uniform(shape, Precision.Double));
        return Tensor.Where(isMissing, Tensor.Scalar(double.NaN), key.Fold("values").Normal(shape, Precision.Double));
    }

    /// <summary>p(z) = N(0, 1) and p(x|z) = N(z B + b, diag(psi)).</summary>
    private sealed record Model(Vae Vae, Vector<double> Loadings, Vector<double> Center, Vector<double> Psi)
    {
        public static Model Create(RandomKey key)
        {
            Tensor Some(string name) => Samples.ShortDecimals(key.Fold(name), new Shape(1, Features));
            var (loadings, center, logPsi) = (Some("loadings"), Some("center"), Some("log psi"));
            var flat = new Shape(Features);
            return new(
                new Vae(
                    new ExactEncoder(loadings, center, logPsi.Exp()),
                    PosteriorHead.DiagonalGaussianWithin(SmoothBound.None),
                    Prior.Standard(1),
                    new Dense(loadings, center.Reshape(flat), Activation.Identity),
                    LikelihoodHead.Observed(new GaussianHead(logPsi.Reshape(flat), learnsScale: true, Tensor.Scalar(0)))).To(Precision.Double),
                loadings.Reshape(flat).ToVector(),
                center.Reshape(flat).ToVector(),
                logPsi.Reshape(flat).Exp().ToVector());
        }

        public double[] LogDensityOfObserved(Tensor x) => ByRow(x, (row, seen) =>
        {
            if (seen.Length == 0)
                return [0.0];
            var covariance = Covariance(seen, seen).Cholesky();
            var r = Residual(row, seen);
            return [-0.5 * ((seen.Length * Math.Log(2 * Math.PI)) + covariance.DeterminantLn + r.DotProduct(covariance.Solve(r)))];
        });

        public double[] ConditionalMeans(Tensor x) => ByRow(x, (row, seen) =>
        {
            int[] missing = [.. Enumerable.Range(0, Features).Except(seen)];
            var means = seen.Length == 0 || missing.Length == 0
                ? Center
                : Scattered(missing, Covariance(missing, seen) * Covariance(seen, seen).Cholesky().Solve(Residual(row, seen)));
            return Enumerable.Range(0, Features).Select(j => seen.Contains(j) ? row[j] : means[j]);
        });

        private static double[] ByRow(Tensor x, Func<double[], int[], IEnumerable<double>> f) =>
            [.. x.ToMatrix().EnumerateRows().Select(row => row.ToArray()).SelectMany(row => f(row, [.. Enumerable.Range(0, Features).Where(j => !double.IsNaN(row[j]))]))];

        private Matrix<double> Covariance(int[] rows, int[] columns) => Matrix<double>.Build.Dense(
            rows.Length, columns.Length, (i, j) => (Loadings[rows[i]] * Loadings[columns[j]]) + (rows[i] == columns[j] ? Psi[rows[i]] : 0));

        private Vector<double> Residual(double[] row, int[] seen) => Vector<double>.Build.Dense(seen.Length, i => row[seen[i]] - Center[seen[i]]);

        private Vector<double> Scattered(int[] places, Vector<double> shift)
        {
            var means = Center.Clone();
            for (var i = 0; i < places.Length; i++)
                means[places[i]] += shift[i];
            return means;
        }
    }

    /// <summary>The mean and the log-variance of p(z|x_o): its precision is 1 + sum over o of B^2 / psi.</summary>
    private sealed record ExactEncoder(Tensor Loadings, Tensor Center, Tensor Psi) : INetwork, IParameters<ExactEncoder>
    {
        public int Inputs => Features;

        public int Outputs => 2;

        public bool TakesHoles => true;

        public Tensor Apply(Tensor input)
        {
            var seen = 1 - input.IsNaN();
            var residual = Tensor.Where(seen, input - Center, Tensor.Scalar(0, input.Precision));
            var precision = (seen * Loadings.Square() / Psi).Sum(-1, keepAxis: true) + 1;
            return Tensor.Concatenate([(residual * Loadings / Psi).Sum(-1, keepAxis: true) / precision, -precision.Log()], axis: -1);
        }

        public ExactEncoder Map(LeafMap f) => new(f.At("loadings", Loadings), f.At("center", Center), f.At("psi", Psi));

        INetwork IParameters<INetwork>.Map(LeafMap f) => Map(f);
    }
}
