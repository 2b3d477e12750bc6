namespace VaeFunctional;

/// <summary>An immutable array of numbers of rank 0 to 4, row-major, in single or double precision.</summary>
/// <remarks>
/// Elementwise functions, such as <see cref="Exp"/>, take any shape and return a tensor of that shape and precision. Arithmetic follows NumPy's broadcasting; where precisions meet, single is widened exactly. Numbers that enter or leave a tensor are copied, so nothing
/// outside can change it. What is computed within an evaluation (an objective under <c>Gradient.ValueAndGradient</c>, a step of
/// <c>Train.Run</c>) is a temporary of it: reading it afterwards throws an <see cref="InvalidOperationException"/>; a <see cref="Copy"/> outlives it.
/// </remarks>
public sealed partial class Tensor : IEquatable<Tensor>
{
    private readonly int offset;
    private readonly long generation;

    private Tensor(Array storage, int offset, Shape shape, Workspace? owner, long generation, Trace? trace)
    {
        Storage = storage;
        this.offset = offset;
        Shape = shape;
        Owner = owner;
        this.generation = generation;
        Trace = trace;
    }

    /// <summary>The sizes of the axes, outermost first.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Count => Shape.Count;

    /// <summary>The format of the elements.</summary>
    public Precision Precision => Storage switch { float[] => Precision.Single, _ => Precision.Double };

    internal Array Storage { get; }

    internal Workspace? Owner { get; }

    /// <summary>How this value was computed from the variables of a differentiation; none for a constant.</summary>
    internal Trace? Trace { get; }

    internal bool SharesMemoryWith(Tensor other) => ReferenceEquals(Storage, other.Storage);

    internal bool OwnsWholeArray => offset == 0 && Storage.Length == Count;

    private bool HasEnded => Owner is not null && Owner.Generation != generation;

    /// <summary>An independent copy, untraced, that outlives the evaluation it was made in.</summary>
    /// <exception cref="InvalidOperationException">This is a temporary of an evaluation that has ended.</exception>
    public Tensor Copy() => CopyOutside();

    /// <summary>The same values as a constant: differentiation stops here.</summary>
    /// <remarks>The name is the field's: no gradient flows through. The result shares memory with this tensor.</remarks>
    public Tensor StopGradient() => Trace is null ? this : new Tensor(Storage, offset, Shape, Owner, generation, null);

    /// <summary>This tensor in the given precision: the tensor itself if it has that precision already; conversion to double is exact, conversion to single rounds to nearest.</summary>
    /// <param name="precision">The target precision.</param>
    public Tensor To(Precision precision) =>
        precision == Precision
            ? this
            : Rule.Unary(this, x => x.Converted(precision), static (cotangent, x, _) => cotangent.To(x.Precision));

    /// <summary>Whether the other tensor has the same precision, the same shape and the same elements (NaN equals NaN, 0 equals -0).</summary>
    /// <remarks>Never throws: an ended temporary equals only itself.</remarks>
    public bool Equals(Tensor? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || HasEnded || other.HasEnded || Precision != other.Precision || Shape != other.Shape)
            return false;
        return Precision == Precision.Single
            ? Read<float>().SequenceEqual(other.Read<float>())
            : Read<double>().SequenceEqual(other.Read<double>());
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Tensor);

    /// <summary>A hash of precision and shape; it does not look at the elements, so that it never throws.</summary>
    public override int GetHashCode() => HashCode.Combine(Precision, Shape);

    internal static Tensor Allocate(Shape shape, Precision precision) =>
        precision == Precision.Single ? Allocate<float>(shape) : Allocate<double>(shape);

    internal static Tensor Allocate<T>(Shape shape)
    {
        var workspace = Workspace.Current;
        var storage = workspace is null ? GC.AllocateUninitializedArray<T>(shape.Count) : workspace.Rent<T>(shape.Count);
        return new Tensor(storage, 0, shape, workspace, workspace?.Generation ?? 0, null);
    }

    /// <summary>The elements, row-major.</summary>
    internal ReadOnlySpan<T> Read<T>() => Elements<T>();

    /// <summary>The elements, to be filled by the code that has just allocated this tensor, before anyone else sees it.</summary>
    internal Span<T> Write<T>() => Elements<T>();

    internal Tensor Traced(Trace trace) => new(Storage, offset, Shape, Owner, generation, trace);

    /// <summary>The same elements in another shape with the same number of elements.</summary>
    internal Tensor Viewed(Shape shape, int start = 0) => new(Storage, offset + start, shape, Owner, generation, null);

    /// <summary>This tensor, now that its workspace has given up the array.</summary>
    internal Tensor Released() => new(Storage, 0, Shape, null, 0, null);

    /// <summary>This tensor until the lender ends its loans.</summary>
    internal Tensor LentBy(Workspace lender) => new(Storage, offset, Shape, lender, lender.Generation, null);

    internal Tensor CopyOutside()
    {
        Array storage = Precision == Precision.Single ? Read<float>().ToArray() : Read<double>().ToArray();
        return new Tensor(storage, 0, Shape, null, 0, null);
    }

    /// <summary>This tensor if it is not a temporary of another workspace, otherwise a copy in the current one.</summary>
    internal Tensor InCurrentWorkspace()
    {
        if (Owner is null || Owner == Workspace.Current)
            return this;
        var copy = Allocate(Shape, Precision);
        CopyTo(copy);
        return copy;
    }

    /// <summary>Overwrites the elements of a tensor of the same shape and precision, which nobody else sees.</summary>
    internal void CopyTo(Tensor destination)
    {
        if (Precision == Precision.Single)
            Read<float>().CopyTo(destination.Write<float>());
        else
            Read<double>().CopyTo(destination.Write<double>());
    }

    internal void ThrowIfEnded()
    {
        if (HasEnded)
        {
            throw new InvalidOperationException(
                $"This tensor of shape {Shape} is a temporary of an evaluation that has ended. Return it from the evaluation, keep Copy() of it, or make constants (static ones too) before the evaluation begins.");
        }
    }

    private Span<T> Elements<T>()
    {
        ThrowIfEnded();
        return ((T[])Storage).AsSpan(offset, Count);
    }

    private Tensor Converted(Precision precision)
    {
        var result = Allocate(Shape, precision);
        if (precision == Precision.Single)
            Conversions.Convert(Read<double>(), result.Write<float>());
        else
            Conversions.Convert(Read<float>(), result.Write<double>());
        return result;
    }
}
