namespace VaeFunctional;

/// <summary>A probability distribution over vectors, or a batch of them: the last axis is the event, the axes before it are the batch.</summary>
/// <remarks>
/// Densities are in nats per example: summed over the event, never over the batch. They are pure arithmetic and never search their
/// values: outside of the support a log-density is -infinity, and at NaN it is NaN. Every bound and every evaluation calls
/// <see cref="CheckSupport"/> once, where data enter it, and so does <see cref="LatentModels.Forward(IRecordModel, Tensor, RandomKey)"/>; call it yourself before
/// your own objective uses data that was not checked. A draw is a deterministic function of noise
/// (<see cref="FromNoise"/>), and the noise is a value of a key (<see cref="Noise(RandomKey, int)"/>). Your own distribution is one
/// class that derives from this one (a class and not a record, so that F# can derive from it too).
/// </remarks>
public abstract class Distribution
{
    /// <summary>The shape of one draw, <c>[batch, event]</c>: that of the mode.</summary>
    public virtual Shape Shape => Mode.Shape;

    /// <summary>The precision of a draw: that of the mode.</summary>
    public virtual Precision Precision => Mode.Precision;

    /// <summary>The mean of every coordinate, of the shape of a draw.</summary>
    /// <exception cref="NotSupportedException">It has no closed form; the message says how to estimate it.</exception>
    public virtual Tensor Mean =>
        throw new NotSupportedException($"{GetType().Name} has no mean in closed form; average draws instead: Sample(key, samples).Mean(0).");

    /// <summary>A point of greatest density, of the shape of a draw; where that has no closed form, the point that the class documents.</summary>
    public abstract Tensor Mode { get; }

    /// <summary>
    /// The number of blocks of an event, whose log-densities add up to the event's: the coordinates of independent ones, the columns of a table, layers; 1 where
    /// the event has no such split.
    /// </summary>
    public virtual int Blocks => 1;

    /// <summary>Whether any value has a log-density; otherwise only draws have one, by <see cref="Draw"/>.</summary>
    public virtual bool HasDensityEverywhere => true;

    /// <summary>Whether <see cref="FromNoise"/> is differentiable in the parameters, so that a sampled expectation has the right gradient.</summary>
    public abstract bool IsReparameterized { get; }

    /// <summary>The log-density (of a discrete distribution: the log-probability) of values, in nats per example.</summary>
    /// <param name="x">
    /// Values <c>[..., batch, event]</c>; axes before the batch are further draws. Where the distribution has more axes in front, as after
    /// several draws of a latent, the values are the same for each.
    /// </param>
    /// <returns><c>[..., batch]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor LogDensity(Tensor x)
    {
        CheckValues(x);
        return LogDensityOf(x);
    }

    /// <summary>The log-density of every block of values, in nats: their sum over the last axis is <see cref="LogDensity"/>.</summary>
    /// <param name="x">Values <c>[..., batch, event]</c>, as for <see cref="LogDensity"/>.</param>
    /// <returns><c>[..., batch, blocks]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor LogDensityByBlock(Tensor x)
    {
        CheckValues(x);
        return LogDensityByBlockOf(x);
    }

    private void CheckValues(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank == 0 || x.Shape[-1] != Shape[-1])
            throw new ArgumentException($"{GetType().Name} over {Shape[-1]} coordinates has no density at values of shape {x.Shape}: the last axis is the event.", nameof(x));
        if (!x.Shape.EndsWith(Shape) && !Shape.EndsWith(x.Shape))
            throw new ArgumentException($"{this} has no density at values of shape {x.Shape}: their batches differ. Spread the values with BroadcastTo where each is meant for several.", nameof(x));
    }

    /// <summary>The negative of <see cref="LogDensity"/>.</summary>
    /// <param name="x">Values <c>[..., batch, event]</c>.</param>
    /// <returns><c>[..., batch]</c>, in nats per example.</returns>
    public Tensor NegativeLogLikelihood(Tensor x) => -LogDensity(x);

    /// <summary>Independent noise for several draws.</summary>
    /// <param name="key">The key that determines it.</param>
    /// <param name="samples">How many draws, at least 1.</param>
    /// <returns><c>[samples, batch, noise]</c>; the size of the last axis is the distribution's own.</returns>
    public abstract Tensor Noise(RandomKey key, int samples);

    /// <summary>Independent noise for one draw, <c>[batch, noise]</c>.</summary>
    /// <param name="key">The key that determines it.</param>
    public Tensor Noise(RandomKey key)
    {
        var noise = Noise(key, 1);
        return noise.Reshape(noise.Shape.Without(0));
    }

    /// <summary>The draw for a given noise: a deterministic function of it.</summary>
    /// <param name="noise">Noise <c>[..., batch, noise]</c> as returned by <see cref="Noise(RandomKey, int)"/>.</param>
    /// <returns><c>[..., batch, event]</c>.</returns>
    public abstract Tensor FromNoise(Tensor noise);

    /// <summary>The draw for a given noise together with its log-density.</summary>
    /// <param name="noise">Noise <c>[..., batch, noise]</c> as returned by <see cref="Noise(RandomKey, int)"/>.</param>
    /// <exception cref="ArgumentException">The noise does not fit the batch and the event.</exception>
    public virtual Drawn Draw(Tensor noise)
    {
        var value = FromNoise(noise);
        return new(value, LogDensity(value));
    }

    /// <summary>One draw, <c>[batch, event]</c>.</summary>
    /// <param name="key">The key that determines it.</param>
    public Tensor Sample(RandomKey key) => FromNoise(Noise(key));

    /// <summary>Several draws, <c>[samples, batch, event]</c>.</summary>
    /// <param name="key">The key that determines them.</param>
    /// <param name="samples">How many, at least 1.</param>
    public Tensor Sample(RandomKey key, int samples) => FromNoise(Noise(key, samples));

    /// <summary>Throws unless every value could have been drawn; bounds and evaluations call it once, where data enter them.</summary>
    /// <param name="x">Values <c>[..., batch, event]</c>.</param>
    /// <exception cref="ArgumentException">A value is outside the support; the message names it and its index.</exception>
    public virtual void CheckSupport(Tensor x) => DataCheck.Finite(x, GetType().Name);

    /// <summary>KL(this || <paramref name="p"/>) in closed form, in nats per block, if this distribution knows one.</summary>
    /// <param name="p">The other distribution.</param>
    protected internal virtual ClosedFormKl KlTo(Distribution p) => new ClosedFormKl.NotKnown();

    /// <summary>KL(<paramref name="q"/> || this) in closed form, in nats per block, if this distribution knows one; asked where <paramref name="q"/> does not.</summary>
    /// <param name="q">The other distribution.</param>
    protected internal virtual ClosedFormKl KlFrom(Distribution q) => new ClosedFormKl.NotKnown();

    /// <summary>The number of noise values that a draw takes.</summary>
    protected internal virtual int NoiseSize => Noise(RandomKey.FromSeed(0), 1).Shape[-1];

    /// <summary>Which blocks have a marked coordinate; a distribution whose blocks are neither its coordinates nor the whole event overrides this.</summary>
    /// <param name="marks">1 or 0 for each coordinate <c>[..., event]</c>.</param>
    /// <returns>1 or 0 for each block <c>[..., blocks]</c>.</returns>
    /// <exception cref="NotSupportedException">The distribution does not say which coordinates belong to which block.</exception>
    protected internal virtual Tensor MarkedBlocks(Tensor marks)
    {
        ArgumentNullException.ThrowIfNull(marks);
        return Blocks == 1 ? marks.Sum(-1, keepAxis: true).GreaterThan(0)
            : Blocks == Shape[-1] ? marks
            : throw new NotSupportedException($"{this} has {Blocks} blocks and does not say which coordinates belong to which: override {nameof(MarkedBlocks)}.");
    }

    /// <summary>The kind of distribution and the shape of a draw, as in <c>Bernoulli [128, 784]</c>.</summary>
    public override string ToString() => $"{GetType().Name} {Shape}";

    /// <summary>The log-density <c>[..., batch]</c>, in nats per example, of values whose shape has been checked.</summary>
    /// <param name="x">Values <c>[..., batch, event]</c>.</param>
    protected abstract Tensor LogDensityOf(Tensor x);

    /// <summary>The log-density of every block <c>[..., batch, blocks]</c>, in nats, of values whose shape has been checked.</summary>
    /// <param name="x">Values <c>[..., batch, event]</c>.</param>
    protected virtual Tensor LogDensityByBlockOf(Tensor x)
    {
        var whole = LogDensityOf(x);
        return whole.Reshape(whole.Shape.Append(1));
    }

    /// <summary>Throws if an estimate from this distribution's draws is to be differentiated by its parameters, and the draws do not carry their gradient.</summary>
    /// <param name="draw">A draw <c>[..., batch, event]</c>.</param>
    /// <exception cref="ArgumentException">The distribution's parameters are variables.</exception>
    internal void RequireReparameterized(Tensor draw)
    {
        if (!IsReparameterized && LogDensity(draw.StopGradient()).Trace is not null)
            throw new ArgumentException($"{GetType().Name} is not reparameterized: an estimate from its draws has the wrong gradient. Stop the gradient of its parameters.");
    }

    /// <summary>Throws unless noise is of this distribution's batch, with the given size per draw.</summary>
    /// <param name="noise">Noise <c>[..., batch, noise]</c>.</param>
    /// <param name="size">The number of noise values that a draw takes.</param>
    /// <exception cref="ArgumentException">It is not; the message gives both shapes.</exception>
    protected void CheckNoise(Tensor noise, int size)
    {
        ArgumentNullException.ThrowIfNull(noise);
        var needed = Shape.With(-1, size);
        if (!noise.Shape.EndsWith(needed))
            throw new ArgumentException($"Noise of shape {noise.Shape} does not fit {this}, which takes noise of shape {needed}, or more draws in front.", nameof(noise));
    }

    /// <summary>The shape of noise for several draws.</summary>
    /// <param name="samples">How many draws.</param>
    /// <param name="size">The number of noise values that a draw takes.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one draw.</exception>
    protected Shape NoiseShape(int samples, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        return Shape.With(-1, size).Prepend(samples);
    }
}
