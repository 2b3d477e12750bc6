namespace VaeFunctional;

/// <content>Matrix products.</content>
public sealed partial class Tensor
{
    /// <summary>The matrix product of this <c>[..., m, k]</c> and a matrix <c>[k, n]</c>: <c>[..., m, n]</c>.</summary>
    /// <remarks>Leading axes of the left operand are further rows. Each operand may be read transposed, at no cost.</remarks>
    /// <param name="right">The matrix on the right.</param>
    /// <param name="transposeLeft">Whether to use this, a matrix <c>[k, m]</c>, transposed.</param>
    /// <param name="transposeRight">Whether to use the right matrix, <c>[n, k]</c>, transposed.</param>
    /// <exception cref="ArgumentException">The ranks or the inner sizes do not fit.</exception>
    public Tensor MatMul(Tensor right, bool transposeLeft = false, bool transposeRight = false)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (Rank < 2 || right.Rank != 2 || (transposeLeft && Rank != 2))
            throw new ArgumentException($"MatMul multiplies [..., m, k] by [k, n]; got {Describe(this, transposeLeft)} and {Describe(right, transposeRight)}.");
        if (Shape[transposeLeft ? -2 : -1] != right.Shape[transposeRight ? -1 : -2])
            throw new ArgumentException($"MatMul: the inner sizes of {Describe(this, transposeLeft)} and {Describe(right, transposeRight)} differ.");
        if (Rank == 2)
            return Product(this, right, transposeLeft, transposeRight);
        var rows = Reshape(new Shape(Shape.CountBefore(Rank - 1), Shape[-1]));
        var product = Product(rows, right, false, transposeRight);
        return product.Reshape(Shape.With(-1, product.Shape[-1]));
    }

    /// <summary>The transposed matrix: <c>[columns, rows]</c>.</summary>
    /// <exception cref="InvalidOperationException">This is not a matrix.</exception>
    public Tensor Transpose() =>
        Rank == 2
            ? Rule.Unary(this, Transposed, static (g, _, _) => Transposed(g))
            : throw new InvalidOperationException($"Transpose takes a matrix; the shape is {Shape}.");

    private static Tensor Product(Tensor left, Tensor right, bool transposeLeft, bool transposeRight) =>
        Rule.Binary(
            left,
            right,
            (a, b) => Multiplied(a, b, transposeLeft, transposeRight),
            (g, _, b, _) => transposeLeft ? Multiplied(b, g, transposeRight, true) : Multiplied(g, b, false, !transposeRight),
            (g, a, _, _) => transposeRight ? Multiplied(g, a, true, transposeLeft) : Multiplied(a, g, !transposeLeft, false));

    /// <summary>The product of constant matrices, each read transposed if asked.</summary>
    internal static Tensor Multiplied(Tensor a, Tensor b, bool transposeA, bool transposeB)
    {
        var (rows, inner) = transposeA ? (a.Shape[1], a.Shape[0]) : (a.Shape[0], a.Shape[1]);
        var columns = b.Shape[transposeB ? 0 : 1];
        var precision = a.Precision == b.Precision ? a.Precision : Precision.Double;
        var (left, right) = (a.To(precision), b.To(precision));
        var result = Allocate(new Shape(rows, columns), precision);
        if (precision == Precision.Single)
            Products.Multiply(left.Read<float>(), transposeA, right.Read<float>(), transposeB, result.Write<float>(), rows, columns, inner);
        else
            Products.Multiply(left.Read<double>(), transposeA, right.Read<double>(), transposeB, result.Write<double>(), rows, columns, inner);
        return result;
    }

    private static Tensor Transposed(Tensor x)
    {
        var result = Allocate(new Shape(x.Shape[1], x.Shape[0]), x.Precision);
        if (x.Precision == Precision.Single)
            Transposes.Transpose(x.Read<float>(), x.Shape[0], x.Shape[1], result.Write<float>());
        else
            Transposes.Transpose(x.Read<double>(), x.Shape[0], x.Shape[1], result.Write<double>());
        return result;
    }

    private static string Describe(Tensor tensor, bool transposed) => transposed ? $"{tensor.Shape} (transposed)" : tensor.Shape.ToString();
}
