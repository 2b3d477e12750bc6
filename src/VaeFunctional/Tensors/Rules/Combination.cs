namespace VaeFunctional;

/// <summary>Values of operators of several operands on constants of one precision, each first spread to the joint shape.</summary>
internal static class Combination
{
    public static Tensor Of<TOperator>(Shape shape, Tensor x, Tensor y, Tensor z)
        where TOperator : struct, ITernaryOperator
    {
        var (a, b, c) = (Broadcasting.Spread(x, shape), Broadcasting.Spread(y, shape), Broadcasting.Spread(z, shape));
        var result = Tensor.Allocate(shape, x.Precision);
        if (x.Precision == Precision.Single)
            Elementwise.Zip3<TOperator, float>(a.Read<float>(), b.Read<float>(), c.Read<float>(), result.Write<float>());
        else
            Elementwise.Zip3<TOperator, double>(a.Read<double>(), b.Read<double>(), c.Read<double>(), result.Write<double>());
        return result;
    }

    public static Tensor Of<TOperator>(Shape shape, Tensor w, Tensor x, Tensor y, Tensor z)
        where TOperator : struct, IQuaternaryOperator
    {
        var (a, b) = (Broadcasting.Spread(w, shape), Broadcasting.Spread(x, shape));
        var (c, d) = (Broadcasting.Spread(y, shape), Broadcasting.Spread(z, shape));
        var result = Tensor.Allocate(shape, w.Precision);
        if (w.Precision == Precision.Single)
            Elementwise.Zip4<TOperator, float>(a.Read<float>(), b.Read<float>(), c.Read<float>(), d.Read<float>(), result.Write<float>());
        else
            Elementwise.Zip4<TOperator, double>(a.Read<double>(), b.Read<double>(), c.Read<double>(), d.Read<double>(), result.Write<double>());
        return result;
    }
}
