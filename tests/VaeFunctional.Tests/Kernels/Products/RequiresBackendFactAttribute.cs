using Xunit;

namespace VaeFunctional.Tests;

/// <summary>
/// A fact skipped, with the reason, where the library of a backend is missing; with VAEFUNCTIONAL_REQUIRE_MKL=1, or
/// VAEFUNCTIONAL_REQUIRE_OPENBLAS=1, that of this backend must run.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresBackendFactAttribute : FactAttribute
{
    public RequiresBackendFactAttribute(string backend)
    {
        var variable = $"VAEFUNCTIONAL_REQUIRE_{backend.ToUpperInvariant()}";
        if (Environment.GetEnvironmentVariable(variable) == "1")
            return;
        try
        {
            Backend.Create(backend);
        }
        catch (DllNotFoundException error)
        {
            Skip = $"{error.Message} {variable}=1 makes this a failure.";
        }
    }
}
