using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A fact about the real files in the folder that VAEFUNCTIONAL_DATA names; skipped, with the reason, without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    private const string Variable = "VAEFUNCTIONAL_DATA";

    public DataFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
            Skip = $"The environment variable {Variable} does not name the folder of reference data.";
    }

    public static string Path(params string[] parts) =>
        System.IO.Path.Combine([Environment.GetEnvironmentVariable(Variable)!, .. parts]);
}
