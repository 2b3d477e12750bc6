using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A fact skipped, with the reason, where Intel MKL is not installed; with VAEFUNCTIONAL_REQUIRE_MKL=1 it must run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresMklFactAttribute : FactAttribute
{
    public RequiresMklFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("VAEFUNCTIONAL_REQUIRE_MKL") != "1" && !CblasLibrary.HasMkl())
            Skip = "Intel MKL (libmkl_rt) is not installed here; VAEFUNCTIONAL_REQUIRE_MKL=1 makes this a failure.";
    }
}
