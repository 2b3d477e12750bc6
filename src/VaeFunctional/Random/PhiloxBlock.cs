using System.Globalization;

namespace VaeFunctional;

/// <summary>Four 32-bit words: a counter of Philox, an output of Philox, or the state of a key.</summary>
internal readonly record struct PhiloxBlock(uint W0, uint W1, uint W2, uint W3)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{W0:x8}-{W1:x8}-{W2:x8}-{W3:x8}");
}
