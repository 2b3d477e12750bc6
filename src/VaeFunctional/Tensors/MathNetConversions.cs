using MathNet.Numerics.LinearAlgebra;

namespace VaeFunctional;

/// <summary>Copies between tensors and the vectors and matrices of MathNet.Numerics.</summary>
public static class MathNetConversions
{
    /// <summary>A tensor <c>[rows, columns]</c> in single precision.</summary>
    /// <param name="matrix">The matrix, copied.</param>
    public static Tensor ToTensor(this Matrix<float> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Tensor.FromArray(matrix.ToRowMajorArray(), new Shape(matrix.RowCount, matrix.ColumnCount));
    }

    /// <summary>A tensor <c>[rows, columns]</c> in double precision.</summary>
    /// <param name="matrix">The matrix, copied.</param>
    public static Tensor ToTensor(this Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Tensor.FromArray(matrix.ToRowMajorArray(), new Shape(matrix.RowCount, matrix.ColumnCount));
    }

    /// <summary>A tensor <c>[count]</c> in single precision.</summary>
    /// <param name="vector">The vector, copied.</param>
    public static Tensor ToTensor(this MathNet.Numerics.LinearAlgebra.Vector<float> vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return Tensor.FromArray(vector.ToArray());
    }

    /// <summary>A tensor <c>[count]</c> in double precision.</summary>
    /// <param name="vector">The vector, copied.</param>
    public static Tensor ToTensor(this MathNet.Numerics.LinearAlgebra.Vector<double> vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return Tensor.FromArray(vector.ToArray());
    }

    /// <summary>A MathNet matrix in double precision.</summary>
    /// <param name="tensor">A tensor of rank 2.</param>
    /// <exception cref="ArgumentException">The tensor is not a matrix.</exception>
    public static Matrix<double> ToMatrix(this Tensor tensor) =>
        Matrix<double>.Build.DenseOfRowMajor(tensor.OfRank(2).Shape[0], tensor.Shape[1], tensor.ToDoubles());

    /// <summary>A MathNet matrix in single precision.</summary>
    /// <param name="tensor">A tensor of rank 2; doubles are rounded.</param>
    /// <exception cref="ArgumentException">The tensor is not a matrix.</exception>
    public static Matrix<float> ToSingleMatrix(this Tensor tensor) =>
        Matrix<float>.Build.DenseOfRowMajor(tensor.OfRank(2).Shape[0], tensor.Shape[1], tensor.ToSingles());

    /// <summary>A MathNet vector in double precision.</summary>
    /// <param name="tensor">A tensor of rank 1.</param>
    /// <exception cref="ArgumentException">The tensor is not a vector.</exception>
    public static MathNet.Numerics.LinearAlgebra.Vector<double> ToVector(this Tensor tensor) =>
        MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(tensor.OfRank(1).ToDoubles());

    /// <summary>A MathNet vector in single precision.</summary>
    /// <param name="tensor">A tensor of rank 1; doubles are rounded.</param>
    /// <exception cref="ArgumentException">The tensor is not a vector.</exception>
    public static MathNet.Numerics.LinearAlgebra.Vector<float> ToSingleVector(this Tensor tensor) =>
        MathNet.Numerics.LinearAlgebra.Vector<float>.Build.Dense(tensor.OfRank(1).ToSingles());

    private static Tensor OfRank(this Tensor tensor, int rank)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Rank == rank
            ? tensor
            : throw new ArgumentException($"A tensor of shape {tensor.Shape} is not {(rank == 2 ? "a matrix" : "a vector")}.", nameof(tensor));
    }
}
