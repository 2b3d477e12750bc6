using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>A single word.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct OneWord(ulong value) : IWords<OneWord>
{
    private readonly ulong value = value;

    public uint LowHalf
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord operator +(OneWord x, OneWord y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord operator ^(OneWord x, OneWord y) => new(x.value ^ y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord operator >>>(OneWord x, int count) => new(x.value >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord All(ulong value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord MultiplyLow(OneWord x, OneWord y) => new((ulong)x.LowHalf * y.LowHalf);
}
