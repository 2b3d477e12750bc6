using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>
/// A vector of floats or doubles, whatever its width. Comparisons give all ones or all zeros in each lane. Shifts and
/// <see cref="AddBits"/> read a lane as the integer of its size that has the same bits.
/// </summary>
internal interface ILanes<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>,
    IUnaryNegationOperators<TSelf, TSelf>,
    IBitwiseOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Whether the lanes are floats; otherwise they are doubles.</summary>
    static abstract bool IsSingle { get; }

    static abstract int Count { get; }

    /// <summary>How many vectors of this width the processor's registers hold.</summary>
    static abstract int Registers { get; }

    static virtual TSelf Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    static virtual TSelf One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TSelf.Constant(1);
    }

    static abstract TSelf Constant(double value);

    /// <summary>x y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>
    /// sum += x y, rounded once where the processor can, otherwise twice. In place, so that the sum keeps its register: the compiler would
    /// overwrite x and move the result.
    /// </summary>
    static abstract void AddProduct(ref TSelf sum, TSelf x, TSelf y);

    static abstract TSelf Select(TSelf condition, TSelf then, TSelf otherwise);

    static abstract TSelf AreEqual(TSelf x, TSelf y);

    static abstract TSelf IsLess(TSelf x, TSelf y);

    static abstract TSelf IsLessOrEqual(TSelf x, TSelf y);

    static abstract bool AllEqual(TSelf x, TSelf y);

    static abstract TSelf Abs(TSelf x);

    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>The greater, as IEEE 754 defines it: NaN if either is, and 0 above -0.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>The lesser, as IEEE 754 defines it: NaN if either is, and -0 below 0.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>x moved to the nearest end of the range; NaN stays.</summary>
    static abstract TSelf Clamp(TSelf x, TSelf low, TSelf high);

    static abstract TSelf operator <<(TSelf x, int count);

    static abstract TSelf operator >>>(TSelf x, int count);

    /// <summary>The sum of the lanes' bits as integers.</summary>
    static abstract TSelf AddBits(TSelf x, TSelf y);

    /// <summary>The product of the low 32 bits of each 64, as a word of 64 bits.</summary>
    static abstract TSelf MultiplyLowHalves(TSelf x, TSelf y);

    /// <summary>Within each 128 bits, lanes of the lower half of x and y in turn: x0, y0, x1, y1 for floats; x0, y0 for doubles.</summary>
    static abstract TSelf InterleaveLow(TSelf x, TSelf y);

    /// <summary>Within each 128 bits, lanes of the upper half of x and y in turn: x2, y2, x3, y3 for floats; x1, y1 for doubles.</summary>
    static abstract TSelf InterleaveHigh(TSelf x, TSelf y);
}

/// <summary>Lanes of T, which go to and from memory.</summary>
internal unsafe interface ILanes<TSelf, T> : ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    static abstract TSelf All(T value);

    static abstract TSelf Load(T* source);

    /// <summary>16 bytes from each of as many rows as the vector has room for, stride elements apart.</summary>
    static abstract TSelf LoadStrips(T* source, nint stride);

    static abstract void Store(TSelf lanes, T* destination);

    /// <summary>Stores two vectors of doubles as floats, each rounded to the nearest.</summary>
    static abstract void StoreNarrowed(TSelf low, TSelf high, float* destination);

    /// <summary>The sum of the lanes: the upper half is added to the lower until one lane is left.</summary>
    static abstract T Sum(TSelf lanes);
}
