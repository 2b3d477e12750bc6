using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Linear VAEs end where algebra says: the axes whose variance exceeds beta times the noise stay, and the others collapse.</summary>
public sealed class CollapseTests
{
    private static readonly double[] Eigenvalues = [6, 3, 1.4, 0.5, 0.2];

    private static readonly Tensor Data = AxisPairs(Eigenvalues, RandomKey.FromSeed(1));

    private static readonly double LogTwoPi = Math.Log(2 * Math.PI);

    public static TheoryData<double, double, int, int> Cases => new()
    {
        { 1, 1, 4, 3 },
        { 2, 1, 4, 2 },
        { 1, 2, 4, 2 },
        { 1, 1, 2, 2 },
        { 4, 1, 4, 1 },
        { 8, 1, 2, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Active_units_are_the_axes_above_beta_times_the_noise(double beta, double noiseVariance, int latent, int active)
    {
        Assert.Equal(active, Math.Min(latent, Eigenvalues.Count(eigenvalue => eigenvalue > beta * noiseVariance)));
        var trained = Train(LikelihoodHead.Gaussian(Math.Sqrt(noiseVariance)), latent, beta, steps: 700).Last();
        Assert.Equal(active, ActiveUnits.Estimate(trained, Data).Count);
        Assert.Equal(OptimalObjective(beta, noiseVariance, active), ObjectiveAt(trained, beta), 1e-3);
        // The library divides by one less than the number of examples.
        var variances = ActiveUnits.Estimate(trained, Data).Variances.Select(variance => variance * (Data.Shape[0] - 1) / Data.Shape[0]);
        var expected = Eigenvalues.Take(active).Select(eigenvalue => 1 - (beta * noiseVariance / eigenvalue));
        Assert.Equal([.. expected, .. Enumerable.Repeat(0.0, latent - active)], variances.OrderDescending(), Near.Within(0.01));
    }

    [Fact]
    public void No_training_passes_the_greatest_likelihood_and_a_finished_one_reaches_it()
    {
        const int latent = 2;
        var noise = Eigenvalues.Skip(latent).Average();
        var greatest = -0.5 * ((Eigenvalues.Length * (LogTwoPi + 1)) + Eigenvalues.Take(latent).Sum(Math.Log)
            + ((Eigenvalues.Length - latent) * Math.Log(noise)));
        var likelihoods = Train(LikelihoodHead.GaussianWithSharedScale(), latent, beta: 1, steps: 900)
            .Select(vae => new LinearGaussianModel(vae).LogDensity(Data).Average()).ToList();
        Assert.All(likelihoods, value => Assert.True(Near.AtMost(value, greatest, 1e-12), $"{value} > {greatest}"));
        Assert.Equal(greatest, likelihoods[^1], 1e-3);
        Assert.True(likelihoods[0] < greatest - 1);
    }

    /// <summary>Two points on each of the axes of a random rotation: their mean is zero and their covariance has the given eigenvalues.</summary>
    private static Tensor AxisPairs(double[] eigenvalues, RandomKey key)
    {
        var size = eigenvalues.Length;
        var axes = key.Normal(new Shape(size, size), Precision.Double).ToMatrix().QR().Q.ToTensor();
        var lengths = Tensor.FromArray([.. eigenvalues.Select(eigenvalue => Math.Sqrt(size * eigenvalue))]).Reshape(new Shape(size, 1));
        return Tensor.Concatenate([axes * lengths, -(axes * lengths)]);
    }

    /// <summary>The models of a run with the exact expectation, every fifty steps.</summary>
    private static IEnumerable<Vae> Train(GaussianHead likelihood, int latent, double beta, int steps)
    {
        var vae = LinearGaussians.Untrained(RandomKey.FromSeed(2), Eigenvalues.Length, latent, likelihood);
        var noise = LinearGaussianModel.ExactNoise(Data.Shape[0], latent);
        var start = TrainingState.Start(vae, new Adam(LearningRate.Cosine(0.05, steps, 1e-3)), RandomKey.FromSeed(3));
        return VaeFunctional.Train
            .Run(start, (model, batch, _) => Elbo.Estimate(model, batch.X, noise).ToObjective(beta), Batches.InOrder(Data, Data.Shape[0], steps), every: 50)
            .States().Select(state => state.Model);
    }

    private static double ObjectiveAt(Vae vae, double beta)
    {
        var model = new LinearGaussianModel(vae);
        return model.Distortion(Data).Average() + (beta * model.Rate(Data).Average());
    }

    /// <summary>A beta-VAE is beta times a VAE of beta times the noise, up to a constant.</summary>
    private static double OptimalObjective(double beta, double noiseVariance, int active)
    {
        var noise = beta * noiseVariance;
        var density = -0.5 * ((Eigenvalues.Length * LogTwoPi) + Eigenvalues.Take(active).Sum(eigenvalue => Math.Log(eigenvalue) + 1)
            + Eigenvalues.Skip(active).Sum(eigenvalue => Math.Log(noise) + (eigenvalue / noise)));
        return (-beta * density) + (0.5 * Eigenvalues.Length * (LogTwoPi + Math.Log(noiseVariance) - (beta * (LogTwoPi + Math.Log(noise)))));
    }
}
