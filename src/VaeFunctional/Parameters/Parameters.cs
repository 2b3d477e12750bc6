using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>What follows from a parameter record's one member: leaves, map, zip, fold, norm, counts and precision.</summary>
public static class Parameters
{
    /// <summary>All leaves in the record's order, constants included.</summary>
    /// <param name="model">The record.</param>
    public static ImmutableArray<Leaf> Leaves<TModel>(this TModel model)
        where TModel : IParameters<TModel>
    {
        var leaves = ImmutableArray.CreateBuilder<Leaf>();
        model.MapAll(leaf =>
        {
            leaves.Add(leaf);
            return leaf.Value;
        });
        return leaves.ToImmutable();
    }

    /// <summary>The record with every parameter replaced by its image; constants stay.</summary>
    /// <param name="model">The record.</param>
    /// <param name="f">A function from a parameter's path and value to its image.</param>
    public static TModel MapParameters<TModel>(this TModel model, Func<string, Tensor, Tensor> f)
        where TModel : IParameters<TModel> =>
        model.MapAll(leaf => leaf.IsConstant ? leaf.Value : f(leaf.Path, leaf.Value));

    /// <summary>Two records of the same structure combined parameter by parameter; constants are those of the first.</summary>
    /// <param name="first">A record.</param>
    /// <param name="second">Another with the same paths and shapes.</param>
    /// <param name="f">A function from a path and the two values there to the combined value.</param>
    /// <exception cref="ArgumentException">The records differ in a path or a shape, which is named.</exception>
    public static TModel ZipParameters<TModel>(this TModel first, TModel second, Func<string, Tensor, Tensor, Tensor> f)
        where TModel : IParameters<TModel>
    {
        var others = new Queue<Leaf>(second.Leaves());
        var zipped = first.MapAll(leaf =>
        {
            if (!others.TryDequeue(out var other) || !other.HasPathOf(leaf) || other.Value.Shape != leaf.Value.Shape)
                throw new ArgumentException($"The records differ at '{leaf.Path}' of shape {leaf.Value.Shape}: the other has {Describe(other)}.", nameof(second));
            return leaf.IsConstant ? leaf.Value : f(leaf.Path, leaf.Value, other.Value);
        });
        return others.TryPeek(out var rest)
            ? throw new ArgumentException($"The second record has {Describe(rest)}, which the first does not have.", nameof(second))
            : zipped;
    }

    /// <summary>Combines the parameters, in order, into one value.</summary>
    /// <param name="model">The record.</param>
    /// <param name="seed">The value before the first parameter.</param>
    /// <param name="f">A function from the value so far, a path and the parameter there to the next value.</param>
    public static TResult FoldParameters<TModel, TResult>(this TModel model, TResult seed, Func<TResult, string, Tensor, TResult> f)
        where TModel : IParameters<TModel> =>
        model.Leaves().Where(leaf => !leaf.IsConstant).Aggregate(seed, (value, leaf) => f(value, leaf.Path, leaf.Value));

    /// <summary>The Euclidean norm of all parameters together, computed in double.</summary>
    /// <param name="model">The record.</param>
    public static double Norm<TModel>(this TModel model)
        where TModel : IParameters<TModel> => EuclideanNorm.Of(model.ToArray()).Value;

    /// <summary>The number of trained numbers.</summary>
    /// <param name="model">The record.</param>
    public static long ParameterCount<TModel>(this TModel model)
        where TModel : IParameters<TModel> => model.FoldParameters(0L, (count, _, leaf) => count + leaf.Count);

    /// <summary>The record in the given precision, constants included.</summary>
    /// <param name="model">The record.</param>
    /// <param name="precision">The target precision; conversion to double is exact.</param>
    public static TModel To<TModel>(this TModel model, Precision precision)
        where TModel : IParameters<TModel> => model.MapAll(leaf => leaf.Value.To(precision));

    /// <summary>An independent copy that outlives the evaluation the record was made in.</summary>
    /// <param name="model">The record.</param>
    public static TModel Copy<TModel>(this TModel model)
        where TModel : IParameters<TModel> => model.MapAll(leaf => leaf.Value.Copy());

    /// <summary>A record of the same structure whose parameters are zero.</summary>
    /// <param name="model">The record.</param>
    public static TModel ZerosLike<TModel>(this TModel model)
        where TModel : IParameters<TModel> => model.MapParameters((_, leaf) => Tensor.Zeros(leaf.Shape, leaf.Precision));

    /// <summary>Verifies a record's laws: paths are unique, mapping the identity gives an equal record, every image comes back at its path.</summary>
    /// <remarks>
    /// It cannot see a tensor that <c>Map</c> never names: compare <see cref="Leaves{TModel}"/> with the record's fields, or
    /// <see cref="ParameterCount{TModel}"/> with the number of numbers that the model should have.
    /// </remarks>
    /// <param name="model">The record.</param>
    /// <exception cref="InvalidOperationException">A law does not hold, and the message names the law and the path; or <c>Map</c> names nothing to verify it on.</exception>
    public static void Check<TModel>(TModel model)
        where TModel : IParameters<TModel>
    {
        var leaves = model.Leaves();
        var repeated = leaves.GroupBy(leaf => leaf.Path).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
            throw new InvalidOperationException($"The path '{repeated.Key}' occurs {repeated.Count()} times; give every child its own name.");
        var settings = Settings.Of(model);
        var repeatedSetting = settings.GroupBy(setting => setting.Key).FirstOrDefault(group => group.Count() > 1);
        if (repeatedSetting is not null)
            throw new InvalidOperationException($"'{repeatedSetting.Key}' names {repeatedSetting.Count()} settings or records; give every one its own name.");
        if (!model.MapAll(leaf => leaf.Value).Equals(model))
            throw new InvalidOperationException("Mapping the identity changes the record; Map must pass every field on (and lists need structural equality).");
        if (leaves.IsEmpty && settings.All(setting => setting.Key.Length == 0))
            throw new InvalidOperationException($"The Map of {model.GetType().Name} names no leaf and no setting, so nothing can be trained or saved.");
        var images = leaves.ToDictionary(leaf => leaf.Path, leaf => leaf.Value.Copy());
        var lost = model.MapAll(leaf => images[leaf.Path]).Leaves().FirstOrDefault(leaf => !ReferenceEquals(leaf.Value, images[leaf.Path]));
        if (lost is not null)
            throw new InvalidOperationException($"Map does not put the image of '{lost.Path}' back where it was.");
    }

    internal static TModel MapAll<TModel>(this TModel model, Func<Leaf, Tensor> f)
        where TModel : IParameters<TModel> => model.Map(new LeafMap(f));

    private static string Describe(Leaf? leaf) => leaf is null ? "no leaf there" : $"'{leaf.Path}' of shape {leaf.Value.Shape}";
}
