namespace VaeFunctional;

/// <summary>Fused rules that sum a function of a coordinate over the last axis, as log-densities do, without an intermediate of full size.</summary>
/// <remarks>Where the cotangent of a row is 0, so are its operands': a row that plays no part may hold what overflows.</remarks>
internal static class EventSumRule
{
    /// <summary>The sums of a function of two operands over the last axis of the shape that they take together.</summary>
    public static Tensor Of<TFunction>(Tensor x, Tensor y)
        where TFunction : struct, IPairFunction => Of<OfFirstTwo<TFunction>>(x, y, y.StopGradient());

    /// <summary>The sums of a function of three operands over the last axis of the shape that the first two take together.</summary>
    public static Tensor Of<TFunction>(Tensor x, Tensor y, Tensor z)
        where TFunction : struct, ICoordinateFunction
    {
        var shape = Broadcasting.JointShape<Subtract>(x, y);
        var precision = Precisions.Joint(x, y, z);
        (x, y, z) = (x.To(precision), y.To(precision), z.To(precision));
        Rows rows = new(shape, Repeating(x, shape), Repeating(y, shape), Repeating(z, shape));
        var value = rows.Sum<TFunction>();
        return x.Trace is null && y.Trace is null && z.Trace is null ? value : value.Traced(new EventSumTrace<TFunction>(rows, x, y, z));
    }

    /// <summary>An operand as rows that are used again from the first; as many as a block has where there are fewer, so that blocks stay long.</summary>
    private static Tensor Repeating(Tensor operand, Shape shape)
    {
        var constant = operand.StopGradient();
        if (shape.Count == 0)
            return constant;
        if (constant.Count == 1)
            constant = Broadcasting.Spread(constant.Viewed(Shape.Scalar), new Shape(shape[-1]));
        else if (!shape.EndsWith(constant.Shape))
            constant = Broadcasting.Spread(constant, shape);
        var copies = Math.Min(EventSumKernel.BlockLength, shape.Count) / constant.Count;
        return copies < 2 ? constant : Broadcasting.Spread(constant.Viewed(new Shape(constant.Count)), new Shape(copies, constant.Count));
    }

    /// <summary>The operands as the kernel takes them.</summary>
    private sealed record Rows(Shape Shape, Tensor X, Tensor Y, Tensor Z)
    {
        public Tensor Sum<TFunction>()
            where TFunction : struct, ICoordinateFunction
        {
            var result = Tensor.Allocate(Shape.Without(-1), X.Precision);
            if (X.Precision == Precision.Single)
                EventSumKernel.Sum<TFunction, float>(X.Read<float>(), Y.Read<float>(), Z.Read<float>(), Shape[-1], result.Write<float>());
            else
                EventSumKernel.Sum<TFunction, double>(X.Read<double>(), Y.Read<double>(), Z.Read<double>(), Shape[-1], result.Write<double>());
            return result;
        }

        public Tensor Pullback<TPullback>(Tensor cotangent)
            where TPullback : struct, IQuaternaryOperator
        {
            var result = Tensor.Allocate(Shape, X.Precision);
            if (X.Precision == Precision.Single)
                EventSumKernel.Pullback<TPullback, float>(
                    cotangent.Read<float>(), X.Read<float>(), Y.Read<float>(), Z.Read<float>(), Shape[-1], result.Write<float>());
            else
                EventSumKernel.Pullback<TPullback, double>(
                    cotangent.Read<double>(), X.Read<double>(), Y.Read<double>(), Z.Read<double>(), Shape[-1], result.Write<double>());
            return result;
        }
    }

    private sealed class EventSumTrace<TFunction>(Rows rows, Tensor x, Tensor y, Tensor z) : Trace
        where TFunction : struct, ICoordinateFunction
    {
        public override void Pull(Tensor cotangent, Cotangents cotangents)
        {
            PullTo<ToXOf<TFunction>>(x, cotangent, cotangents);
            PullTo<ToYOf<TFunction>>(y, cotangent, cotangents);
            PullTo<ToZOf<TFunction>>(z, cotangent, cotangents);
        }

        private void PullTo<TPullback>(Tensor operand, Tensor cotangent, Cotangents cotangents)
            where TPullback : struct, IQuaternaryOperator
        {
            if (operand.Trace is not null)
                cotangents.Add(operand, Broadcasting.SumTo(rows.Pullback<TPullback>(cotangent), operand.Shape));
        }
    }
}
