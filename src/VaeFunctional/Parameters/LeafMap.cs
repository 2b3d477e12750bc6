using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>A function applied to every leaf of a parameter record; it knows the path at which it stands.</summary>
/// <remarks>Paths join the names with slashes: <c>encoder/hidden/0/weight</c>.</remarks>
public sealed class LeafMap
{
    private readonly Func<Leaf, Tensor> image;
    private readonly Settings? settings;
    private readonly LeafMap? parent;
    private readonly string name;

    /// <param name="image">From a leaf to its image.</param>
    /// <param name="settings">What collects the settings, where anyone asks for them.</param>
    internal LeafMap(Func<Leaf, Tensor> image, Settings? settings = null)
        : this(image, settings, null, "")
    {
    }

    private LeafMap(Func<Leaf, Tensor> image, Settings? settings, LeafMap? parent, string name) =>
        (this.image, this.settings, this.parent, this.name) = (image, settings, parent, name);

    /// <summary>The image of a parameter: a tensor that training changes.</summary>
    /// <param name="name">The child's name within its record: not empty, without a slash.</param>
    /// <param name="parameter">The tensor, any shape.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a slash.</exception>
    public Tensor At(string name, Tensor parameter) => image(new Leaf(this, Checked(name), parameter, isConstant: false));

    /// <summary>The image of a child that is a parameter record itself.</summary>
    /// <param name="name">The child's name within its record: not empty, without a slash.</param>
    /// <param name="child">The child.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a slash.</exception>
    public TChild At<TChild>(string name, TChild child)
        where TChild : IParameters<TChild>
    {
        var within = Within(name);
        settings?.AddKind(within.Path, child);
        return child.Map(within);
    }

    /// <summary>The images of a list of children, named by their positions.</summary>
    /// <param name="name">The list's name within its record: not empty, without a slash.</param>
    /// <param name="children">The children.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a slash, or the list was never set.</exception>
    public ImmutableArray<TChild> Each<TChild>(string name, ImmutableArray<TChild> children)
        where TChild : IParameters<TChild>
    {
        var list = Within(name);
        if (children.IsDefault)
            throw new ArgumentException($"The list '{PathOf(name)}' was never set; an empty list is [].", nameof(children));
        var images = ImmutableArray.CreateBuilder<TChild>(children.Length);
        for (var index = 0; index < children.Length; index++)
            images.Add(list.At(index.ToString(CultureInfo.InvariantCulture), children[index]));
        return images.MoveToImmutable();
    }

    /// <summary>The image of a tensor that belongs to the record but is not trained: it has no gradient, and follows conversions of precision.</summary>
    /// <param name="name">The child's name within its record: not empty, without a slash.</param>
    /// <param name="constant">The tensor, any shape.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a slash.</exception>
    public Tensor Constant(string name, Tensor constant) => image(new Leaf(this, Checked(name), constant, isConstant: true));

    /// <summary>A hyperparameter, unchanged: what belongs to the record and is no tensor.</summary>
    /// <remarks>
    /// A saved model has its text, in the invariant culture, and is loaded only into one of the same. The text tells any two values apart that
    /// are numbers, texts, truth values, dates, enumerations, or lists, tuples, records and unions (of C# and F#) of them. A type that overrides
    /// <c>ToString</c> itself is known by that, and any other by its public properties. A value that none of this tells apart, as a function, is
    /// an <see cref="ArgumentException"/> when the model is saved or loaded.
    /// </remarks>
    /// <param name="name">The setting's name within its record, no child's: not empty, without a slash.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a slash.</exception>
    public T Setting<T>(string name, T value)
    {
        var child = Checked(name);
        settings?.Add(PathOf(child), value);
        return value;
    }

    /// <summary>The image of a tensor that is a parameter or a constant, as the record's settings have it.</summary>
    internal Tensor At(string name, Tensor tensor, bool isLearned) => isLearned ? At(name, tensor) : Constant(name, tensor);

    /// <summary>The path of a child.</summary>
    internal string PathOf(string child) => parent is null ? child : $"{Path}/{child}";

    internal static bool AreAtOnePath(LeafMap first, LeafMap second) =>
        first.parent is null || second.parent is null
            ? first.parent == second.parent
            : first.name == second.name && AreAtOnePath(first.parent, second.parent);

    /// <summary>The path at which the map stands; empty at the root.</summary>
    private string Path => parent is null ? "" : parent.PathOf(name);

    private LeafMap Within(string child) => new(image, settings, this, Checked(child));

    private string Checked(string child) =>
        string.IsNullOrEmpty(child) || child.Contains('/', StringComparison.Ordinal)
            ? throw new ArgumentException(
                $"'{child}' cannot name a child of '{Path}': a name is not empty and holds no slash.", nameof(child))
            : child;
}
