using System.Numerics;
using System.Runtime.CompilerServices;

namespace VaeFunctional.Kernels;

/// <summary>A property that numbers have or lack.</summary>
internal interface IProperty
{
    /// <summary>Whether all lanes have it.</summary>
    static abstract bool IsOfAll<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Finds elements without a property.</summary>
internal static unsafe class Searches
{
    /// <summary>The index of the first element without the property, or -1.</summary>
    public static int FirstWithout<TProperty, T>(ReadOnlySpan<T> x)
        where TProperty : struct, IProperty
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int index;
        fixed (T* source = x)
            Width.Run<Job<TProperty, T>, T>(new(source, x.Length, &index));
        return index;
    }

    private readonly struct Job<TProperty, T>(T* x, int length, int* index) : ILanesJob<T>
        where TProperty : struct, IProperty
        where T : unmanaged
    {
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes, T> => *index = Find<TLanes>(x, length);

        [MethodImpl(Kernel.Options)]
        private static int Find<TLanes>(T* x, int length) where TLanes : struct, ILanes<TLanes, T>
        {
            int i = 0;
            while (i <= length - TLanes.Count && TProperty.IsOfAll(TLanes.Load(x + i)))
                i += TLanes.Count;
            while (i < length && TProperty.IsOfAll(TLanes.All(x[i])))
                i++;
            return i < length ? i : -1;
        }
    }
}
