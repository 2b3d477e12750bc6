namespace VaeFunctional.Kernels;

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

/// <summary>A function of three numbers, given for a whole vector of triples.</summary>
internal interface ITernaryOperator
{
    static abstract TLanes Invoke<TLanes>(TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>A function of four numbers, given for a whole vector of quadruples.</summary>
internal interface IQuaternaryOperator
{
    static abstract TLanes Invoke<TLanes>(TLanes w, TLanes x, TLanes y, TLanes z) where TLanes : struct, ILanes<TLanes>;
}
