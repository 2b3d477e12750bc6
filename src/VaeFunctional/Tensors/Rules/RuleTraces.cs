namespace VaeFunctional;

/// <summary>The trace of a function of one tensor.</summary>
internal sealed class UnaryTrace(Tensor x, Tensor result, Func<Tensor, Tensor, Tensor, Tensor> pullback) : Trace
{
    public override void Pull(Tensor cotangent, Cotangents cotangents) =>
        cotangents.Add(x, pullback(cotangent, x.StopGradient(), result));
}

/// <summary>The trace of a function of two tensors.</summary>
internal sealed class BinaryTrace(
    Tensor x,
    Tensor y,
    Tensor result,
    Func<Tensor, Tensor, Tensor, Tensor, Tensor> pullbackToX,
    Func<Tensor, Tensor, Tensor, Tensor, Tensor> pullbackToY) : Trace
{
    public override void Pull(Tensor cotangent, Cotangents cotangents)
    {
        var (left, right) = (x.StopGradient(), y.StopGradient());
        if (x.Trace is not null)
            cotangents.Add(x, pullbackToX(cotangent, left, right, result));
        if (y.Trace is not null)
            cotangents.Add(y, pullbackToY(cotangent, left, right, result));
    }
}

/// <summary>The trace of a function of any number of tensors.</summary>
internal sealed class VariadicTrace(Tensor[] arguments, Func<Tensor, int, Tensor> pullback) : Trace
{
    public override void Pull(Tensor cotangent, Cotangents cotangents)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Trace is not null)
                cotangents.Add(arguments[i], pullback(cotangent, i));
        }
    }
}
