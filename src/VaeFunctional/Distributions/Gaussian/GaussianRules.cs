namespace VaeFunctional;

/// <summary>The draw, the log-density and the divergence of diagonal Gaussians, each one rule with one pass a result.</summary>
internal static class GaussianRules
{
    /// <summary>mean + exp(log-variance / 2) noise, of the noise's shape.</summary>
    public static Tensor Reparameterize(Tensor mean, Tensor logVariance, Tensor noise)
    {
        var precision = Precisions.Joint(mean, logVariance, noise);
        (mean, logVariance, noise) = (mean.To(precision), logVariance.To(precision), noise.To(precision));
        var draw = Combination.Of<GaussianCoordinate.Draw>(noise.Shape, mean.StopGradient(), logVariance.StopGradient(), noise.StopGradient());
        return mean.Trace is null && logVariance.Trace is null && noise.Trace is null
            ? draw
            : draw.Traced(new DrawTrace(mean, logVariance, noise));
    }

    /// <summary>log p(x) of values that broadcast with the parameters, summed over the last axis.</summary>
    public static Tensor LogDensity(Tensor x, Tensor mean, Tensor logVariance)
    {
        var precision = Precisions.Joint(x, mean, logVariance);
        (x, mean, logVariance) = (x.To(precision), mean.To(precision), logVariance.To(precision));
        var shape = Broadcasting.JointShape<Subtract>(x, mean);
        var deviance = Combination.Of<GaussianCoordinate.Deviance>(shape, x.StopGradient(), mean.StopGradient(), logVariance.StopGradient());
        var density = deviance.Sum(-1) * -0.5;
        return x.Trace is null && mean.Trace is null && logVariance.Trace is null
            ? density
            : density.Traced(new LogDensityTrace(shape, x, mean, logVariance));
    }

    /// <summary>KL by coordinate from one Gaussian to another, of the joint shape of their means.</summary>
    public static Tensor Kl(Tensor mean, Tensor logVariance, Tensor otherMean, Tensor otherLogVariance)
    {
        var precision = Precisions.Joint(mean, logVariance, otherMean, otherLogVariance);
        Tensor[] all = [mean.To(precision), logVariance.To(precision), otherMean.To(precision), otherLogVariance.To(precision)];
        var shape = Broadcasting.JointShape<Subtract>(mean, otherMean);
        var kl = Combination.Of<GaussianCoordinate.Kl>(
            shape, all[0].StopGradient(), all[1].StopGradient(), all[2].StopGradient(), all[3].StopGradient());
        return Array.TrueForAll(all, parameter => parameter.Trace is null) ? kl : kl.Traced(new KlTrace(shape, all[0], all[1], all[2], all[3]));
    }

    private sealed class DrawTrace(Tensor mean, Tensor logVariance, Tensor noise) : Trace
    {
        public override void Pull(Tensor cotangent, Cotangents cotangents)
        {
            if (mean.Trace is not null)
                cotangents.Add(mean, Broadcasting.SumTo(cotangent, mean.Shape));
            if (logVariance.Trace is not null)
                cotangents.Add(logVariance, Broadcasting.SumTo(Along<GaussianCoordinate.DrawToLogVariance>(cotangent), logVariance.Shape));
            if (noise.Trace is not null)
                cotangents.Add(noise, Along<GaussianCoordinate.DrawToNoise>(cotangent));
        }

        private Tensor Along<TOperator>(Tensor cotangent)
            where TOperator : struct, ITernaryOperator =>
            Combination.Of<TOperator>(noise.Shape, cotangent, logVariance.StopGradient(), noise.StopGradient());
    }

    private sealed class LogDensityTrace(Shape shape, Tensor x, Tensor mean, Tensor logVariance) : Trace
    {
        public override void Pull(Tensor cotangent, Cotangents cotangents)
        {
            var byEvent = cotangent.Viewed(shape.With(-1, 1));
            if (x.Trace is not null || mean.Trace is not null)
            {
                var toValue = Along<GaussianCoordinate.LogDensityToValue>(byEvent);
                if (x.Trace is not null)
                    cotangents.Add(x, Broadcasting.SumTo(toValue, x.Shape));
                if (mean.Trace is not null)
                    cotangents.Add(mean, Broadcasting.SumTo(-toValue, mean.Shape));
            }

            if (logVariance.Trace is not null)
                cotangents.Add(logVariance, Broadcasting.SumTo(Along<GaussianCoordinate.LogDensityToLogVariance>(byEvent), logVariance.Shape));
        }

        private Tensor Along<TOperator>(Tensor cotangent)
            where TOperator : struct, IQuaternaryOperator =>
            Combination.Of<TOperator>(shape, cotangent, x.StopGradient(), mean.StopGradient(), logVariance.StopGradient());
    }

    private sealed class KlTrace(Shape shape, Tensor mean, Tensor logVariance, Tensor otherMean, Tensor otherLogVariance) : Trace
    {
        public override void Pull(Tensor cotangent, Cotangents cotangents)
        {
            if (mean.Trace is not null || otherMean.Trace is not null)
            {
                var toMean = AlongShift<GaussianCoordinate.KlToMean>(cotangent);
                cotangents.Add(mean, Broadcasting.SumTo(toMean, mean.Shape));
                if (otherMean.Trace is not null)
                    cotangents.Add(otherMean, Broadcasting.SumTo(-toMean, otherMean.Shape));
            }

            if (logVariance.Trace is null && otherLogVariance.Trace is null)
                return;
            var toLogVariance = Combination.Of<GaussianCoordinate.KlToLogVariance>(
                shape, cotangent, logVariance.StopGradient(), otherLogVariance.StopGradient());
            cotangents.Add(logVariance, Broadcasting.SumTo(toLogVariance, logVariance.Shape));
            if (otherLogVariance.Trace is not null)
            {
                var whole = -(toLogVariance + AlongShift<GaussianCoordinate.KlShiftToLogVariance>(cotangent));
                cotangents.Add(otherLogVariance, Broadcasting.SumTo(whole, otherLogVariance.Shape));
            }
        }

        private Tensor AlongShift<TOperator>(Tensor cotangent)
            where TOperator : struct, IQuaternaryOperator =>
            Combination.Of<TOperator>(shape, cotangent, mean.StopGradient(), otherMean.StopGradient(), otherLogVariance.StopGradient());
    }
}
