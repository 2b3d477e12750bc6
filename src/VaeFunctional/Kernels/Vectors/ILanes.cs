using System.Numerics;

namespace VaeFunctional.Kernels;

/// <summary>A vector of floating-point numbers of whatever width and precision; comparisons yield all ones or all zeros a lane.</summary>
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

    static abstract TSelf Zero { get; }

    static abstract TSelf One { get; }

    static abstract TSelf Constant(double value);

    /// <summary>x y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    static abstract TSelf Select(TSelf condition, TSelf then, TSelf otherwise);

    static abstract TSelf AreEqual(TSelf x, TSelf y);

    static abstract TSelf IsLess(TSelf x, TSelf y);

    static abstract TSelf IsLessOrEqual(TSelf x, TSelf y);

    static abstract bool AllEqual(TSelf x, TSelf y);

    static abstract TSelf Abs(TSelf x);

    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>The greater, as IEEE 754 has it: NaN if either is, and 0 above -0.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>The lesser, as IEEE 754 has it: NaN if either is, and -0 below 0.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>x moved to the nearest end of the range; NaN stays.</summary>
    static abstract TSelf Clamp(TSelf x, TSelf low, TSelf high);

    /// <summary>2^n for an integer n from which a normal number comes; the lowest exponent below gives 0.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>The integer n of x = 2^n m with m from sqrt(1/2) to sqrt(2), for a normal positive x.</summary>
    static abstract TSelf Exponent(TSelf x);

    /// <summary>The m of x = 2^n m, between sqrt(1/2) and sqrt(2), for a normal positive x.</summary>
    static abstract TSelf Mantissa(TSelf x);

    /// <summary>A scalar function, lane by lane.</summary>
    static abstract TSelf PerLane<TFunction>(TSelf x, TSelf y) where TFunction : struct, IScalarFunction;
}

/// <summary>Lanes of T that go to and from memory.</summary>
internal interface ILanes<TSelf, T> : ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    static abstract TSelf All(T value);

    static abstract TSelf Load(ref T source, nuint offset);

    static abstract void Store(TSelf lanes, ref T destination, nuint offset);

    static abstract T Lane(TSelf lanes, int index);

    /// <summary>The sum of the lanes: the upper half is added to the lower until one lane is left.</summary>
    static abstract T Sum(TSelf lanes);
}

/// <summary>A function that is only known for one number at a time.</summary>
internal interface IScalarFunction
{
    static abstract T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T>;
}
