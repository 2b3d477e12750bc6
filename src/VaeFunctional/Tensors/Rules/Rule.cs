namespace VaeFunctional;

/// <summary>
/// A differentiation rule is a value and its pullbacks. Every primitive operation is one call of this class; your own rule is one too.
/// </summary>
/// <remarks>
/// The forward function and the pullbacks see constants only, so nothing within them is recorded, and differentiation is first order.
/// Where no argument is traced, only the forward function runs. Verify a rule with <c>GradientCheck.Rule</c>.
/// </remarks>
public static class Rule
{
    /// <summary>The result of a function of one tensor, differentiable.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="forward">The function's value.</param>
    /// <param name="pullback">From the cotangent (the result's shape), the argument and the result to the argument's cotangent (its shape).</param>
    public static Tensor Unary(Tensor x, Func<Tensor, Tensor> forward, Func<Tensor, Tensor, Tensor, Tensor> pullback)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(pullback);
        var argument = x.StopGradient();
        var result = Untraced(forward(argument));
        return x.Trace is null ? result : result.Traced(new Trace([new Edge(x, cotangent => pullback(cotangent, argument, result))]));
    }

    /// <summary>The result of a function of two tensors, differentiable in both.</summary>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    /// <param name="forward">The function's value.</param>
    /// <param name="pullbackToX">From the cotangent, the two arguments and the result to the first argument's cotangent.</param>
    /// <param name="pullbackToY">From the cotangent, the two arguments and the result to the second argument's cotangent.</param>
    public static Tensor Binary(
        Tensor x,
        Tensor y,
        Func<Tensor, Tensor, Tensor> forward,
        Func<Tensor, Tensor, Tensor, Tensor, Tensor> pullbackToX,
        Func<Tensor, Tensor, Tensor, Tensor, Tensor> pullbackToY)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(pullbackToX);
        ArgumentNullException.ThrowIfNull(pullbackToY);
        var (left, right) = (x.StopGradient(), y.StopGradient());
        var result = Untraced(forward(left, right));
        if (x.Trace is null && y.Trace is null)
            return result;
        var toX = new Edge(x, cotangent => pullbackToX(cotangent, left, right, result));
        var toY = new Edge(y, cotangent => pullbackToY(cotangent, left, right, result));
        return result.Traced(new Trace(x.Trace is null ? [toY] : y.Trace is null ? [toX] : [toX, toY]));
    }

    /// <summary>The result of a function of many tensors, differentiable in each.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="forward">The function's value.</param>
    /// <param name="pullback">From the cotangent and the index of an argument to that argument's cotangent.</param>
    public static Tensor Variadic(
        IReadOnlyList<Tensor> arguments, Func<IReadOnlyList<Tensor>, Tensor> forward, Func<Tensor, int, Tensor> pullback)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(pullback);
        var result = Untraced(forward([.. arguments.Select(argument => argument.StopGradient())]));
        var edges = arguments
            .Select((argument, index) => new Edge(argument, cotangent => pullback(cotangent, index)))
            .Where(edge => edge.Parent.Trace is not null);
        return arguments.Any(argument => argument.Trace is not null) ? result.Traced(new Trace([.. edges])) : result;
    }

    /// <summary>The value of a forward function, which saw its arguments as constants: a trace can only come from elsewhere.</summary>
    private static Tensor Untraced(Tensor value) =>
        value.Trace is null
            ? value
            : throw new InvalidOperationException(
                "A rule's function used a variable that is not its argument, whose gradient would be lost: pass it as an argument, or stop its gradient.");
}
