using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Divergences that have to be known in closed form.</summary>
internal static class ClosedForms
{
    public static ClosedFormKl.Known Known(ClosedFormKl kl) => Assert.IsType<ClosedFormKl.Known>(kl);
}
