using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>A function applied to every leaf of a parameter record; it knows the path at which it stands.</summary>
/// <remarks>Paths join the names with slashes: <c>encoder/hidden/0/weight</c>.</remarks>
public sealed class LeafMap
{
    private readonly Func<Leaf, Tensor> image;
    private readonly string path;

    internal LeafMap(Func<Leaf, Tensor> image, string path = "")
    {
        this.image = image;
        this.path = path;
    }

    /// <summary>The image of a parameter: a tensor that training changes.</summary>
    /// <param name="name">The child's name within its record: not empty, without a slash.</param>
    /// <param name="parameter">The tensor.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a slash.</exception>
    public Tensor At(string name, Tensor parameter) => image(new Leaf(Path(name), parameter, IsConstant: false));

    /// <summary>The image of a child that is a parameter record itself.</summary>
    /// <param name="name">The child's name within its record: not empty, without a slash.</param>
    /// <param name="child">The child.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a slash.</exception>
    public TChild At<TChild>(string name, TChild child)
        where TChild : IParameters<TChild> => child.Map(new LeafMap(image, Path(name)));

    /// <summary>The images of a list of children, named by their positions.</summary>
    /// <param name="name">The list's name within its record: not empty, without a slash.</param>
    /// <param name="children">The children.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a slash, or the list was never set.</exception>
    public ImmutableArray<TChild> Each<TChild>(string name, ImmutableArray<TChild> children)
        where TChild : IParameters<TChild>
    {
        var list = new LeafMap(image, Path(name));
        if (children.IsDefault)
            throw new ArgumentException($"The list '{list.path}' was never set; an empty list is [].", nameof(children));
        return [.. children.Select((child, index) => list.At(index.ToString(System.Globalization.CultureInfo.InvariantCulture), child))];
    }

    /// <summary>The image of a tensor that belongs to the record but is not trained: it has no gradient, and follows conversions of precision.</summary>
    /// <param name="name">The child's name within its record: not empty, without a slash.</param>
    /// <param name="constant">The tensor.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a slash.</exception>
    public Tensor Constant(string name, Tensor constant) => image(new Leaf(Path(name), constant, IsConstant: true));

    /// <summary>The image of a tensor that is a parameter or a constant, as the record's settings have it.</summary>
    internal Tensor At(string name, Tensor tensor, bool isLearned) => isLearned ? At(name, tensor) : Constant(name, tensor);

    private string Path(string name)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"'{name}' cannot name a child of '{path}': a name is not empty and holds no slash.", nameof(name));
        return path.Length == 0 ? name : $"{path}/{name}";
    }
}
