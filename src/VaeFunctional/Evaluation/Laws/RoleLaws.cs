namespace VaeFunctional;

/// <summary>The laws of one distribution of a model: posterior, prior or likelihood.</summary>
internal static class RoleLaws
{
    /// <summary>Whether a log-density is one number per example: summed over the event, and not over the batch.</summary>
    public static LawFinding OneNumberPerExample(Distribution law, RandomKey key)
    {
        var owner = law.GetType().Name;
        if (!LawFinding.Try(() => AreInSupport(law, law.Sample(key, 2))).IsHeld)
            return LawFinding.NotTested("its draws do not lie in its support");
        foreach (var values in new[] { law.Sample(key, 2), law.Sample(key) })
        {
            var (due, got) = (values.Shape.Without(-1), law.LogDensity(values).Shape);
            if (got == due)
                continue;
            var mistake = got == values.Shape ? "it is not summed over the event"
                : got.Rank < due.Rank ? "it is summed over the batch" : "it is not one number per example";
            return LawFinding.Of(false, $"the log-density of values {values.Shape} has shape {got}, where {due} is expected: {mistake}", owner);
        }

        return LawFinding.Of(true, $"{law.Shape.Without(-1)}", owner);
    }

    /// <summary>Whether every draw may be observed and, where a density is known of it, has one.</summary>
    public static LawFinding InSupport(RoleDraws draws, bool hasDensity)
    {
        draws.Law.CheckSupport(draws.Draws);
        var densities = hasDensity ? draws.Densities : [];
        var first = Array.FindIndex(densities, density => double.IsNaN(density) || double.IsNegativeInfinity(density));
        return first < 0
            ? LawFinding.Of(true, $"{draws.Vectors} draws", draws.Owner)
            : LawFinding.Of(false, $"draw {first / draws.Batch} of example {first % draws.Batch} has the log-density {densities[first]}", draws.Owner);
    }

    private static LawFinding AreInSupport(Distribution law, Tensor values)
    {
        law.CheckSupport(values);
        return LawFinding.Of(true, "");
    }
}
