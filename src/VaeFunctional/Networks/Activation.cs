using System.Globalization;

namespace VaeFunctional;

/// <summary>A nonlinearity applied to every element.</summary>
public abstract record Activation
{
    private readonly string name;

    private Activation(string name) => this.name = name;

    /// <summary>x.</summary>
    public static Activation Identity { get; } = new IdentityCase();

    /// <summary>max(x, 0); its derivative at 0 is 0.</summary>
    public static Activation Relu { get; } = new ReluCase();

    /// <summary>The hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = new TanhCase();

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static Activation Sigmoid { get; } = new SigmoidCase();

    /// <summary>log(1 + exp(x)).</summary>
    public static Activation Softplus { get; } = new SoftplusCase();

    /// <summary>x for x &gt; 0, exp(x) - 1 otherwise; smooth at 0 (Clevert et al., 2016).</summary>
    public static Activation Elu { get; } = new EluCase();

    /// <summary>x sigmoid(x), also called swish (Elfwing et al., 2018).</summary>
    public static Activation Silu { get; } = new SiluCase();

    /// <summary>x Phi(x) by its hyperbolic-tangent form <c>x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))</c> (Hendrycks and Gimpel, 2016).</summary>
    public static Activation Gelu { get; } = new GeluCase();

    /// <summary>x for x &gt; 0, slope * x otherwise; its derivative at 0 is 0.</summary>
    /// <param name="slope">The slope below 0, for example 0.01; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is NaN or infinite.</exception>
    public static Activation LeakyRelu(double slope) =>
        double.IsFinite(slope) ? new LeakyReluCase(slope) : throw new ArgumentOutOfRangeException(nameof(slope), $"A slope is finite; got {slope}.");

    /// <summary>A custom activation.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="function">A function from a tensor to a tensor of the same shape, made of differentiable operations or a <see cref="Rule"/>.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static Activation Of(string name, Func<Tensor, Tensor> function)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(function);
        return new CustomCase(name, function);
    }

    /// <summary>The activation of every element.</summary>
    /// <param name="x">Any shape.</param>
    public abstract Tensor Apply(Tensor x);

    /// <summary>The name used in saved models, as in <c>relu</c>, <c>leaky-relu 0.01</c>, or <c>custom</c> and the name it was given.</summary>
    public sealed override string ToString() => name;

    private sealed record IdentityCase() : Activation("identity")
    {
        public override Tensor Apply(Tensor x) => x;
    }

    private sealed record ReluCase() : Activation("relu")
    {
        public override Tensor Apply(Tensor x) => Checked(x).Relu();
    }

    private sealed record TanhCase() : Activation("tanh")
    {
        public override Tensor Apply(Tensor x) => Checked(x).Tanh();
    }

    private sealed record SigmoidCase() : Activation("sigmoid")
    {
        public override Tensor Apply(Tensor x) => Checked(x).Sigmoid();
    }

    private sealed record SoftplusCase() : Activation("softplus")
    {
        public override Tensor Apply(Tensor x) => Checked(x).Softplus();
    }

    private sealed record EluCase() : Activation("elu")
    {
        public override Tensor Apply(Tensor x) => Checked(x).Relu() + Tensor.Minimum(x, Tensor.Scalar(0, x.Precision)).Expm1();
    }

    private sealed record SiluCase() : Activation("silu")
    {
        public override Tensor Apply(Tensor x) => Checked(x) * x.Sigmoid();
    }

    private sealed record GeluCase() : Activation("gelu")
    {
        private static readonly double RootTwoOverPi = Math.Sqrt(2 / Math.PI);

        public override Tensor Apply(Tensor x) =>
            Checked(x) * (((((x.Pow(3) * 0.044715) + x) * RootTwoOverPi).Tanh() + 1) * 0.5);
    }

    private sealed record LeakyReluCase(double Slope) : Activation(string.Create(CultureInfo.InvariantCulture, $"leaky-relu {Slope}"))
    {
        public override Tensor Apply(Tensor x) => Checked(x).Relu() - ((-x).Relu() * Slope);
    }

    private sealed record CustomCase(string Name, Func<Tensor, Tensor> Function) : Activation($"custom {Name}")
    {
        public override Tensor Apply(Tensor x)
        {
            var result = Function(Checked(x));
            return result.Shape == x.Shape
                ? result
                : throw new ShapeMismatchException(Name, $"the activation gives shape {result.Shape} for shape {x.Shape}");
        }
    }

    private static Tensor Checked(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x;
    }
}
