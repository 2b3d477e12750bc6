namespace VaeFunctional;

/// <summary>Fused elementwise rules: one pass for the value, and one for each operand that is traced.</summary>
internal static class CoordinateRule
{
    /// <summary>A function of two operands at every coordinate of a shape to which both broadcast.</summary>
    public static Tensor Of<TFunction>(Shape shape, Tensor x, Tensor y)
        where TFunction : struct, IPairFunction => Of<OfFirstTwo<TFunction>>(shape, x, y, y.StopGradient());

    /// <summary>A function of three operands at every coordinate of a shape to which all broadcast.</summary>
    public static Tensor Of<TFunction>(Shape shape, Tensor x, Tensor y, Tensor z)
        where TFunction : struct, ICoordinateFunction
    {
        var precision = Precisions.Joint(x, y, z);
        (x, y, z) = (x.To(precision), y.To(precision), z.To(precision));
        var value = Combination.Of<ValueOf<TFunction>>(shape, x.StopGradient(), y.StopGradient(), z.StopGradient());
        return x.Trace is null && y.Trace is null && z.Trace is null ? value : value.Traced(new CoordinateTrace<TFunction>(shape, x, y, z));
    }

    private sealed class CoordinateTrace<TFunction>(Shape shape, Tensor x, Tensor y, Tensor z) : Trace
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
            if (operand.Trace is null)
                return;
            var whole = Combination.Of<TPullback>(shape, cotangent, x.StopGradient(), y.StopGradient(), z.StopGradient());
            cotangents.Add(operand, Broadcasting.SumTo(whole, operand.Shape));
        }
    }
}
