using VaeFunctional;

namespace CustomLikelihood;

/// <summary>A trained model, and how well it does on curves it has not seen.</summary>
/// <param name="Name">What the likelihood is called.</param>
/// <param name="Model">The model.</param>
/// <param name="Likelihood">log p(x) of every unseen curve as measured.</param>
/// <param name="Error">The root of the mean squared distance from the true curves to those that the model reconstructs from the measured.</param>
internal sealed record Fitted(string Name, Vae Model, LogLikelihoodEstimate Likelihood, double Error)
{
    public static Fitted Evaluate(string name, Vae model, NoisyCurves unseen, RandomKey key) => new(
        name,
        model,
        LogLikelihood.Estimate(model, unseen.Measured, key, samples: 100),
        Math.Sqrt((model.Reconstruct(unseen.Measured).Mean - unseen.True).Square().Mean().ToScalar()));

    /// <summary>The mean over the curves of how much more likely they are than under another model, with its standard error: the curves are the same.</summary>
    public PairedDifference Over(Fitted other)
    {
        var differences = Likelihood.Values.Zip(other.Likelihood.Values, (mine, others) => mine - others).ToList();
        var mean = differences.Average();
        var variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (differences.Count - 1);
        return new(mean, Math.Sqrt(variance / differences.Count));
    }
}

/// <summary>The mean of paired differences, in nats per example, with its standard error.</summary>
internal sealed record PairedDifference(double Mean, double StandardError);
