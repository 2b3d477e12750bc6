namespace VaeFunctional.Tests;

/// <summary>Distributions of one kind each, by an output of a network; none of them is the library's but where it has one.</summary>
internal static class LawFamilies
{
    public static IReadOnlyDictionary<string, Func<Tensor, Distribution>> All { get; } = new Dictionary<string, Func<Tensor, Distribution>>
    {
        ["Gaussian"] = output => new DiagonalGaussian(output, Tensor.Scalar(-0.5, Precision.Double)),
        ["Power"] = output => new Power(output),
        ["Exponential"] = output => new Exponential(output),
        ["Geometric"] = output => new Geometric(output),
        ["Bernoulli"] = output => new Bernoulli(output),
    };

    /// <summary>Priors without parameters, for latents of any of the families.</summary>
    public static Distribution PriorOf(string family) => All[family](Tensor.Full(new Shape(2), 0.4, Precision.Double));

    /// <summary>A family that has a closed form of its own: by one tensor, with uniform noise.</summary>
    public abstract class ByUniform(Tensor parameter) : Distribution
    {
        protected Tensor Parameter { get; } = parameter;

        public override Shape Shape => Parameter.Shape;

        public override Precision Precision => Parameter.Precision;

        public override Tensor Mode => Mean;

        public override bool IsReparameterized => false;

        public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Shape[-1]), Precision);
    }

    /// <summary><c>a x^(a - 1)</c> between 0 and 1, a = exp(parameter).</summary>
    public sealed class Power(Tensor parameter) : ByUniform(parameter)
    {
        private Tensor A => Parameter.Exp();

        public override Tensor Mean => A / (A + 1);

        public override Tensor FromNoise(Tensor noise) => (noise.Log() / A).Exp();

        public override void CheckSupport(Tensor x)
        {
            if (x.ToDoubles().Any(value => value is not (> 0 and <= 1)))
                throw new ArgumentException("Power takes numbers between 0 and 1.");
        }

        protected override Tensor LogDensityOf(Tensor x) => (Parameter + ((A - 1) * x.Log())).Sum(-1);
    }

    /// <summary><c>r exp(-r x)</c> from 0 on, r = exp(parameter); its formula knows nothing of the edge.</summary>
    public sealed class Exponential(Tensor parameter) : ByUniform(parameter)
    {
        public override Tensor Mean => (-Parameter).Exp();

        public override Tensor FromNoise(Tensor noise) => -noise.Log() * Mean;

        public override void CheckSupport(Tensor x)
        {
            if (x.ToDoubles().Any(value => !(value >= 0)))
                throw new ArgumentException("Exponential takes numbers from 0 on.");
        }

        protected override Tensor LogDensityOf(Tensor x) => (Parameter - (Parameter.Exp() * x)).Sum(-1);
    }

    /// <summary><c>s (1 - s)^k</c> for k = 0, 1, ..., s = sigmoid(parameter).</summary>
    public sealed class Geometric(Tensor parameter) : ByUniform(parameter)
    {
        public override Tensor Mean => (-Parameter).Exp();

        public override Tensor FromNoise(Tensor noise) =>
            Tensor.FromArray(Array.ConvertAll((noise.Log() / -Parameter.Softplus()).ToDoubles(), Math.Floor), noise.Shape);

        public override void CheckSupport(Tensor x)
        {
            if (x.ToDoubles().Any(value => !double.IsInteger(value) || value < 0))
                throw new ArgumentException("Geometric takes counts.");
        }

        protected override Tensor LogDensityOf(Tensor x)
        {
            CheckSupport(x);
            return (-(-Parameter).Softplus() - (x * Parameter.Softplus())).Sum(-1);
        }
    }
}
