namespace VaeFunctional.Kernels;

/// <summary>A number known when the code that it parameterizes is compiled.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}

/// <summary>1.</summary>
internal readonly struct One : IConstant
{
    public static int Value => 1;
}

/// <summary>2.</summary>
internal readonly struct Two : IConstant
{
    public static int Value => 2;
}

/// <summary>4.</summary>
internal readonly struct Four : IConstant
{
    public static int Value => 4;
}

/// <summary>6.</summary>
internal readonly struct Six : IConstant
{
    public static int Value => 6;
}

/// <summary>8.</summary>
internal readonly struct Eight : IConstant
{
    public static int Value => 8;
}

/// <summary>12.</summary>
internal readonly struct Twelve : IConstant
{
    public static int Value => 12;
}
