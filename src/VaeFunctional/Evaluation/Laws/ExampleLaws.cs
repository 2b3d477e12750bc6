namespace VaeFunctional;

/// <summary>The laws of one ELBO per example: in both precisions, in any batch, with any number of draws, and its gradient.</summary>
internal static class ExampleLaws
{
    private const double Rounding = 1e-9;
    private const double SingleRounding = 1e-3;
    private const double GradientTolerance = 1e-5;

    public static LawFinding Precisions<TModel>(LawSubject<TModel> subject, RandomKey key)
        where TModel : IRecordModel, IParameters<TModel>
    {
        Tensor At(Precision precision) => Elbo.Estimate(subject.Model.To(precision), subject.Records.To(precision), key).Elbo.Values;
        var (single, wide) = (At(Precision.Single), At(Precision.Double));
        return wide.Precision == Precision.Double
            ? LawFinding.Deviation([single.Mean().ToScalar()], [wide.Mean().ToScalar()], SingleRounding)
            : LawFinding.Of(false, "a model in double has an ELBO in single precision");
    }

    public static LawFinding Batch<TModel>(LawSubject<TModel> subject, RandomKey key)
        where TModel : IRecordModel, IParameters<TModel>
    {
        if (subject.FirstRefusal.Length > 0)
            return LawFinding.Of(false, $"the model takes a batch of {subject.Rows}, but with {subject.FewRows} it says: {subject.FirstRefusal}");
        var (model, x) = (subject.Wide(), subject.Records);
        var noise = subject.At().Encode().Noise(key);
        var together = Elbo.Estimate(model, x, noise).Elbo.Values.ToDoubles();
        var alone = Enumerable.Range(0, subject.Rows).Select(i => Elbo.Estimate(model, x.Slice(i, 1), noise.Slice(i, 1)).Elbo.Values.ToScalar());
        return subject.Rows == 1 ? LawFinding.NotTested("there is one example") : LawFinding.Deviation(together, [.. alone], Rounding);
    }

    public static LawFinding Decoding<TModel>(LawSubject<TModel> subject, RandomKey key)
        where TModel : IRecordModel, IParameters<TModel>
    {
        var (model, x) = subject.At();
        var z = model.Encode(x).Sample(key, 2);
        var together = model.Decode(z).LogDensity(x).ToDoubles();
        var apart = Enumerable.Range(0, 2).SelectMany(draw => model.Decode(z.Slice(draw, 1).Reshape(z.Shape.Without(0))).LogDensity(x).ToDoubles());
        return LawFinding.Deviation(together, [.. apart], Rounding);
    }

    /// <remarks>
    /// Near the model, since biases of 0, as they begin, put a blank example exactly on the kinks of ReLU, where there is no derivative. At
    /// one of three points, each with noise of its own, a disagreement may be a kink nearby; a gradient that is wrong at two of them fails.
    /// </remarks>
    public static LawFinding Gradients<TModel>(LawSubject<TModel> subject, RandomKey key)
        where TModel : IRecordModel, IParameters<TModel>
    {
        var model = subject.Wide();
        if (model.ParameterCount() == 0)
            return LawFinding.NotTested("the model has no parameters");
        if (subject.At().Encode() is { IsReparameterized: false } q)
            return LawFinding.NotTested($"{q.GetType().Name} is not reparameterized: an ELBO from its draws has no gradient");
        LawFinding At(int point)
        {
            var near = key.Fold(point);
            var nearby = model.MapParameters((path, leaf) => leaf + (near.Fold("nearby").Fold(path).Normal(leaf.Shape, Precision.Double) * 0.01));
            var result = GradientCheck.Objective(at => Elbo.Estimate(at, subject.Records, near.Fold("noise")).ToObjective(), nearby, near, step: 1e-4);
            return LawFinding.Of(result.Passes(GradientTolerance), Without(result), result.Worst.Path);
        }

        // The outcome of two of three: where the first two differ, the third decides.
        var (first, second) = (At(0), At(1));
        return first.Outcome == second.Outcome ? second : At(2);
    }

    /// <summary>The worst comparison, and the leaves that change nothing.</summary>
    private static string Without(GradientCheckResult result)
    {
        var idle = result.Comparisons.Where(comparison => (comparison.Computed, comparison.Measured) == (0, 0)).Select(comparison => $"'{comparison.Path}'").ToList();
        var worst = result.Worst.ToString()[(result.Worst.Path.Length + 2)..];
        return idle.Count == 0 ? worst : $"{worst}; without effect: {string.Join(", ", idle)}";
    }
}
