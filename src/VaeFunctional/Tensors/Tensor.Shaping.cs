namespace VaeFunctional;

/// <content>The same elements in another shape or order, or some of them.</content>
public sealed partial class Tensor
{
    /// <summary>The same elements, row-major, in another shape with the same number of elements: a view, nothing is copied.</summary>
    /// <param name="shape">The new shape.</param>
    /// <exception cref="ArgumentException">The numbers of elements differ.</exception>
    public Tensor Reshape(Shape shape)
    {
        if (shape == Shape)
            return this;
        if (shape.Count != Count)
            throw new ArgumentException($"Reshape: {Count} elements of shape {Shape} do not fill shape {shape}.");
        return Rule.Unary(this, x => x.Viewed(shape), static (g, x, _) => g.Reshape(x.Shape));
    }

    /// <summary>This tensor repeated, under NumPy's rules, to a larger shape.</summary>
    /// <param name="shape">The shape to repeat to.</param>
    /// <exception cref="ArgumentException">This shape does not broadcast to that one.</exception>
    public Tensor BroadcastTo(Shape shape)
    {
        if (shape == Shape)
            return this;
        if (!Shape.TryBroadcast(Shape, shape, out var joint) || joint != shape)
            throw new ArgumentException($"BroadcastTo: shape {Shape} does not broadcast to {shape}.");
        return Rule.Unary(this, x => Broadcasting.Spread(x, shape), static (g, x, _) => Broadcasting.SumTo(g, x.Shape));
    }

    /// <summary>A range of indices of an axis; of the leading axis it is a view, nothing is copied.</summary>
    /// <param name="start">The first index.</param>
    /// <param name="count">The number of indices.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the axis.</exception>
    public Tensor Slice(int start, int count, int axis = 0)
    {
        var front = Shape.Axis(axis);
        if (start < 0 || count < 0 || (long)start + count > Shape[front])
            throw new ArgumentOutOfRangeException(nameof(start), $"Slice: {count} from {start} is not within axis {front} of shape {Shape}.");
        return Rule.Unary(this, x => x.Block(start, count, front), (g, x, _) => Blocks.Embed(g, start, x.Shape, front));
    }

    /// <summary>Tensors laid end to end along an axis.</summary>
    /// <param name="tensors">At least one, with the same sizes in all other axes. Precisions widen.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <exception cref="ArgumentException">There are no tensors, or their shapes differ in another axis.</exception>
    public static Tensor Concatenate(IReadOnlyList<Tensor> tensors, int axis = 0)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Count == 0)
            throw new ArgumentException("Concatenate needs at least one tensor.", nameof(tensors));
        Shape[] shapes = [.. tensors.Select(tensor => Checked(tensor).Shape)];
        var front = shapes[0].Axis(axis);
        var starts = new int[shapes.Length];
        var total = 0;
        for (var i = 0; i < shapes.Length; i++)
        {
            if (shapes[i].Rank != shapes[0].Rank || shapes[i].Without(front) != shapes[0].Without(front))
                throw new ArgumentException($"Concatenate along axis {front}: shape {shapes[i]} (number {i}) does not fit {shapes[0]} (number 0).");
            starts[i] = total;
            total += shapes[i][front];
        }

        return Rule.Variadic(tensors, all => Joined(all, starts, total, front), (g, i) => g.Block(starts[i], shapes[i][front], front));
    }

    /// <summary>Tensors of the same shape stacked along a new leading axis, <c>[count, ...]</c>.</summary>
    /// <param name="tensors">At least one, all of the same shape.</param>
    /// <exception cref="ArgumentException">There are no tensors, or their shapes differ.</exception>
    public static Tensor Stack(IReadOnlyList<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Count == 0)
            throw new ArgumentException("Stack needs at least one tensor.", nameof(tensors));
        for (var i = 0; i < tensors.Count; i++)
        {
            if (Checked(tensors[i]).Shape != tensors[0].Shape)
                throw new ArgumentException($"Stack: shape {tensors[i].Shape} (number {i}) is not {tensors[0].Shape} (number 0).");
        }

        return Concatenate([.. tensors.Select(tensor => tensor.Reshape(tensor.Shape.Prepend(1)))]);
    }

    /// <summary>The given indices of the leading axis, in their order; an index may occur more than once.</summary>
    /// <param name="indices">Each from 0 to the size of the axis - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the axis.</exception>
    public Tensor Take(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        int[] rows = [.. indices];
        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)Shape[0])
                throw new ArgumentOutOfRangeException(nameof(indices), $"Take: index {rows[i]} (number {i}) is outside axis 0 of shape {Shape}.");
        }

        return Rule.Unary(this, x => x.Rows(rows), (g, x, _) => g.AddedToRows(rows, x.Shape));
    }

    /// <summary>Elements along the last axis by their indices, which differ from row to row.</summary>
    /// <param name="indices">
    /// Whole numbers from 0 to the size of the last axis - 1, of the same shape except for the last axis; not differentiated. An index may occur more than once.
    /// </param>
    /// <returns>As many elements as there are indices, in their order.</returns>
    /// <exception cref="ArgumentException">The shapes differ before the last axis, or an index is outside the axis or not a whole number.</exception>
    public Tensor Gather(Tensor indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (Rank == 0 || indices.Rank != Rank || indices.Shape.Without(-1) != Shape.Without(-1))
            throw new ArgumentException($"Gather: indices of shape {indices.Shape} do not belong to the rows of shape {Shape}.", nameof(indices));
        var places = AlongAxis.Places(indices, Shape[-1]);
        var shape = indices.Shape;
        return Rule.Unary(this, x => AlongAxis.Taken(x, places, shape), (g, x, _) => AlongAxis.AddedTo(g, places, x.Shape));
    }

    private Tensor Flat() => Reshape(new Shape(Count));

    private Tensor Block(int start, int count, int axis)
    {
        var shape = Shape.With(axis, count);
        if (axis == 0)
            return Viewed(shape, start * Shape.CountAfter(0));
        var result = Allocate(shape, Precision);
        Blocks.Copy(this, start, result, 0, count, axis);
        return result;
    }

    private static Tensor Joined(IReadOnlyList<Tensor> tensors, int[] starts, int total, int axis)
    {
        var precision = tensors.Any(tensor => tensor.Precision == Precision.Double) ? Precision.Double : Precision.Single;
        var result = Allocate(tensors[0].Shape.With(axis, total), precision);
        for (var i = 0; i < tensors.Count; i++)
            Blocks.Copy(tensors[i].To(precision), 0, result, starts[i], tensors[i].Shape[axis], axis);
        return result;
    }

    private Tensor Rows(int[] indices)
    {
        var result = Allocate(Shape.With(0, indices.Length), Precision);
        if (Precision == Precision.Single)
            Gathering.Rows(Read<float>(), Shape.CountAfter(0), indices, result.Write<float>());
        else
            Gathering.Rows(Read<double>(), Shape.CountAfter(0), indices, result.Write<double>());
        return result;
    }

    private Tensor AddedToRows(int[] indices, Shape shape)
    {
        var result = Zeros(shape, Precision);
        for (var i = 0; i < indices.Length; i++)
        {
            var sum = result.Block(indices[i], 1, 0) + Block(i, 1, 0);
            Blocks.Copy(sum, 0, result, indices[i], 1, 0);
        }

        return result;
    }
}
