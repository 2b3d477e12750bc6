namespace VaeFunctional;

/// <summary>The log-probability of zeros and ones under logits, one rule without an intermediate of full size.</summary>
internal static class BernoulliRule
{
    /// <param name="x">Zeros and ones <c>[..., batch, event]</c>; one of the two shapes ends with the other.</param>
    /// <param name="logits">Log-odds <c>[..., batch, event]</c>.</param>
    /// <returns><c>[..., batch]</c>.</returns>
    public static Tensor LogDensity(Tensor x, Tensor logits)
    {
        var precision = Precisions.Joint(x, logits);
        (x, logits) = (x.To(precision), logits.To(precision));
        var shape = x.Rank > logits.Rank ? x.Shape : logits.Shape;
        var (values, odds) = (x.StopGradient(), Broadcasting.Spread(logits.StopGradient(), shape));
        var result = Tensor.Allocate(shape.Without(-1), precision);
        if (precision == Precision.Single)
            BernoulliKernel.LogDensity(values.Read<float>(), odds.Read<float>(), shape[-1], result.Write<float>());
        else
            BernoulliKernel.LogDensity(values.Read<double>(), odds.Read<double>(), shape[-1], result.Write<double>());
        return x.Trace is null && logits.Trace is null ? result : result.Traced(new DensityTrace(x, logits, odds));
    }

    private sealed class DensityTrace(Tensor x, Tensor logits, Tensor odds) : Trace
    {
        public override void Pull(Tensor cotangent, Cotangents cotangents)
        {
            if (logits.Trace is not null)
                cotangents.Add(logits, Broadcasting.SumTo(ToLogits(cotangent), logits.Shape));
            if (x.Trace is not null)
                cotangents.Add(x, Broadcasting.SumTo(ToValues(cotangent), x.Shape));
        }

        private Tensor ToLogits(Tensor cotangent)
        {
            var values = x.StopGradient();
            var result = Tensor.Allocate(odds.Shape, odds.Precision);
            if (odds.Precision == Precision.Single)
                BernoulliKernel.Pullback(values.Read<float>(), odds.Read<float>(), odds.Shape[-1], cotangent.Read<float>(), result.Write<float>());
            else
                BernoulliKernel.Pullback(values.Read<double>(), odds.Read<double>(), odds.Shape[-1], cotangent.Read<double>(), result.Write<double>());
            return result;
        }

        /// <summary>Values are data, and nobody trains them: this is rare enough to be put together from other operations.</summary>
        private Tensor ToValues(Tensor cotangent) =>
            cotangent.Viewed(odds.Shape.With(-1, 1)) * ((1 - (2 * x.StopGradient())) * odds).Sigmoid() * odds * 2;
    }
}
