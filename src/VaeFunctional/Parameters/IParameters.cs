namespace VaeFunctional;

/// <summary>A parameter record: an immutable value that holds tensors and can be rebuilt with each of them replaced.</summary>
/// <remarks>
/// A model, a gradient and an optimizer's moments are all of this form. The one member names every child once and returns a record of the
/// same kind:
/// <code>
/// public Model Map(LeafMap f) => new(f.At("encoder", Encoder), f.At("decoder", Decoder));
/// </code>
/// With a constructor that takes all fields, a forgotten field is a compile-time error; <c>with</c> would hide it, and it would never be trained.
/// A hyperparameter, which is not a tensor, may be named too, so that a saved model is never loaded into one of another kind:
/// <c>f.Setting("rate", Rate)</c> returns it unchanged.
/// Laws: mapping the identity gives an equal record; every path occurs once; no tensor is left out.
/// <see cref="Parameters.Check{TModel}"/> verifies the first two for your own record, and that every image comes back.
/// </remarks>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IParameters<TSelf>
    where TSelf : IParameters<TSelf>
{
    /// <summary>This record with every leaf replaced by its image.</summary>
    /// <param name="f">The map: call <c>f.At(name, child)</c> for each child, in a fixed order.</param>
    TSelf Map(LeafMap f);
}
