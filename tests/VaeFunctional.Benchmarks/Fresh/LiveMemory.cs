using System.Runtime.CompilerServices;

namespace VaeFunctional.Benchmarks;

/// <summary>
/// The most memory that lives while a large model trains: a dense network for images of 128 x 128 pixels, whose parameters are most of what
/// a run holds. A state is handed out after every fifth step, so that steps of both kinds are taken: those that leave a state as it is, and
/// those that overwrite what only the run has.
/// </summary>
internal sealed class LiveMemory
{
    private const int Pixels = 128 * 128;
    private const int Batch = 16;
    private const int Images = 256;
    private const int Every = 5;

    /// <summary>The bytes of the model's parameters.</summary>
    public long Model { get; private set; }

    /// <summary>The most bytes that lived at any moment that was looked at.</summary>
    public long Peak { get; private set; }

    /// <summary>Trains, and looks at the memory in every step and between the states.</summary>
    public static LiveMemory Of(long steps)
    {
        var live = new LiveMemory();
        using var states = live.Begin(steps);
        TrainingState<Vae>? last = null;
        while (states.MoveNext())
        {
            // The state before and the one after a step exist together for the first time while the step is taken. Nobody can look there, but
            // a caller that holds on to the one while it looks at the other sees the same arrays, the gradient among them: the run keeps its memory.
            live.Look();
            GC.KeepAlive(last);
            last = states.Current;
        }

        return live;
    }

    // A method of its own: no local variable keeps the model of the beginning alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private IEnumerator<TrainingState<Vae>> Begin(long steps)
    {
        var key = RandomKey.FromSeed(1);
        var model = Vae.Create(
            Mlp.Create(key.Fold("encoder"), [Pixels, 512, 64], Activation.Relu),
            Mlp.Create(key.Fold("decoder"), [32, 512, Pixels], Activation.Relu),
            LikelihoodHead.Bernoulli());
        Model = model.ParameterCount() * sizeof(float);
        var images = key.Bernoulli(Tensor.Full(new Shape(Images, Pixels), 0.5));
        var batches = Batches.InOrder(images, Batch, epochs: (int)((steps * Batch + Images - 1) / Images));
        return Train.Run(TrainingState.Start(model, Adam.Default, key), Objective, batches, Every).States().GetEnumerator();
    }

    /// <summary>Looks when all temporaries of the evaluation exist, before the gradient, whose memory the run has kept from the step before.</summary>
    private Objective Objective(Vae model, Batch batch, StepContext at)
    {
        var objective = Elbo.Estimate(model, batch.X, at.Key).ToObjective();
        Look();
        GC.KeepAlive(objective);
        return objective;
    }

    private void Look() => Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true));
}
