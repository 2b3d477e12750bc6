using System.Numerics;

namespace VaeFunctional;

/// <summary>A parameter after a step of Adam, or its displacement, and its moments.</summary>
internal readonly record struct AdamLeaf(Tensor Moved, Tensor First, Tensor Second, bool IsFinite)
{
    /// <summary>One pass; where precisions differ, everything is widened.</summary>
    public static AdamLeaf Move(AdamFactors factors, bool subtracts, Tensor parameter, Tensor gradient, Tensor first, Tensor second)
    {
        var precision = Precisions.Joint(parameter, gradient, first, second);
        var (p, g, m, v) = (parameter.To(precision), gradient.To(precision), first.To(precision), second.To(precision));
        return precision == Precision.Single
            ? Move<float>(factors, subtracts, p, g, m, v)
            : Move<double>(factors, subtracts, p, g, m, v);
    }

    private static AdamLeaf Move<T>(AdamFactors factors, bool subtracts, Tensor parameter, Tensor gradient, Tensor first, Tensor second)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var (moved, movedFirst, movedSecond) =
            (Tensor.Allocate<T>(parameter.Shape), Tensor.Allocate<T>(parameter.Shape), Tensor.Allocate<T>(parameter.Shape));
        var isFinite = AdamKernel.Run(
            factors, subtracts, parameter.Read<T>(), gradient.Read<T>(), first.Read<T>(), second.Read<T>(), moved.Write<T>(), movedFirst.Write<T>(), movedSecond.Write<T>());
        return new(moved, movedFirst, movedSecond, isFinite);
    }
}
