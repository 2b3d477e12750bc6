namespace VaeFunctional;

/// <summary>A differentiable function of a tensor that is a parameter record: an encoder's or a decoder's body.</summary>
/// <remarks>
/// A custom network is a record with this one function and its leaves. Its <c>Map</c> returns the record itself:
/// <code>INetwork IParameters&lt;INetwork&gt;.Map(LeafMap f) =&gt; Map(f);</code>
/// </remarks>
public interface INetwork : IParameters<INetwork>
{
    /// <summary>The size of the input's last axis.</summary>
    int Inputs { get; }

    /// <summary>The size of the output's last axis.</summary>
    int Outputs { get; }

    /// <summary>Whether NaN in the input is a missing value to the network; otherwise it is an error.</summary>
    bool TakesHoles => false;

    /// <summary>The function's value.</summary>
    /// <param name="input"><c>[..., inputs]</c>.</param>
    /// <returns><c>[..., outputs]</c>.</returns>
    Tensor Apply(Tensor input);
}
