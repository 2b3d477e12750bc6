using FsCheck;
using VaeFunctional;
using VaeFunctional.Tests;

[assembly: VaeProperties(typeof(TestArbitraries))]

namespace VaeFunctional.Tests;

/// <summary>The arbitraries of the types of these tests.</summary>
internal static class TestArbitraries
{
    public static Arbitrary<ModelSize> Sizes => ModelSize.Any;

    public static Arbitrary<Coordinates> Coordinates => FiniteNumbers.Coordinates;
}
