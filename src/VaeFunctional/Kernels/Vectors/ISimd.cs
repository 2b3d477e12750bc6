namespace VaeFunctional.Kernels;

/// <summary>What a product kernel needs of a vector of T, whatever its width.</summary>
internal unsafe interface ISimd<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    static abstract int Count { get; }

    /// <summary>The rows of a tile, two vectors wide, that the registers hold: 12 of 32 registers, 6 of 16.</summary>
    static abstract int TileRows { get; }

    static abstract TVector Load(T* source);

    static abstract void Store(TVector vector, T* destination);

    static abstract TVector Broadcast(T value);

    static abstract TVector Add(TVector x, TVector y);

    /// <summary>x * y + z, rounded once wherever the hardware can.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>
    /// Transposes 16 bytes of each of Count rows, stride apart: the first elements of all rows go to the destination, the second ones
    /// width further, and so on.
    /// </summary>
    static abstract void TransposeStrips(T* source, nint stride, T* destination, nint width);
}
