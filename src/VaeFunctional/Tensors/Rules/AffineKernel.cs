using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional;

/// <summary>What follows a matrix product in a layer: a bias, and where it is asked for max(., 0), in place.</summary>
internal static class AffineKernel
{
    /// <summary>Adds the bias to every row.</summary>
    public static void AddBias<T>(Span<T> x, ReadOnlySpan<T> bias, bool rectifies)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        if (bias.IsEmpty)
            return;
        if (rectifies)
            Elementwise.ZipRepeating<AddThenRelu, T>(x, bias, x);
        else
            Elementwise.ZipRepeating<Add, T>(x, bias, x);
    }

    private readonly struct AddThenRelu : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => Relu.Invoke(x + y);
    }
}
