namespace VaeFunctional.Kernels;

/// <summary>A vector of 64-bit words of whatever width.</summary>
internal interface IWords<TSelf>
    where TSelf : struct, IWords<TSelf>
{
    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator ^(TSelf x, TSelf y);

    static abstract TSelf operator >>>(TSelf x, int count);

    static abstract TSelf All(ulong value);

    /// <summary>The whole products of the low halves; the high halves do not count.</summary>
    static abstract TSelf MultiplyLow(TSelf x, TSelf y);
}

/// <summary>Words of as many blocks as there are lanes, which become doubles and go to memory.</summary>
internal interface IBlockWords<TSelf, TLanes> : IWords<TSelf>
    where TSelf : struct, IBlockWords<TSelf, TLanes>
    where TLanes : struct, ILanes<TLanes, double>
{
    static abstract TSelf operator &(TSelf x, TSelf y);

    static abstract TSelf operator |(TSelf x, TSelf y);

    static abstract TSelf operator <<(TSelf x, int count);

    /// <summary>The indices of the blocks from the first on, in the order that <see cref="StorePairs"/> expects of the lanes.</summary>
    static abstract TSelf Indices(ulong first);

    /// <summary>The doubles with these bits.</summary>
    static abstract TLanes AsDoubles(TSelf bits);

    /// <summary>Stores, block by block, its first and its second draw, rounded to T: double or float.</summary>
    static abstract void StorePairs<T>(TLanes first, TLanes second, ref T destination, nuint offset)
        where T : unmanaged;
}
