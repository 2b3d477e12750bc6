using System.Numerics;

namespace VaeFunctional;

/// <summary>NumPy's broadcasting: how an elementwise operation of two shapes is run, and how its cotangents are summed back.</summary>
internal static class Broadcasting
{
    /// <summary>A differentiable elementwise operation; the pullbacks may return cotangents of the joint shape.</summary>
    public static Tensor Rule<TOperator>(
        Tensor x,
        Tensor y,
        Func<Tensor, Tensor, Tensor, Tensor, Tensor> pullbackToX,
        Func<Tensor, Tensor, Tensor, Tensor, Tensor> pullbackToY)
        where TOperator : struct, IBinaryOperator =>
        VaeFunctional.Rule.Binary(
            x,
            y,
            Apply<TOperator>,
            (cotangent, left, right, result) => SumTo(pullbackToX(cotangent, left, right, result), left.Shape),
            (cotangent, left, right, result) => SumTo(pullbackToY(cotangent, left, right, result), right.Shape));

    /// <summary>The operation's value on constants.</summary>
    public static Tensor Apply<TOperator>(Tensor x, Tensor y)
        where TOperator : struct, IBinaryOperator
    {
        var shape = JointShape<TOperator>(x, y);
        if (x.Precision == Precision.Single && y.Precision == Precision.Single)
            return Apply<TOperator, float>(x, y, shape);
        return Apply<TOperator, double>(x.To(Precision.Double), y.To(Precision.Double), shape);
    }

    /// <summary>The shape two operands take together.</summary>
    /// <exception cref="ArgumentException">They do not fit; the message names the operation.</exception>
    public static Shape JointShape<TOperator>(Tensor x, Tensor y)
        where TOperator : struct, IBinaryOperator =>
        Shape.TryBroadcast(x.Shape, y.Shape, out var shape)
            ? shape
            : throw new ArgumentException($"{typeof(TOperator).Name}: shapes {x.Shape} and {y.Shape} do not broadcast together.");

    /// <summary>A constant repeated to a shape that it broadcasts to; a view where it has as many elements already.</summary>
    public static Tensor Spread(Tensor x, Shape shape)
    {
        if (x.Shape == shape)
            return x;
        if (!Shape.TryBroadcast(x.Shape, shape, out var joint) || joint != shape)
            throw new ArgumentException($"Shape {x.Shape} does not broadcast to {shape}.");
        if (x.Count == shape.Count)
            return x.Viewed(shape);
        var result = Tensor.Allocate(shape, x.Precision);
        if (shape.Count == 0)
            return result;
        if (x.Precision == Precision.Single)
            Spread(x.Read<float>(), x.Shape, result.Write<float>(), shape);
        else
            Spread(x.Read<double>(), x.Shape, result.Write<double>(), shape);
        return result;
    }

    /// <summary>The operation with a number, which takes the tensor's precision.</summary>
    public static Tensor ApplyScalar<TOperator>(Tensor x, double y)
        where TOperator : struct, IBinaryOperator
    {
        var result = Tensor.Allocate(x.Shape, x.Precision);
        if (x.Precision == Precision.Single)
            Elementwise.ZipScalar<TOperator, float>(x.Read<float>(), (float)y, result.Write<float>());
        else
            Elementwise.ZipScalar<TOperator, double>(x.Read<double>(), y, result.Write<double>());
        return result;
    }

    /// <summary>Sums the axes along which the target was broadcast: the pullback of broadcasting.</summary>
    public static Tensor SumTo(Tensor x, Shape target)
    {
        if (x.Count == target.Count)
            return x.Shape == target ? x : x.Viewed(target);
        while (x.Rank > target.Rank)
            x = x.Sum(0);
        for (var axis = 0; axis < target.Rank; axis++)
        {
            if (target[axis] == 1 && x.Shape[axis] != 1)
                x = x.Sum(axis, keepAxis: true);
        }

        return x;
    }

    private static Tensor Apply<TOperator, T>(Tensor x, Tensor y, Shape shape)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var result = Tensor.Allocate<T>(shape);
        if (x.Shape == shape && y.Count > 1 && shape.EndsWith(y.Shape))
            Elementwise.ZipRepeating<TOperator, T>(x.Read<T>(), y.Read<T>(), result.Write<T>());
        else if (shape.Count > 0)
            Run<TOperator, T>(x.Read<T>(), y.Read<T>(), result.Write<T>(), new Loops(shape, x.Shape, y.Shape));
        return result;
    }

    private static void Spread<T>(ReadOnlySpan<T> x, Shape from, Span<T> result, Shape shape)
    {
        if (shape.EndsWith(from))
        {
            RepeatWhole(x, result);
            return;
        }

        var loops = new Loops(shape, from, shape);
        var inner = loops.InnerSize;
        for (var row = 0; row < result.Length / inner; row++)
        {
            var (start, _) = loops.Starts(row);
            var destination = result.Slice(row * inner, inner);
            if (loops.XIsFixedWithin)
                destination.Fill(x[start]);
            else
                x.Slice(start, inner).CopyTo(destination);
        }
    }

    /// <summary>What is there already is doubled until all is filled.</summary>
    private static void RepeatWhole<T>(ReadOnlySpan<T> x, Span<T> result)
    {
        x.CopyTo(result);
        for (var filled = x.Length; filled < result.Length;)
        {
            var copied = Math.Min(filled, result.Length - filled);
            result[..copied].CopyTo(result[filled..]);
            filled += copied;
        }
    }

    private static void Run<TOperator, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, in Loops loops)
        where TOperator : struct, IBinaryOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var inner = loops.InnerSize;
        for (var row = 0; row < result.Length / inner; row++)
        {
            var (startX, startY) = loops.Starts(row);
            var destination = result.Slice(row * inner, inner);
            if (loops.XIsFixedWithin && loops.YIsFixedWithin)
                Elementwise.ZipScalar<TOperator, T>(x.Slice(startX, 1), y[startY], destination);
            else if (loops.YIsFixedWithin)
                Elementwise.ZipScalar<TOperator, T>(x.Slice(startX, inner), y[startY], destination);
            else if (loops.XIsFixedWithin)
                Elementwise.ScalarZip<TOperator, T>(x[startX], y.Slice(startY, inner), destination);
            else
                Elementwise.Zip<TOperator, T>(x.Slice(startX, inner), y.Slice(startY, inner), destination);
        }
    }

    /// <summary>The nest of loops of a broadcast operation, with neighboring axes merged where both operands run through them in the same way.</summary>
    private readonly ref struct Loops
    {
        private readonly Axes sizes, stridesX, stridesY;
        private readonly int innermost;

        public Loops(Shape joint, Shape x, Shape y)
        {
            innermost = -1;
            var (runX, runY) = (x.Count, y.Count);
            for (var axis = 0; axis < joint.Rank; axis++)
            {
                var size = joint[axis];
                var sizeX = SizeIn(x, joint, axis);
                var sizeY = SizeIn(y, joint, axis);
                (runX, runY) = (runX / sizeX, runY / sizeY);
                if (size == 1)
                    continue;
                var (strideX, strideY) = (sizeX == 1 ? 0 : runX, sizeY == 1 ? 0 : runY);
                if (innermost >= 0 && stridesX[innermost] == strideX * size && stridesY[innermost] == strideY * size)
                    sizes[innermost] *= size;
                else
                    sizes[++innermost] = size;
                stridesX[innermost] = strideX;
                stridesY[innermost] = strideY;
            }
        }

        public int InnerSize => innermost < 0 ? 1 : sizes[innermost];

        public bool XIsFixedWithin => innermost < 0 || stridesX[innermost] == 0;

        public bool YIsFixedWithin => innermost < 0 || stridesY[innermost] == 0;

        public (int X, int Y) Starts(int row)
        {
            var (x, y) = (0, 0);
            for (var axis = innermost - 1; axis >= 0; axis--)
            {
                (row, var index) = Math.DivRem(row, sizes[axis]);
                x += index * stridesX[axis];
                y += index * stridesY[axis];
            }

            return (x, y);
        }

        private static int SizeIn(Shape operand, Shape joint, int axis)
        {
            var own = axis - (joint.Rank - operand.Rank);
            return own < 0 ? 1 : operand[own];
        }

        [System.Runtime.CompilerServices.InlineArray(Shape.MaximumRank)]
        private struct Axes
        {
            private int first;
        }
    }
}
