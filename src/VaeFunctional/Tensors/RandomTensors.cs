namespace VaeFunctional;

/// <summary>Random tensors as values of a key: the same key and shape give the same draws, and single precision rounds the double draws.</summary>
public static class RandomTensors
{
    /// <summary>Independent standard normal draws.</summary>
    /// <param name="key">The key that determines the draws.</param>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="precision">The tensor's precision.</param>
    public static Tensor Normal(this RandomKey key, Shape shape, Precision precision = Precision.Single)
    {
        var result = Tensor.Allocate(shape, precision);
        if (precision == Precision.Single)
            key.FillNormal(result.Write<float>());
        else
            key.FillNormal(result.Write<double>());
        return result;
    }

    /// <summary>Independent draws from the uniform distribution on the open interval (0, 1).</summary>
    /// <param name="key">The key that determines the draws.</param>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="precision">The tensor's precision.</param>
    public static Tensor Uniform(this RandomKey key, Shape shape, Precision precision = Precision.Single)
    {
        var result = Tensor.Allocate(shape, precision);
        if (precision == Precision.Single)
            key.FillUniform(result.Write<float>());
        else
            key.FillUniform(result.Write<double>());
        return result;
    }

    /// <summary>Independent draws of 0 and 1: each element is 1 with the probability at its position.</summary>
    /// <param name="key">The key that determines the draws.</param>
    /// <param name="probabilities">The probabilities of 1, each in [0, 1]; the result has their shape and precision.</param>
    /// <exception cref="ArgumentException">A probability is NaN or outside [0, 1]; the message names its position.</exception>
    public static Tensor Bernoulli(this RandomKey key, Tensor probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var result = Tensor.Allocate(probabilities.Shape, probabilities.Precision);
        if (result.Precision == Precision.Single)
            key.FillBernoulli(probabilities.Read<float>(), result.Write<float>());
        else
            key.FillBernoulli(probabilities.Read<double>(), result.Write<double>());
        return result;
    }
}
