using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>A function applied to every leaf of a parameter record, with the path of each.</summary>
/// <remarks>Paths join the names with slashes: <c>encoder/hidden/0/weight</c>.</remarks>
public sealed class LeafMap
{
    private readonly Func<Leaf, Tensor> image;
    private readonly Settings? settings;
    private readonly LeafMap? parent;
    private readonly string name;

    /// <param name="image">A function from a leaf to its image.</param>
    /// <param name="settings">A collector of the settings, if any.</param>
    internal LeafMap(Func<Leaf, Tensor> image, Settings? settings = null)
        : this(image, settings, null, "")
    {
    }

    private LeafMap(Func<Leaf, Tensor> image, Settings? settings, LeafMap? parent, string name) =>
        (this.image, this.settings, this.parent, this.name) = (image, settings, parent, name);

    /// <summary>The image of a parameter: a tensor that training changes.</summary>
    /// <param name="name">The name of the child in its record: not empty, without a slash.</param>
    /// <param name="parameter">The tensor, any shape.</param>
    /// <exception cref="ArgumentException">The name is empty or has a slash.</exception>
    public Tensor At(string name, Tensor parameter) => image(new Leaf(this, Checked(name), parameter, isConstant: false));

    /// <summary>The image of a child that is a parameter record itself.</summary>
    /// <param name="name">The name of the child in its record: not empty, without a slash.</param>
    /// <param name="child">The child.</param>
    /// <exception cref="ArgumentException">The name is empty or has a slash.</exception>
    public TChild At<TChild>(string name, TChild child)
        where TChild : IParameters<TChild>
    {
        var within = Within(name);
        settings?.AddKind(within.Path, child);
        return child.Map(within);
    }

    /// <summary>The images of a list of children, named by their positions.</summary>
    /// <param name="name">The name of the list in its record: not empty, without a slash.</param>
    /// <param name="children">The children.</param>
    /// <exception cref="ArgumentException">The name is empty or has a slash, or the list was never set.</exception>
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

    /// <summary>The image of a tensor that belongs to the record but is not trained: it has no gradient, and its precision is converted with the others.</summary>
    /// <param name="name">The name of the child in its record: not empty, without a slash.</param>
    /// <param name="constant">The tensor, any shape.</param>
    /// <exception cref="ArgumentException">The name is empty or has a slash.</exception>
    public Tensor Constant(string name, Tensor constant) => image(new Leaf(this, Checked(name), constant, isConstant: true));

    /// <summary>A hyperparameter, unchanged: a value that belongs to the record and is not a tensor.</summary>
    /// <remarks>
    /// A saved model stores its text, and is loaded only into a record with the same text. The value is a number, a text, a truth value, an
    /// enumeration, or a list of these; any other value takes <see cref="Setting{T}(string, T, Func{T, string})"/>. Any two values of one type
    /// have different texts: -0.0 is not 0.0, and the order of a list counts. The type of a number is not part of its text: 1 and 1.0 are the
    /// same setting. A value that has no text is an <see cref="ArgumentException"/> when the model is saved, loaded or checked.
    /// </remarks>
    /// <param name="name">The name of the setting in its record, different from those of its children: not empty, without a slash.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The name is empty or has a slash.</exception>
    public T Setting<T>(string name, T value)
    {
        var child = Checked(name);
        settings?.Add(PathOf(child), value);
        return value;
    }

    /// <summary>A hyperparameter of any type, unchanged, with the text that a saved model stores for it.</summary>
    /// <remarks>A saved model is loaded only into a record with the same text.</remarks>
    /// <param name="name">The name of the setting in its record, different from those of its children: not empty, without a slash.</param>
    /// <param name="value">The value.</param>
    /// <param name="text">A function from the value to a text that tells it from others, called in the invariant culture when the model is
    /// saved, loaded or checked.</param>
    /// <exception cref="ArgumentException">The name is empty or has a slash.</exception>
    public T Setting<T>(string name, T value, Func<T, string> text)
    {
        var child = Checked(name);
        ArgumentNullException.ThrowIfNull(text);
        settings?.Add(PathOf(child), value, text);
        return value;
    }

    /// <summary>The image of a tensor that is a parameter or a constant, depending on the settings of the record.</summary>
    internal Tensor At(string name, Tensor tensor, bool isLearned) => isLearned ? At(name, tensor) : Constant(name, tensor);

    /// <summary>The path of a child.</summary>
    internal string PathOf(string child) => parent is null ? child : $"{Path}/{child}";

    internal static bool AreAtOnePath(LeafMap first, LeafMap second) =>
        first.parent is null || second.parent is null
            ? first.parent == second.parent
            : first.name == second.name && AreAtOnePath(first.parent, second.parent);

    /// <summary>The path of the map; empty at the root.</summary>
    private string Path => parent is null ? "" : parent.PathOf(name);

    private LeafMap Within(string child) => new(image, settings, this, Checked(child));

    private string Checked(string child) =>
        string.IsNullOrEmpty(child) || child.Contains('/', StringComparison.Ordinal)
            ? throw new ArgumentException(
                $"'{child}' cannot name a child of '{Path}': a name is not empty and has no slash.", nameof(child))
            : child;
}
