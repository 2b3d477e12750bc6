namespace VaeFunctional;

/// <summary>Independent coordinates that are 0 or 1, by the log-odds of a 1.</summary>
/// <remarks>
/// <c>log p(x) = sum_j [x_j l_j - softplus(l_j)]</c>, which for x of 0 and 1 is <c>-sum_j softplus((1 - 2 x_j) l_j)</c>: finite for every
/// finite logit, and accurate where a value is all but certain. Its support is {0, 1}: any other value has probability 0, a log-density of
/// -infinity, and <see cref="CheckSupport"/> refuses it.
/// </remarks>
public sealed class Bernoulli : Distribution, IEquatable<Bernoulli>
{
    /// <summary>The distribution with the given logits.</summary>
    /// <param name="logits">log(p / (1 - p)) <c>[batch, event]</c>.</param>
    /// <exception cref="ArgumentException">The logits are a scalar.</exception>
    public Bernoulli(Tensor logits)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.Rank == 0)
            throw new ArgumentException("Bernoulli logits have an event axis; got a scalar.", nameof(logits));
        Logits = logits;
    }

    /// <summary>log(p / (1 - p)), <c>[batch, event]</c>.</summary>
    public Tensor Logits { get; }

    /// <summary>The probabilities of a 1, <c>[batch, event]</c>: sigmoid(logits).</summary>
    public override Tensor Mean => Logits.Sigmoid();

    /// <summary>1 where a 1 is more probable than a 0, and 0 elsewhere, <c>[batch, event]</c>.</summary>
    public override Tensor Mode => Logits.GreaterThan(0);

    /// <inheritdoc />
    public override Shape Shape => Logits.Shape;

    /// <inheritdoc />
    public override Precision Precision => Logits.Precision;

    /// <inheritdoc />
    public override int Blocks => Shape[-1];

    /// <inheritdoc />
    public override bool IsReparameterized => false;

    /// <summary>The entropy <c>sum_j [softplus(l_j) - l_j sigmoid(l_j)]</c>, <c>[batch]</c>, in nats per example; never negative.</summary>
    public Tensor Entropy
    {
        get
        {
            // It is even in the logit, and of a negative one it is a sum of positive terms.
            var magnitude = Logits.Abs();
            return ((-magnitude).Softplus() + (magnitude * (-magnitude).Sigmoid())).Sum(-1);
        }
    }

    /// <summary>Uniform noise: a coordinate is 1 where its noise is below its probability.</summary>
    /// <inheritdoc />
    public override Tensor Noise(RandomKey key, int samples) => key.Uniform(NoiseShape(samples, Shape[-1]), Precision);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The noise does not fit the batch and the event.</exception>
    public override Tensor FromNoise(Tensor noise)
    {
        CheckNoise(noise, Shape[-1]);
        return Mean.GreaterThan(noise);
    }

    /// <inheritdoc />
    /// <remarks><c>softplus(b) - softplus(a) - sigmoid(a) (b - a)</c> for logits a and b, without cancellation where they are close.</remarks>
    protected internal override ClosedFormKl KlTo(Distribution p) =>
        p is Bernoulli other ? new ClosedFormKl.Known(BernoulliRules.Kl(Logits, other.Logits)) : new ClosedFormKl.NotKnown();

    /// <inheritdoc />
    public override void CheckSupport(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var index = Bits.FirstOther(x);
        var remedy = index < 0 || double.IsFinite(x.ElementAt(index)) ? "binarize gray data with key.Bernoulli" : "leave out examples with missing values, or fill them in";
        DataCheck.RefuseAt(x, index, $"Bernoulli takes 0 and 1 ({remedy})");
    }

    /// <inheritdoc />
    public bool Equals(Bernoulli? other) => other is not null && Logits.Equals(other.Logits);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Bernoulli);

    /// <inheritdoc />
    public override int GetHashCode() => Logits.GetHashCode();

    /// <inheritdoc />
    protected override Tensor LogDensityOf(Tensor x) => BernoulliRules.LogDensity(x, Logits);

    /// <inheritdoc />
    protected override Tensor LogDensityByBlockOf(Tensor x) => BernoulliRules.LogDensityByCoordinate(x, Logits);
}
