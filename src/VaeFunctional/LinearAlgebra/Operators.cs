namespace VaeFunctional;

/// <summary>A function of one number, given for a whole vector of them.</summary>
internal interface IUnaryOperator
{
    static abstract TLanes Invoke<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>A function of two numbers, given for a whole vector of pairs.</summary>
internal interface IBinaryOperator
{
    static abstract TLanes Invoke<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes>;
}
