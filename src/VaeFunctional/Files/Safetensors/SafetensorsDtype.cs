using System.Numerics;
using System.Runtime.InteropServices;

namespace VaeFunctional;

/// <summary>An element type of the format, and how its elements become a tensor's.</summary>
/// <remarks>The other types of the format, of 4, 6 and 8 bits and complex ones, are not read.</remarks>
internal abstract class SafetensorsDtype(string name, int size, Precision precision)
{
    public static SafetensorsDtype Single { get; } = new Numbers<float, float>("F32", Precision.Single);

    public static SafetensorsDtype Double { get; } = new Numbers<double, double>("F64", Precision.Double);

    private static readonly Dictionary<string, SafetensorsDtype> ByName = new SafetensorsDtype[]
    {
        Double,
        Single,
        new Numbers<Half, float>("F16", Precision.Single),
        new BrainNumbers(),
        new Numbers<sbyte, float>("I8", Precision.Single),
        new Numbers<byte, float>("U8", Precision.Single),
        new Numbers<short, float>("I16", Precision.Single),
        new Numbers<ushort, float>("U16", Precision.Single),
        new Numbers<int, double>("I32", Precision.Double),
        new Numbers<uint, double>("U32", Precision.Double),
        new LongNumbers<long>("I64"),
        new LongNumbers<ulong>("U64"),
        new Booleans(),
    }.ToDictionary(dtype => dtype.Name);

    public string Name => name;

    /// <summary>The size of an element in bytes.</summary>
    public int Size => size;

    /// <summary>The precision that holds every element exactly.</summary>
    public Precision Precision => precision;

    /// <summary>The names of the types that are read.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The type in which a tensor of that precision is written.</summary>
    public static SafetensorsDtype Of(Precision precision) => precision == Precision.Single ? Single : Double;

    public static SafetensorsDtype? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// Turns whole elements, in the machine's byte order, into elements of a tensor from the given one on, up to the first that the
    /// tensor cannot hold, and returns how many that was.
    /// </summary>
    public abstract int Decode(ReadOnlySpan<byte> elements, Tensor tensor, int first);

    private class Numbers<TFrom, TTo>(string name, Precision precision) : SafetensorsDtype(name, Marshal.SizeOf<TFrom>(), precision)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        public override int Decode(ReadOnlySpan<byte> elements, Tensor tensor, int first)
        {
            var numbers = MemoryMarshal.Cast<byte, TFrom>(elements);
            var count = CountOfExact(numbers);
            Conversions.Convert(numbers[..count], tensor.Write<TTo>()[first..]);
            return count;
        }

        protected virtual int CountOfExact(ReadOnlySpan<TFrom> numbers) => numbers.Length;
    }

    /// <summary>Integers of 64 bits, of which double precision holds those of 53 significant ones.</summary>
    private sealed class LongNumbers<T>(string name) : Numbers<T, double>(name, Precision.Double)
        where T : unmanaged, IBinaryInteger<T>
    {
        protected override int CountOfExact(ReadOnlySpan<T> numbers)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                var magnitude = ulong.CreateTruncating(T.IsNegative(numbers[i]) ? -numbers[i] : numbers[i]);
                if (!ExactDouble.Holds(magnitude))
                    return i;
            }

            return numbers.Length;
        }
    }

    private sealed class Booleans() : Numbers<byte, float>("BOOL", Precision.Single)
    {
        protected override int CountOfExact(ReadOnlySpan<byte> numbers) =>
            numbers.IndexOfAnyExcept((byte)0, (byte)1) is >= 0 and var index ? index : numbers.Length;
    }

    /// <summary>The upper halves of single-precision numbers.</summary>
    private sealed class BrainNumbers() : SafetensorsDtype("BF16", sizeof(ushort), Precision.Single)
    {
        public override int Decode(ReadOnlySpan<byte> elements, Tensor tensor, int first)
        {
            var halves = MemoryMarshal.Cast<byte, ushort>(elements);
            var values = tensor.Write<float>()[first..];
            for (var i = 0; i < halves.Length; i++)
                values[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
            return halves.Length;
        }
    }
}
