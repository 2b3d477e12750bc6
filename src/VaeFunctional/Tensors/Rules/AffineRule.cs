namespace VaeFunctional;

/// <summary>A layer in one rule: <c>x W + b</c>, or <c>max(x W + b, 0)</c>, with one result in memory and one mask on the way back.</summary>
internal static class AffineRule
{
    /// <param name="x"><c>[..., inputs]</c>; the axes in front are rows.</param>
    /// <param name="weight">W, <c>[inputs, outputs]</c>.</param>
    /// <param name="bias">b, <c>[outputs]</c>.</param>
    /// <param name="rectifies">Whether max(., 0) follows; its derivative at 0 is 0.</param>
    public static Tensor Apply(Tensor x, Tensor weight, Tensor bias, bool rectifies)
    {
        var precision = Precisions.Joint(x, weight, bias);
        (x, weight, bias) = (x.To(precision), weight.To(precision), bias.To(precision));
        var product = Tensor.Multiplied(Rows(x), weight.StopGradient(), false, false);
        if (precision == Precision.Single)
            AffineKernel.AddBias(product.Write<float>(), bias.Read<float>(), rectifies);
        else
            AffineKernel.AddBias(product.Write<double>(), bias.Read<double>(), rectifies);
        var result = product.Viewed(x.Shape.With(-1, weight.Shape[1]));
        return x.Trace is null && weight.Trace is null && bias.Trace is null
            ? result
            : result.Traced(new AffineTrace(x, weight, bias, product, rectifies));
    }

    private static Tensor Rows(Tensor x) => x.Viewed(new Shape(x.Shape.CountBefore(x.Rank - 1), x.Shape[-1]));

    private sealed class AffineTrace(Tensor x, Tensor weight, Tensor bias, Tensor product, bool rectifies) : Trace
    {
        public override void Pull(Tensor cotangent, Cotangents cotangents)
        {
            var rows = cotangent.Viewed(product.Shape);
            if (rectifies)
                rows = Broadcasting.Apply<WherePositive>(rows, product);
            if (x.Trace is not null)
                cotangents.Add(x, Tensor.Multiplied(rows, weight.StopGradient(), false, true).Viewed(x.Shape));
            if (weight.Trace is not null)
                cotangents.Add(weight, Tensor.Multiplied(Rows(x), rows, true, false));
            if (bias.Trace is not null)
                cotangents.Add(bias, Broadcasting.SumTo(rows, bias.Shape));
        }
    }
}
