using System.Numerics;

namespace VaeFunctional;

/// <summary>A parameter after a step of Adam, or its displacement, and its moments.</summary>
/// <param name="State">Parameter and moments.</param>
/// <param name="IsModerate">Whether all of them are finite and far from overflow.</param>
internal readonly record struct AdamLeaf(LeafState State, bool IsModerate)
{
    /// <summary>One pass; where precisions differ, everything is widened.</summary>
    public static AdamLeaf Move(AdamFactors factors, bool subtracts, OptimizerLeaf leaf)
    {
        var precision = Precisions.Joint(leaf.Parameter, leaf.Gradient, leaf.Moments[0], leaf.Moments[1]);
        return precision == Precision.Single ? Move<float>(factors, subtracts, leaf) : Move<double>(factors, subtracts, leaf);
    }

    /// <summary>Whether nothing has to be widened, and the gradient is so small that its square is far from overflow.</summary>
    public static bool CanOverwrite(OptimizerLeaf leaf)
    {
        var precision = leaf.Parameter.Precision;
        return leaf.Gradient.Precision == precision && leaf.Moments[0].Precision == precision && leaf.Moments[1].Precision == precision
            && (precision == Precision.Single ? AdamLimits.IsModerate(leaf.Gradient.Read<float>()) : AdamLimits.IsModerate(leaf.Gradient.Read<double>()));
    }

    /// <summary>One pass whose results take the places of parameter and moments.</summary>
    public static AdamLeaf Overwrite(AdamFactors factors, OptimizerLeaf leaf) =>
        leaf.Parameter.Precision == Precision.Single ? Overwrite<float>(factors, leaf) : Overwrite<double>(factors, leaf);

    private static AdamLeaf Move<T>(AdamFactors factors, bool subtracts, OptimizerLeaf leaf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var precision = typeof(T) == typeof(float) ? Precision.Single : Precision.Double;
        var (p, g, m, v) = (leaf.Parameter.To(precision), leaf.Gradient.To(precision), leaf.Moments[0].To(precision), leaf.Moments[1].To(precision));
        var (moved, first, second) = (Tensor.Allocate<T>(p.Shape), Tensor.Allocate<T>(p.Shape), Tensor.Allocate<T>(p.Shape));
        var isModerate = AdamKernel.Run(
            factors, subtracts, p.Read<T>(), g.Read<T>(), m.Read<T>(), v.Read<T>(), moved.Write<T>(), first.Write<T>(), second.Write<T>());
        return new(new(moved, [first, second]), isModerate);
    }

    private static AdamLeaf Overwrite<T>(AdamFactors factors, OptimizerLeaf leaf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var p = leaf.Parameter.Write<T>();
        var m = leaf.Moments[0].Write<T>();
        var v = leaf.Moments[1].Write<T>();
        var isModerate = AdamKernel.Run(factors, subtracts: true, p, leaf.Gradient.Read<T>(), m, v, p, m, v);
        return new(new(leaf.Parameter, leaf.Moments), isModerate);
    }
}
