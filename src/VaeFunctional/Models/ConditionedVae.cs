namespace VaeFunctional;

/// <summary>A conditional VAE of which the condition is given: a latent model of the data.</summary>
public sealed record ConditionedVae : ILatentModel
{
    internal ConditionedVae(ConditionalVae model, Tensor condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (condition.Rank is not (1 or 2) || condition.Shape[-1] != model.Condition)
            throw new ArgumentException($"A condition is [{model.Condition}] for all, or [batch, {model.Condition}], one for each row; got shape {condition.Shape}.", nameof(condition));
        DataCheck.Finite(condition, "A condition");
        Model = model;
        Condition = condition;
    }

    /// <summary>The model.</summary>
    public ConditionalVae Model { get; }

    /// <summary>What it was told: <c>[condition]</c> for all, or <c>[batch, condition]</c>, one for each row.</summary>
    public Tensor Condition { get; }

    /// <inheritdoc />
    public Distribution Prior => Model.PriorHead.Of(new PriorContext(Encode, Condition));

    /// <summary>The posterior q(z|x, c).</summary>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <returns>A distribution over <c>[batch, latent]</c>.</returns>
    /// <exception cref="ArgumentException">The data does not fit the model, or there is another number of conditions.</exception>
    public Distribution Encode(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        ShapeMismatchException.DemandFeatures(x, Model.Features, nameof(ConditionalVae));
        var input = Told(x, Model.Encoder.Inputs);
        return Model.PosteriorHead.Of(ShapeMismatchException.Within("encoder", () => Model.Encoder.Apply(input)));
    }

    /// <summary>The likelihood p(x|z, c).</summary>
    /// <param name="z">Latents <c>[..., batch, latent]</c>.</param>
    /// <returns>A distribution over <c>[..., batch, features]</c>.</returns>
    /// <exception cref="ArgumentException">The latents do not fit the decoder, or there is another number of conditions.</exception>
    public Distribution Decode(Tensor z)
    {
        ArgumentNullException.ThrowIfNull(z);
        var input = Told(z, Model.Decoder.Inputs);
        return Model.LikelihoodHead.Of(ShapeMismatchException.Within("decoder", () => Model.Decoder.Apply(input)));
    }

    /// <summary>Values with the condition beside them, if the network has inputs for it.</summary>
    private Tensor Told(Tensor values, int inputs)
    {
        if (values.Rank == 0 || inputs == values.Shape[-1])
            return values;
        var all = values.Shape.With(-1, Model.Condition);
        if (!all.EndsWith(Condition.Shape))
            throw new ArgumentException($"Conditions of shape {Condition.Shape} do not fit values of shape {values.Shape}: give one condition for all, or one for each row.");
        return Tensor.Concatenate([values, Condition.BroadcastTo(all)], axis: -1);
    }
}
