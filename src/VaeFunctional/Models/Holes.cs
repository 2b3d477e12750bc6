namespace VaeFunctional;

/// <summary>Who takes NaN for a missing value, and who refuses it.</summary>
internal static class Holes
{
    /// <summary>Refuses an encoder that would make a posterior of NaN from what the likelihood allows.</summary>
    public static void DemandTaken(string model, INetwork encoder, IDistributionHead likelihood)
    {
        if (likelihood.TakesHoles && !encoder.TakesHoles)
            throw new ArgumentException(
                $"{model}: the likelihood allows missing values, but the encoder would make NaN of them: put {nameof(MissingInput)}.{nameof(MissingInput.Before)} around a network of twice as many inputs.");
    }

    /// <summary>Refuses data that is infinite anywhere, or NaN where the encoder made NaN of it.</summary>
    public static void DemandFinite(Tensor x, Tensor encoded, string whose)
    {
        if (encoded.FirstNonFinite() >= 0 || Tensor.Where(x.IsNaN(), Tensor.Scalar(0, x.Precision), x).FirstNonFinite() >= 0)
            DataCheck.Finite(x, whose);
    }
}
