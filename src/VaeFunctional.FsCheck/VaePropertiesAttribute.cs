using FsCheck.Xunit;

namespace VaeFunctional;

/// <summary>Gives the <c>[Property]</c> tests of a class, a module or an assembly the arbitraries of <see cref="VaeArbitraries"/>.</summary>
/// <remarks>
/// <para><c>[assembly: VaeProperties]</c> once in a test project is enough. A failing property prints its seed; to run it again with the same
/// examples, set the environment variable <c>VAEFUNCTIONAL_REPLAY</c> to that seed, as in <c>(11,13)</c>, or the property's own <c>Replay</c>.
/// Setting the variable for all of a test run makes its examples the same every time.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class VaePropertiesAttribute : PropertiesAttribute
{
    private readonly Type[] arbitraries;

    /// <summary>The arbitraries of the library, and more of your own.</summary>
    /// <param name="arbitraries">Classes whose static members are arbitraries; they come before those of the library.</param>
    public VaePropertiesAttribute(params Type[] arbitraries)
    {
        ArgumentNullException.ThrowIfNull(arbitraries);
        this.arbitraries = [.. arbitraries];
        Arbitrary = [.. arbitraries, typeof(VaeArbitraries)];
        if (VaeFunctional.Replay.Text is { } text)
            Replay = text;
    }

    /// <summary>Classes whose static members are arbitraries, without those of the library.</summary>
    public IReadOnlyList<Type> Arbitraries => arbitraries;
}
