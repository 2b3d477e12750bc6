namespace VaeFunctional;

/// <summary>
/// A record taken apart into the array of its parameters, in order, and put together again: what is computed leaf by leaf many
/// times is computed on arrays, and records are made where they are seen.
/// </summary>
internal static class ParameterArrays
{
    /// <summary>The parameters in the record's order.</summary>
    public static Tensor[] ToArray<TModel>(this TModel model)
        where TModel : IParameters<TModel> => [.. model.Leaves().Where(leaf => !leaf.IsConstant).Select(leaf => leaf.Value)];

    /// <summary>The parameters of a record that must be like another: the same paths and shapes.</summary>
    /// <exception cref="ArgumentException">The records differ in a path or a shape, which is named.</exception>
    public static Tensor[] ToArrayLike<TModel>(this TModel record, TModel model)
        where TModel : IParameters<TModel>
    {
        var parameters = new List<Tensor>();
        model.ZipParameters(record, (_, mine, its) =>
        {
            parameters.Add(its);
            return mine;
        });
        return [.. parameters];
    }

    /// <summary>The record with these parameters, in its order, and its own constants.</summary>
    public static TModel WithArray<TModel>(this TModel model, Tensor[] parameters)
        where TModel : IParameters<TModel>
    {
        var next = 0;
        return model.MapAll(leaf => leaf.IsConstant ? leaf.Value : parameters[next++]);
    }

    /// <summary>The paths of the parameters in the record's order.</summary>
    public static string[] ParameterPaths<TModel>(this TModel model)
        where TModel : IParameters<TModel> => [.. model.Leaves().Where(leaf => !leaf.IsConstant).Select(leaf => leaf.Path)];

    /// <summary>The index of the first tensor with an element that is not finite, or -1.</summary>
    public static int FirstNonFinite(this Tensor[] tensors) => Array.FindIndex(tensors, tensor => tensor.FirstNonFinite() >= 0);
}
