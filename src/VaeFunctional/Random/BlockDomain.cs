namespace VaeFunctional;

/// <summary>What a block of a key is used for; it is part of the counter, so two uses never share a block.</summary>
internal enum BlockDomain : byte
{
    Uniform,
    Normal,
    Permutation,
    Split,
    FoldNumber,
    FoldName,
}
