using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>A tensor of finite numbers that go wrong first: subnormals, huge and tiny ones, exact zeros.</summary>
/// <param name="Value">The tensor, any shape.</param>
public sealed record AwkwardTensor(Tensor Value);

/// <summary>A tensor of awkward numbers, NaN and infinities among them.</summary>
/// <param name="Value">The tensor, any shape.</param>
public sealed record NonFiniteTensor(Tensor Value);

/// <summary>Generators of tensors, and what is simpler than a tensor.</summary>
internal static class TensorGenerators
{
    private const int FewElements = 16;

    public static Gen<Precision> Precisions() => Gen.Elements(Precision.Single, Precision.Double);

    /// <summary>Tensors of short decimals, any shape.</summary>
    public static Gen<Tensor> Readable() =>
        from shape in ShapeGenerators.OfRank(0, Shape.MaximumRank)
        from precision in Precisions()
        from tensor in Decimals(shape, 30, precision)
        select tensor;

    /// <summary>Multiples of a tenth, of either sign, up to the given number of tenths.</summary>
    public static Gen<Tensor> Decimals(Shape shape, int largest, Precision precision) => Of(shape, precision, AwkwardNumbers.Tenths(largest));

    public static Gen<Tensor> Awkward(bool isFinite) =>
        from shape in ShapeGenerators.OfRank(0, Shape.MaximumRank)
        from precision in Precisions()
        from tensor in Of(
            shape,
            precision,
            isFinite
                ? AwkwardNumbers.FiniteOf(precision)
                : Gen.Frequency((2, AwkwardNumbers.FiniteOf(precision)), (1, Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity))))
        select tensor;

    /// <summary>Smaller tensors first, then the same shape with simpler numbers.</summary>
    public static IEnumerable<Tensor> Simpler(Tensor tensor) => Smaller(tensor).Concat(WithSimplerNumbers(tensor));

    private static Gen<Tensor> Of(Shape shape, Precision precision, Gen<double> numbers) =>
        numbers.ArrayOf(shape.Count).Select(values => Tensor.FromArray(values, shape).To(precision));

    private static IEnumerable<Tensor> Smaller(Tensor tensor)
    {
        for (var axis = 0; axis < tensor.Rank; axis++)
        {
            var size = tensor.Shape[axis];
            if (size == 0)
                continue;
            var first = tensor.Slice(0, 1, axis);
            yield return first.Reshape(new Shape([.. tensor.Shape.ToArray()[..axis], .. tensor.Shape.ToArray()[(axis + 1)..]]));
            if (size > 1)
            {
                yield return tensor.Slice(0, size - 1, axis);
                yield return tensor.Slice(1, size - 1, axis);
            }
        }
    }

    private static IEnumerable<Tensor> WithSimplerNumbers(Tensor tensor)
    {
        var numbers = tensor.ToDoubles();
        if (numbers.Length > FewElements)
            yield break;
        for (var i = 0; i < numbers.Length; i++)
        {
            foreach (var simpler in Simpler(numbers[i]))
                yield return Tensor.FromArray([.. numbers[..i], simpler, .. numbers[(i + 1)..]], tensor.Shape).To(tensor.Precision);
        }
    }

    /// <summary>0 is simpler than 1, and 1 than any other number; so no number is shrunk forever.</summary>
    private static IEnumerable<double> Simpler(double number) =>
        BitConverter.DoubleToInt64Bits(number) == 0 ? [] : number is 0 or 1 ? [0] : [0, 1];
}
