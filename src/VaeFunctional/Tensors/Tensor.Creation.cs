namespace VaeFunctional;

/// <content>Tensors made from numbers, and numbers taken out of tensors. Everything is copied.</content>
public sealed partial class Tensor
{
    /// <summary>A tensor of zeros.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="precision">Its precision.</param>
    public static Tensor Zeros(Shape shape, Precision precision = Precision.Single) => Full(shape, 0, precision);

    /// <summary>A tensor of ones.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="precision">Its precision.</param>
    public static Tensor Ones(Shape shape, Precision precision = Precision.Single) => Full(shape, 1, precision);

    /// <summary>A tensor whose elements are all the same.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="value">The element, rounded to the precision.</param>
    /// <param name="precision">Its precision.</param>
    public static Tensor Full(Shape shape, double value, Precision precision = Precision.Single)
    {
        var result = Allocate(shape, precision);
        if (precision == Precision.Single)
            result.Write<float>().Fill((float)value);
        else
            result.Write<double>().Fill(value);
        return result;
    }

    /// <summary>A tensor of rank 0.</summary>
    /// <param name="value">The element.</param>
    /// <param name="precision">Its precision.</param>
    public static Tensor Scalar(double value, Precision precision = Precision.Single) => Full(Shape.Scalar, value, precision);

    /// <summary>The square matrix with ones on the diagonal and zeros elsewhere, <c>[size, size]</c>.</summary>
    /// <param name="size">The number of rows.</param>
    /// <param name="precision">Its precision.</param>
    /// <exception cref="ArgumentException">The size is negative, or its square more than <see cref="int.MaxValue"/>.</exception>
    public static Tensor Identity(int size, Precision precision = Precision.Single)
    {
        var shape = new Shape(size, size);
        var values = new double[shape.Count];
        for (var i = 0; i < size; i++)
            values[(i * size) + i] = 1;
        return FromArray(values, shape).To(precision);
    }

    /// <summary>Equally spaced numbers with both ends included, <c>[count]</c>.</summary>
    /// <param name="from">The first element.</param>
    /// <param name="to">The last element.</param>
    /// <param name="count">The number of elements, at least 2.</param>
    /// <param name="precision">The precision.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two elements.</exception>
    public static Tensor Linspace(double from, double to, int count, Precision precision = Precision.Single)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = from + ((to - from) * i / (count - 1));
        values[^1] = to;
        return FromArray(values, new Shape(count)).To(precision);
    }

    /// <summary>A tensor in single precision of the given elements, row-major.</summary>
    /// <param name="values">The elements, copied.</param>
    /// <param name="shape">A shape with that number of elements.</param>
    /// <exception cref="ArgumentException">The array's length is not the shape's number of elements.</exception>
    public static Tensor FromArray(float[] values, Shape shape) => FromSpan<float>(Checked(values), shape);

    /// <summary>A tensor in double precision of the given elements, row-major.</summary>
    /// <param name="values">The elements, copied.</param>
    /// <param name="shape">A shape with that number of elements.</param>
    /// <exception cref="ArgumentException">The array's length is not the shape's number of elements.</exception>
    public static Tensor FromArray(double[] values, Shape shape) => FromSpan<double>(Checked(values), shape);

    /// <summary>A matrix in single precision, <c>[rows, columns]</c>.</summary>
    /// <param name="values">The elements, copied.</param>
    public static Tensor FromArray(float[,] values) => FromMatrix(values);

    /// <summary>A matrix in double precision, <c>[rows, columns]</c>.</summary>
    /// <param name="values">The elements, copied.</param>
    public static Tensor FromArray(double[,] values) => FromMatrix(values);

    /// <summary>A vector in single precision, <c>[count]</c>.</summary>
    /// <param name="values">The elements, copied.</param>
    public static Tensor FromArray(float[] values) => FromArray(values, new Shape(Checked(values).Length));

    /// <summary>A vector in double precision, <c>[count]</c>.</summary>
    /// <param name="values">The elements, copied.</param>
    public static Tensor FromArray(double[] values) => FromArray(values, new Shape(Checked(values).Length));

    /// <summary>A tensor in single precision of the given elements, row-major.</summary>
    /// <param name="values">The elements, copied.</param>
    /// <param name="shape">A shape with that number of elements.</param>
    /// <exception cref="ArgumentException">The span's length is not the shape's number of elements.</exception>
    public static Tensor FromSpan(ReadOnlySpan<float> values, Shape shape) => FromSpan<float>(values, shape);

    /// <summary>A tensor in double precision of the given elements, row-major.</summary>
    /// <param name="values">The elements, copied.</param>
    /// <param name="shape">A shape with that number of elements.</param>
    /// <exception cref="ArgumentException">The span's length is not the shape's number of elements.</exception>
    public static Tensor FromSpan(ReadOnlySpan<double> values, Shape shape) => FromSpan<double>(values, shape);

    /// <summary>The elements as a new array, row-major, rounded to single precision.</summary>
    /// <exception cref="InvalidOperationException">This is a temporary of an evaluation that has ended.</exception>
    public float[] ToSingles() =>
        Precision == Precision.Single ? Read<float>().ToArray() : Array.ConvertAll(Read<double>().ToArray(), x => (float)x);

    /// <summary>The elements as a new array, row-major, in double precision.</summary>
    /// <exception cref="InvalidOperationException">This is a temporary of an evaluation that has ended.</exception>
    public double[] ToDoubles() =>
        Precision == Precision.Double ? Read<double>().ToArray() : Array.ConvertAll(Read<float>().ToArray(), x => (double)x);

    /// <summary>Copies the elements, row-major, rounded to single precision.</summary>
    /// <param name="destination">A span whose length is the number of elements.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="InvalidOperationException">This is a temporary of an evaluation that has ended.</exception>
    public void CopyTo(Span<float> destination) => CopyTo<float>(destination, Precision.Single);

    /// <summary>Copies the elements, row-major, in double precision.</summary>
    /// <param name="destination">A span whose length is the number of elements.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="InvalidOperationException">This is a temporary of an evaluation that has ended.</exception>
    public void CopyTo(Span<double> destination) => CopyTo<double>(destination, Precision.Double);

    /// <summary>The element of a tensor with exactly one element.</summary>
    /// <exception cref="InvalidOperationException">The tensor does not have exactly one element, or its evaluation has ended.</exception>
    public double ToScalar() =>
        Count == 1 ? ElementAt(0) : throw new InvalidOperationException($"A tensor of shape {Shape} is not one number.");

    /// <summary>The element at an index.</summary>
    /// <param name="index">One number per axis, each from 0 to the size of the axis - 1.</param>
    /// <exception cref="ArgumentException">The index does not have one number per axis, or a number is outside its axis.</exception>
    public double this[params int[] index]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(index);
            if (index.Length != Rank)
                throw new ArgumentException($"An index into shape {Shape} has {Rank} numbers, not {index.Length}.", nameof(index));
            var position = 0;
            for (var axis = 0; axis < Rank; axis++)
            {
                if ((uint)index[axis] >= (uint)Shape[axis])
                    throw new ArgumentException($"Index {index[axis]} is outside axis {axis} of shape {Shape}.", nameof(index));
                position = (position * Shape[axis]) + index[axis];
            }

            return ElementAt(position);
        }
    }

    /// <summary>Precision, shape and the first elements; for a temporary whose evaluation has ended, only precision and shape.</summary>
    public override string ToString()
    {
        const int shown = 8;
        if (HasEnded)
            return $"{Precision} {Shape} (its evaluation has ended)";
        var first = new string[Math.Min(Count, shown)];
        for (var i = 0; i < first.Length; i++)
            first[i] = ElementAt(i).ToString("G6", System.Globalization.CultureInfo.InvariantCulture);
        return $"{Precision} {Shape} {{ {string.Join(", ", first)}{(Count > shown ? ", ..." : "")} }}";
    }

    internal double ElementAt(int position) => Precision == Precision.Single ? Read<float>()[position] : Read<double>()[position];

    private static Tensor FromSpan<T>(ReadOnlySpan<T> values, Shape shape)
    {
        if (values.Length != shape.Count)
            throw new ArgumentException($"{values.Length} values do not fill shape {shape} of {shape.Count} elements.", nameof(values));
        var result = Allocate<T>(shape);
        values.CopyTo(result.Write<T>());
        return result;
    }

    private void CopyTo<T>(Span<T> destination, Precision precision)
    {
        if (destination.Length != Count)
            throw new ArgumentException($"{Count} elements of shape {Shape} do not fit a destination of {destination.Length}.", nameof(destination));
        StopGradient().To(precision).Read<T>().CopyTo(destination);
    }

    private static Tensor FromMatrix<T>(T[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var shape = new Shape(values.GetLength(0), values.GetLength(1));
        var elements = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(values)),
            values.Length);
        return FromSpan(elements, shape);
    }

    private static T[] Checked<T>(T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values;
    }
}
