using System.Globalization;

namespace VaeFunctional;

/// <summary>The laws that every latent-variable model obeys whatever its parameters, verified on a model of yours.</summary>
/// <remarks>
/// <para>In double precision, on the first eight examples: the parameter record maps; conversion to double and back loses nothing; both
/// precisions give one ELBO; an example's ELBO does not depend on its batch; latents decode alike in any number of draws; the ELBO's gradient
/// is its central difference; a rate in closed form is not negative and is the mean of log q - log p; of posterior and likelihood, draws and density
/// belong together (the score's mean is 0: <c>E_p[d log p(x) / d theta] = 0</c>).</para>
/// <para>Laws of draws hold within six standard errors: a false alarm in about a billion where the central limit applies. A score's standard error is no less than
/// the Fisher information demands (<c>E[s^2] = -E[s']</c>), so that events too rare to be drawn are no mistake; a rate in closed form has no such bound.
/// The gradient is verified at parameters moved by about 0.01; a kink of ReLU may lie too near to be told from a mistake: measured with 400 units
/// in encoder and in decoder, one false alarm in 300 keys.</para>
/// <para>A law that holds proves nothing more than itself: none of them says that a model is good, and they cannot see what has no parameter,
/// as a likelihood without its constant. Whatever the model throws while a law is verified is what was found of that law.</para>
/// </remarks>
public static class ModelLaws
{
    private const int Examples = 8;
    private const int Draws = 250;
    private const double Rounding = 1e-9;
    private const double DifferenceRounding = 1e-6;
    private const double SingleRounding = 1e-3;
    private const double GradientTolerance = 1e-5;

    /// <summary>Verifies all laws; one that fails, or throws, does not keep the others from being looked at.</summary>
    /// <param name="model">The model, trained or not.</param>
    /// <param name="data">Data of the model <c>[examples, features]</c>, at least two examples.</param>
    /// <param name="key">Decides draws and directions.</param>
    /// <returns>Every law by its name, with what was found.</returns>
    /// <exception cref="ArgumentException">There are fewer than two examples, or they do not fit the model or its likelihood's support.</exception>
    public static ModelLawsResult Check<TModel>(TModel model, Tensor data, RandomKey key)
        where TModel : ILatentModel, IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Rank != 2 || data.Shape[0] < 2)
            throw new ArgumentException($"The laws are verified on data [examples, features] with at least two examples; got shape {data.Shape}.", nameof(data));
        var x = data.Slice(0, Math.Min(Examples, data.Shape[0])).To(Precision.Double);
        Elbo.Estimate(model, x, key);
        var wide = model.To(Precision.Double);
        return new(
        [
            ModelLaw.Of("the parameter record maps", () => Maps(model)),
            ModelLaw.Of("conversion to double and back loses nothing", () => RoundTrip(model)),
            ModelLaw.Of("both precisions give one ELBO", () => Precisions(model, x, key.Fold("precision"))),
            ModelLaw.Of("an example's ELBO does not depend on its batch", () => Batch(wide, x, key.Fold("batch"))),
            ModelLaw.Of("latents decode alike in any number of draws", () => Decoding(wide, x, key.Fold("decoding"))),
            ModelLaw.Of("the ELBO's gradient is its central difference", () => Gradients(wide, x, key.Fold("gradient"))),
            ModelLaw.Of("a rate in closed form is not negative", () => Nonnegative(wide, x)),
            ModelLaw.Of("a rate in closed form is the mean over draws", () => ClosedForm(wide, x, key.Fold("closed form"))),
            ModelLaw.Of("the posterior's draws belong to its density", () => PosteriorScore(wide, x, key.Fold("posterior"))),
            ModelLaw.Of("the likelihood's draws belong to its density", () => LikelihoodScore(wide, x, key.Fold("likelihood"))),
        ]);
    }

    private static LawFinding Maps<TModel>(TModel model)
        where TModel : IParameters<TModel>
    {
        Parameters.Check(model);
        return new(true, $"{model.Leaves().Length} leaves");
    }

    private static LawFinding RoundTrip<TModel>(TModel model)
        where TModel : IParameters<TModel>
    {
        var (leaves, wide) = (model.Leaves(), model.To(Precision.Double).Leaves());
        if (!leaves.Select(leaf => leaf.Path).SequenceEqual(wide.Select(leaf => leaf.Path)))
            return new(false, "in double there are other leaves");
        if (wide.FirstOrDefault(leaf => leaf.Value.Precision != Precision.Double) is { } narrow)
            return new(false, $"'{narrow.Path}' is not in double");
        var changed = leaves.Zip(wide).FirstOrDefault(pair => !pair.Second.Value.To(pair.First.Value.Precision).Equals(pair.First.Value)).First;
        return new(changed is null, changed is null ? "every leaf comes back" : $"'{changed.Path}' does not come back");
    }

    private static LawFinding Precisions<TModel>(TModel model, Tensor x, RandomKey key)
        where TModel : ILatentModel, IParameters<TModel>
    {
        double At(Precision precision) => Elbo.Estimate(model.To(precision), x.To(precision), key).Elbo.Mean.ToScalar();
        return LawFinding.Deviation(LargestDeviation([At(Precision.Single)], [At(Precision.Double)]), SingleRounding);
    }

    private static LawFinding Batch(ILatentModel model, Tensor x, RandomKey key)
    {
        var noise = model.Encode(x).Noise(key);
        var together = Elbo.Estimate(model, x, noise).Elbo.Values.ToDoubles();
        var alone = Enumerable.Range(0, x.Shape[0]).Select(i => Elbo.Estimate(model, x.Slice(i, 1), noise.Slice(i, 1)).Elbo.Values.ToScalar());
        return LawFinding.Deviation(LargestDeviation(together, [.. alone]), Rounding);
    }

    private static LawFinding Decoding(ILatentModel model, Tensor x, RandomKey key)
    {
        var z = model.Encode(x).Sample(key, 2);
        var together = model.Decode(z).LogDensity(x).ToDoubles();
        var apart = Enumerable.Range(0, 2).SelectMany(draw => model.Decode(z.Slice(draw, 1).Reshape(z.Shape.Without(0))).LogDensity(x).ToDoubles());
        return LawFinding.Deviation(LargestDeviation(together, [.. apart]), Rounding);
    }

    /// <remarks>Near the model, since biases of 0, as they begin, put a blank example exactly on the kinks of ReLU, where there is no derivative.</remarks>
    private static LawFinding Gradients<TModel>(TModel model, Tensor x, RandomKey key)
        where TModel : ILatentModel, IParameters<TModel>
    {
        var nearby = model.MapParameters((path, leaf) => leaf + (key.Fold("nearby").Fold(path).Normal(leaf.Shape, Precision.Double) * 0.01));
        var result = GradientCheck.Objective(at => Elbo.Estimate(at, x, key.Fold("noise")).ToObjective(), nearby, key, step: 1e-4);
        return result.Comparisons.IsEmpty ? new(true, "no parameters") : new(result.Passes(GradientTolerance), result.Worst.ToString());
    }

    private static LawFinding Nonnegative(ILatentModel model, Tensor x)
    {
        if (Divergence.ClosedForm(model.Encode(x), model.Prior) is not ClosedFormKl.Known known)
            return new(true, "there is no closed form");
        var least = known.Value.ToDoubles().Min();
        return new(least >= -Rounding, string.Create(CultureInfo.InvariantCulture, $"the least is {least:G3} nats"));
    }

    private static LawFinding PosteriorScore<TModel>(TModel model, Tensor x, RandomKey key)
        where TModel : ILatentModel, IParameters<TModel>
    {
        var z = model.Encode(x).Sample(key.Fold("draws"), Draws);
        return ScoreIsZero(model, at => at.Encode(x).LogDensity(z), key);
    }

    private static LawFinding LikelihoodScore<TModel>(TModel model, Tensor x, RandomKey key)
        where TModel : ILatentModel, IParameters<TModel>
    {
        var z = model.Encode(x).Mean;
        var p = model.Decode(z);
        var draws = p.Sample(key.Fold("draws"), Draws);
        p.CheckSupport(draws);
        return ScoreIsZero(model, at => at.Decode(z).LogDensity(draws), key);
    }

    /// <summary>Whether the mean over draws of the derivative of their log-densities is 0, along one direction a leaf.</summary>
    /// <remarks>A direction's numbers are of one sign: most mistakes are too, and would cancel among signs drawn at random.</remarks>
    private static LawFinding ScoreIsZero<TModel>(TModel model, Func<TModel, Tensor> logDensity, RandomKey key)
        where TModel : IParameters<TModel>
    {
        const double step = 1e-4;
        var here = logDensity(model);
        ObservedMean Score(string path, Tensor direction)
        {
            Tensor At(double distance) => logDensity(model.MapParameters((at, leaf) => at == path ? leaf + (direction * distance) : leaf));
            var (plus, minus) = (At(step), At(-step));
            var curvature = (plus - (here * 2) + minus) / (step * step);
            return MeanOf(((plus - minus) / (2 * step)).ToDoubles(), DifferenceRounding, leastVariance: curvature.Mean(0).Abs().Mean().ToScalar());
        }

        var scores = model.Leaves().Where(leaf => !leaf.IsConstant)
            .Select(leaf => (leaf.Path, Finding: Score(leaf.Path, key.Fold(leaf.Path).Uniform(leaf.Value.Shape, Precision.Double)))).ToList();
        if (scores.Count == 0)
            return new(true, "no parameters");
        var (path, worst) = scores.MaxBy(score => double.IsNaN(score.Finding.Errors) ? double.PositiveInfinity : score.Finding.Errors);
        return new(worst.IsZero, $"'{path}': {worst}");
    }

    private static LawFinding ClosedForm(ILatentModel model, Tensor x, RandomKey key)
    {
        var q = model.Encode(x);
        if (Divergence.ClosedForm(q, model.Prior) is not ClosedFormKl.Known known)
            return new(true, "there is no closed form");
        var z = q.Sample(key, Draws);
        var mean = MeanOf((q.LogDensity(z) - model.Prior.LogDensity(z) - known.Value).ToDoubles(), Rounding);
        return new(mean.IsZero, mean.ToString());
    }

    private static ObservedMean MeanOf(double[] values, double rounding, double leastVariance = 0)
    {
        var (mean, error) = Chunks.Statistics(values);
        return new(mean, Math.Max(error, Math.Sqrt(leastVariance / values.Length)) + rounding);
    }

    /// <summary>The largest |a - b| / (1 + |b|); NaN where one is.</summary>
    private static double LargestDeviation(double[] actual, double[] expected) =>
        actual.Length == expected.Length
            ? actual.Zip(expected, (a, b) => Math.Abs(a - b) / (1 + Math.Abs(b))).Aggregate(0.0, Math.Max)
            : throw new InvalidOperationException($"The model gives {actual.Length} numbers where {expected.Length} are due.");
}
