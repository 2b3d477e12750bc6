namespace VaeFunctional;

/// <summary>The laws of a parameter record: it maps, and it converts.</summary>
internal static class RecordLaws
{
    public static LawFinding Maps<TModel>(TModel model)
        where TModel : IParameters<TModel>
    {
        var leaves = model.Leaves().Length;
        if (leaves == 0)
            return LawFinding.NotTested("the record has no leaves");
        Parameters.Check(model);
        return LawFinding.Of(true, $"{leaves} leaves");
    }

    public static LawFinding RoundTrip<TModel>(TModel model)
        where TModel : IParameters<TModel>
    {
        var (leaves, wide) = (model.Leaves(), model.To(Precision.Double).Leaves());
        if (leaves.IsEmpty)
            return LawFinding.NotTested("the record has no leaves");
        if (!leaves.Select(leaf => leaf.Path).SequenceEqual(wide.Select(leaf => leaf.Path)))
            return LawFinding.Of(false, "in double there are other leaves");
        if (wide.FirstOrDefault(leaf => leaf.Value.Precision != Precision.Double) is { } narrow)
            return LawFinding.Of(false, "is not in double", narrow.Path);
        var changed = leaves.Zip(wide).FirstOrDefault(pair => !pair.Second.Value.To(pair.First.Value.Precision).Equals(pair.First.Value)).First;
        return changed is null ? LawFinding.Of(true, "every leaf comes back") : LawFinding.Of(false, "does not come back", changed.Path);
    }
}
