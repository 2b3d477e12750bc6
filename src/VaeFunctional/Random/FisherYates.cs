using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>The shuffle of Fisher and Yates (1938), every order equally likely.</summary>
internal static class FisherYates
{
    public static ImmutableArray<int> Shuffle(RandomKey key, int count)
    {
        var order = new int[count];
        for (var index = 0; index < count; index++)
            order[index] = index;
        var choices = new UniformChoices(key);
        for (var last = count - 1; last > 0; last--)
        {
            var chosen = choices.Below(last + 1);
            (order[last], order[chosen]) = (order[chosen], order[last]);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(order);
    }
}
