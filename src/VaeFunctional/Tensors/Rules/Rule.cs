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
    /// <param name="x">The argument, any shape.</param>
    /// <param name="forward">The function's value.</param>
    /// <param name="pullback">From the cotangent (the result's shape), the argument and the result to the argument's cotangent (its shape).</param>
    /// <exception cref="InvalidOperationException">The function used a variable that is not its argument, whose gradient would be lost.</exception>
    public static Tensor Unary(Tensor x, Func<Tensor, Tensor> forward, Func<Tensor, Tensor, Tensor, Tensor> pullback)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(pullback);
        var result = Untraced(forward(x.StopGradient()));
        return x.Trace is null ? result : result.Traced(new UnaryTrace(x, result, pullback));
    }

    /// <summary>The result of a function of two tensors, differentiable in both.</summary>
    /// <param name="x">The first argument, any shape.</param>
    /// <param name="y">The second argument, any shape.</param>
    /// <param name="forward">The function's value.</param>
    /// <param name="pullbackToX">From the cotangent, the two arguments and the result to the first argument's cotangent.</param>
    /// <param name="pullbackToY">From the cotangent, the two arguments and the result to the second argument's cotangent.</param>
    /// <exception cref="InvalidOperationException">The function used a variable that is not its argument, whose gradient would be lost.</exception>
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
        var result = Untraced(forward(x.StopGradient(), y.StopGradient()));
        return x.Trace is null && y.Trace is null ? result : result.Traced(new BinaryTrace(x, y, result, pullbackToX, pullbackToY));
    }

    /// <summary>The result of a function of many tensors, differentiable in each.</summary>
    /// <param name="arguments">The arguments, any shapes.</param>
    /// <param name="forward">The function's value.</param>
    /// <param name="pullback">From the cotangent and the index of an argument to that argument's cotangent (its shape).</param>
    /// <exception cref="InvalidOperationException">The function used a variable that is not its argument, whose gradient would be lost.</exception>
    public static Tensor Variadic(
        IReadOnlyList<Tensor> arguments, Func<IReadOnlyList<Tensor>, Tensor> forward, Func<Tensor, int, Tensor> pullback)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(pullback);
        Tensor[] all = [.. arguments];
        var result = Untraced(forward(Array.ConvertAll(all, argument => argument.StopGradient())));
        return Array.Exists(all, argument => argument.Trace is not null) ? result.Traced(new VariadicTrace(all, pullback)) : result;
    }

    /// <summary>The value of a forward function, which saw its arguments as constants: a trace can only come from elsewhere.</summary>
    private static Tensor Untraced(Tensor value) =>
        value.Trace is null
            ? value
            : throw new InvalidOperationException(
                "A rule's function used a variable that is not its argument, whose gradient would be lost: pass it as an argument, or stop its gradient.");
}
