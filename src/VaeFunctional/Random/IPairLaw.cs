namespace VaeFunctional;

/// <summary>How the two uniform draws of a block become two draws of a distribution, in double, a block a lane.</summary>
internal interface IPairLaw
{
    static abstract BlockDomain Domain { get; }

    static abstract (TLanes First, TLanes Second) FromUniforms<TLanes>(TLanes u, TLanes v)
        where TLanes : struct, ILanes<TLanes>;
}
