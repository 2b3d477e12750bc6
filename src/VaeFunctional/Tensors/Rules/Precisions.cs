namespace VaeFunctional;

/// <summary>Where precisions meet, the single one is widened.</summary>
internal static class Precisions
{
    /// <summary>Double if any operand is.</summary>
    public static Precision Joint(params ReadOnlySpan<Tensor> operands)
    {
        foreach (var operand in operands)
        {
            if (operand.Precision == Precision.Double)
                return Precision.Double;
        }

        return Precision.Single;
    }
}
