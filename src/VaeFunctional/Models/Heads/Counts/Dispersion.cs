namespace VaeFunctional;

/// <summary>Where the dispersion theta of a negative binomial likelihood comes from: a count of mean mu has the variance <c>mu + mu^2 / theta</c>.</summary>
public abstract record Dispersion : IParameters<Dispersion>
{
    private Dispersion()
    {
    }

    /// <summary>One dispersion from the decoder's output for every coordinate of an example, its logarithm smoothly bounded by 10.</summary>
    public static Dispersion PerExample { get; } = new Decoded(SmoothBound.Default);

    /// <summary>One dispersion for all features, which training does not change.</summary>
    /// <param name="dispersion">theta, positive.</param>
    /// <param name="precision">The precision of its logarithm.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dispersion is not positive and finite.</exception>
    public static Dispersion Fixed(double dispersion, Precision precision = Precision.Single) =>
        new Given(Logarithm(new Shape(1), dispersion, precision), IsLearned: false);

    /// <summary>One learned dispersion for all features.</summary>
    /// <param name="initialDispersion">theta to begin with, positive.</param>
    /// <param name="precision">The precision of its logarithm.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dispersion is not positive and finite.</exception>
    public static Dispersion Shared(double initialDispersion = 1, Precision precision = Precision.Single) =>
        new Given(Logarithm(new Shape(1), initialDispersion, precision), IsLearned: true);

    /// <summary>A learned dispersion for every feature.</summary>
    /// <param name="features">The number of features.</param>
    /// <param name="initialDispersion">theta to begin with, positive.</param>
    /// <param name="precision">The precision of its logarithm.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dispersion is not positive and finite.</exception>
    public static Dispersion PerFeature(int features, double initialDispersion = 1, Precision precision = Precision.Single) =>
        new Given(Logarithm(new Shape(features), initialDispersion, precision), IsLearned: true);

    /// <inheritdoc />
    public abstract Dispersion Map(LeafMap f);

    private static Tensor Logarithm(Shape shape, double dispersion, Precision precision) =>
        dispersion > 0 && double.IsFinite(dispersion)
            ? Tensor.Full(shape, Math.Log(dispersion), precision)
            : throw new ArgumentOutOfRangeException(nameof(dispersion), $"A dispersion is positive and finite; got {dispersion}.");

    /// <summary>The same for every example.</summary>
    /// <param name="LogDispersion">log(theta): <c>[1]</c> for all features, or <c>[features]</c>.</param>
    /// <param name="IsLearned">Whether training changes it.</param>
    public sealed record Given(Tensor LogDispersion, bool IsLearned) : Dispersion
    {
        /// <inheritdoc />
        public override Dispersion Map(LeafMap f)
        {
            ArgumentNullException.ThrowIfNull(f);
            return new Given(f.At("log-dispersion", LogDispersion, IsLearned), f.Setting("is-learned", IsLearned));
        }
    }

    /// <summary>A part of the decoder's output.</summary>
    /// <param name="Bound">The bound on its logarithm.</param>
    public sealed record Decoded(SmoothBound Bound) : Dispersion
    {
        /// <inheritdoc />
        public override Dispersion Map(LeafMap f)
        {
            ArgumentNullException.ThrowIfNull(f);
            f.Setting("log-dispersion-limit", Bound.Limit);
            return this;
        }
    }

    /// <summary>The number of outputs per feature that it takes.</summary>
    internal int Parts => this is Decoded ? 1 : 0;

    /// <summary>Refuses a dispersion of another number of features.</summary>
    internal void CheckFits(int coordinates)
    {
        if (this is Given given)
            LikelihoodHead.CheckFits(coordinates, "a log-dispersion", given.LogDispersion);
    }

    /// <summary>log(theta), by the second part of a decoder's outputs where it is decoded.</summary>
    internal Tensor LogDispersionOf(CountOutputs outputs, Tensor output) => this switch
    {
        Given given => given.LogDispersion,
        Decoded decoded => decoded.Bound.Apply(outputs.Part(output, 1)),
        _ => throw new NotSupportedException($"{GetType().Name} is not a dispersion of this library."),
    };
}
