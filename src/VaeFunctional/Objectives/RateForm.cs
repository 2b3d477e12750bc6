namespace VaeFunctional;

/// <summary>How the rate KL(q(z|x) || p(z)) of an ELBO is found.</summary>
public enum RateForm
{
    /// <summary>In closed form where one is known, and from the draws otherwise.</summary>
    ClosedForm,

    /// <summary>From the same draws as the distortion: at the exact posterior such an ELBO equals log p(x) whatever is drawn.</summary>
    SameSample,
}
