namespace VaeFunctional.Tests;

/// <summary>An array as sizes and a function from an index to an element: what an operation on shapes means, index by index.</summary>
internal sealed class NaiveArray(int[] sizes, Func<int[], double> element)
{
    public int[] Sizes { get; } = sizes;

    public double this[params int[] index] => element(index);

    public static NaiveArray Of(Tensor tensor) => new(tensor.Shape.ToArray(), index => tensor[index]);

    /// <summary>The sizes that two operands take together, or none: aligned at the end, each pair equal or one of it 1.</summary>
    public static int[]? JointSizes(int[] left, int[] right)
    {
        var rank = Math.Max(left.Length, right.Length);
        var (l, r) = (Padded(left, rank), Padded(right, rank));
        return l.Zip(r).All(pair => pair.First == pair.Second || pair.First == 1 || pair.Second == 1)
            ? [.. l.Zip(r, (a, b) => a == 1 ? b : a)]
            : null;
    }

    public IEnumerable<int[]> Indices() =>
        Sizes.Aggregate(
            (IEnumerable<int[]>)[[]],
            (all, size) => all.SelectMany(index => Enumerable.Range(0, size).Select(i => (int[])[.. index, i])));

    public NaiveArray BroadcastTo(int[] joint) => new(joint, index => element(OwnIndex(index)));

    public NaiveArray Map(Func<double, double> f) => new(Sizes, index => f(element(index)));

    public NaiveArray Zip(NaiveArray other, Func<double, double, double> f)
    {
        var joint = JointSizes(Sizes, other.Sizes)!;
        var (left, right) = (BroadcastTo(joint), other.BroadcastTo(joint));
        return new(joint, index => f(left[index], right[index]));
    }

    /// <summary>What an operand of the given sizes receives of this cotangent: every element summed into the place it was read from.</summary>
    public NaiveArray SummedTo(int[] target)
    {
        var operand = new NaiveArray(target, _ => 0);
        return new(target, place => Indices().Where(index => operand.OwnIndex(index).SequenceEqual(place)).Sum(index => element(index)));
    }

    public NaiveArray Reduce(int axis, Func<IEnumerable<double>, double> f) =>
        new(
            [.. Sizes[..axis], 1, .. Sizes[(axis + 1)..]],
            index => f(Enumerable.Range(0, Sizes[axis]).Select(i => element([.. index[..axis], i, .. index[(axis + 1)..]]))));

    /// <summary>Same sizes and, index by index, the same number: NaN as NaN, -0 apart from 0.</summary>
    public bool Is(Tensor tensor) =>
        Sizes.SequenceEqual(tensor.Shape.ToArray()) && Indices().All(index => SameNumber(element(index), tensor[index]));

    public static bool SameNumber(double x, double y) =>
        double.IsNaN(x) ? double.IsNaN(y) : BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);

    private int[] OwnIndex(int[] joint) => [.. Sizes.Zip(joint[^Sizes.Length..], (size, i) => size == 1 ? 0 : i)];

    private static int[] Padded(int[] sizes, int rank) => [.. Enumerable.Repeat(1, rank - sizes.Length), .. sizes];
}
