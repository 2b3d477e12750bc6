using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Slices of the leading axis and reshaped tensors share memory; nothing else can tell.</summary>
public class ViewTests
{
    public static TheoryData<int, string> Rows => RuleTableTests.Rows;

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_view_into_a_larger_tensor_is_read_as_its_copy_is(int row, string name)
    {
        var operation = RuleTable.Rows[row];
        for (var @case = 0; @case < operation.Cases.Length; @case++)
        {
            var key = RandomKey.FromSeed(1).Fold(name).Fold(@case);
            var arguments = operation.Arguments(@case, key);
            var expected = operation.Apply(arguments);
            var cotangent = Samples.ShortDecimals(key.Fold("cotangent"), expected.Shape);
            Tensor[] views = [.. arguments.Select(Viewed)];
            AssertSameBits(expected, operation.Apply(views));
            var gradients = Derivatives.Pullbacks(operation.Apply, cotangent, arguments);
            var gradientsOfViews = Derivatives.Pullbacks(operation.Apply, Viewed(cotangent), views);
            for (var i = 0; i < arguments.Length; i++)
                AssertSameBits(gradients[i], gradientsOfViews[i]);
        }
    }

    [Fact]
    public void A_slice_of_the_leading_axis_shares_memory_and_other_slices_do_not()
    {
        var x = Tensor.FromArray(new[,] { { 1.0, 2 }, { 3, 4 }, { 5, 6 } });
        Assert.Same(x.Storage, x.Slice(1, 2).Storage);
        Assert.Same(x.Storage, x.Reshape(new Shape(6)).Storage);
        Assert.NotSame(x.Storage, x.Slice(1, 1, axis: 1).Storage);
        Assert.NotSame(x.Storage, x.Slice(1, 2).Copy().Storage);
        Assert.Equal(4, x.Slice(1, 2).Copy().Storage.Length);
    }

    [Property]
    public bool Slices_of_slices_hold_the_elements_of_the_range(ShapeWithAxes axes, RandomKey key)
    {
        var shape = axes.Value;
        var x = Samples.Choose(key, shape, Samples.Awkward);
        var axis = key.Fold("axis").Permutation(shape.Rank)[0];
        var (start, count) = Range(key.Fold("outer"), shape[axis]);
        var (innerStart, innerCount) = Range(key.Fold("inner"), count);
        var plain = NaiveArray.Of(x);
        int[] sizes = [.. shape.ToArray()[..axis], innerCount, .. shape.ToArray()[(axis + 1)..]];
        return new NaiveArray(sizes, index => plain[[.. index[..axis], index[axis] + start + innerStart, .. index[(axis + 1)..]]])
            .Is(x.Slice(start, count, axis).Slice(innerStart, innerCount, axis - shape.Rank));
    }

    [Property]
    public bool Concatenating_the_slices_gives_the_tensor_back(ShapeWithAxes axes, RandomKey key)
    {
        var shape = axes.Value;
        var x = Samples.Choose(key, shape, Samples.Awkward);
        var axis = key.Fold("axis").Permutation(shape.Rank)[0];
        var (cut, _) = Range(key.Fold("cut"), shape[axis]);
        return Tensor.Concatenate([x.Slice(0, cut, axis), x.Slice(cut, shape[axis] - cut, axis)], axis).Equals(x);
    }

    [Property]
    public bool Stacked_tensors_are_found_at_their_numbers(Shape shape, RandomKey key)
    {
        if (shape.Rank == Shape.MaximumRank)
            return true;
        Tensor[] all = [.. Enumerable.Range(0, 3).Select(i => Samples.Choose(key.Fold(i), shape, Samples.Awkward))];
        var stack = Tensor.Stack(all);
        return Enumerable.Range(0, 3).All(i => stack.Slice(i, 1).Reshape(shape).Equals(all[i]));
    }

    [Property]
    public bool Taken_rows_are_the_rows_at_the_indices(ShapeWithAxes axes, RandomKey key)
    {
        var shape = axes.Value;
        var x = Samples.Choose(key, shape, Samples.Awkward);
        int[] indices = shape[0] == 0 ? [] : [.. key.Fold("indices").Permutation(5).Select(i => i % shape[0])];
        var plain = NaiveArray.Of(x);
        return new NaiveArray([indices.Length, .. shape.ToArray()[1..]], index => plain[[indices[index[0]], .. index[1..]]]).Is(x.Take(indices));
    }

    [Fact]
    public void Transposing_exchanges_rows_and_columns()
    {
        var x = Samples.Integers(RandomKey.FromSeed(4), new Shape(17, 33));
        Assert.True(new NaiveArray([33, 17], index => x[index[1], index[0]]).Is(x.Transpose()));
        Assert.Equal(x, x.Transpose().Transpose());
    }

    [Fact]
    public void Later_changes_to_a_list_of_arguments_change_no_gradient()
    {
        var indices = new List<int> { 0, 0, 2 };
        var x = Tensor.FromArray([1.0, 2, 3]);
        var taken = Gradient.ValueAndGradient(
            model =>
            {
                var rows = model.Value.Take(indices);
                indices[0] = 1;
                return Objective.Of(rows.Sum());
            },
            new Parameter(x));
        Assert.Equal([2, 0, 1], taken.Gradient.Value.ToDoubles());
        var joined = Gradient.ValueAndGradient(
            model =>
            {
                var parts = new List<Tensor> { model.Value, model.Value.Slice(0, 2) };
                var whole = Tensor.Concatenate(parts);
                parts.Reverse();
                return Objective.Of((whole * Tensor.FromArray([1.0, 2, 3, 4, 5])).Sum());
            },
            new Parameter(x));
        Assert.Equal([5, 7, 3], joined.Gradient.Value.ToDoubles());
    }

    /// <summary>The same elements as a view that starts within its memory.</summary>
    private static Tensor Viewed(Tensor x)
    {
        var flat = x.Reshape(new Shape(x.Count));
        return Tensor.Concatenate([Tensor.Full(new Shape(3), double.NaN, x.Precision), flat, Tensor.Full(new Shape(2), double.NaN, x.Precision)])
            .Slice(3, x.Count).Reshape(x.Shape);
    }

    private static (int Start, int Count) Range(RandomKey key, int size)
    {
        var ends = key.Permutation(size + 1).Take(2).Order().ToArray();
        return ends.Length == 2 ? (ends[0], ends[1] - ends[0]) : (0, size);
    }

    private static void AssertSameBits(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.ToDoubles().Select(BitConverter.DoubleToInt64Bits), actual.ToDoubles().Select(BitConverter.DoubleToInt64Bits));
    }
}
