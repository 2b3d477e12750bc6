using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Questions, choices and running sums against loops over the elements.</summary>
public class ComparisonTests
{
    [Property]
    public void Answers_are_those_of_the_numbers(Tensor x)
    {
        var numbers = x.ToDoubles();
        Assert.Equal(numbers.Select(number => double.IsNaN(number) ? 1.0 : 0), x.IsNaN().ToDoubles());
        Assert.Equal(numbers.Select(Math.Floor), x.Floor().ToDoubles());
        Assert.Equal(numbers.Select(number => Math.Round(number)), x.Round().ToDoubles());
        Assert.Equal(numbers.Select(number => number == 0.5 ? 1.0 : 0), x.EqualTo(0.5).ToDoubles());
        Assert.Equal(numbers.Select(number => double.IsNaN(number) ? 0.0 : 1), x.EqualTo(x).ToDoubles());
        Assert.Equal((-x).GreaterThan(x), x.LessThan(-x));
    }

    [Property]
    public void What_is_not_chosen_plays_no_part(Tensor x)
    {
        var holes = x.IsNaN();
        var filled = Tensor.Where(holes, Tensor.Scalar(7, x.Precision), x);
        Assert.Equal(x.ToDoubles().Select(number => double.IsNaN(number) ? 7 : number), filled.ToDoubles());
        var gradient = Gradient.ValueAndGradient(
            model => Objective.Of(Tensor.Where(holes, model.Tensors()[0] * 3, x).Sum()), ParameterList.Of([Tensor.Ones(x.Shape, x.Precision)])).Gradient;
        Assert.Equal(holes * 3, gradient.Tensors()[0]);
    }

    [Property]
    public void Running_sums_and_largest_elements_are_those_of_a_loop(RandomKey key, bool isSingle, bool last)
    {
        var x = Samples.ShortDecimals(key, new Shape(3, 4, 2), isSingle ? Precision.Single : Precision.Double);
        var (axis, size) = last ? (-1, 2) : (1, 4);
        double At(int outer, int i, int inner) => x.ElementAt(last ? (((outer * 4) + inner) * 2) + i : (((outer * 4) + i) * 2) + inner);
        var lanes = from outer in Enumerable.Range(0, 3) from inner in Enumerable.Range(0, last ? 4 : 2) select Enumerable.Range(0, size).Select(i => At(outer, i, inner)).ToArray();
        Assert.Equal(lanes.Select(lane => (double)Array.IndexOf(lane, lane.Max())), x.ArgMax(axis).ToDoubles());
        Assert.Equal(lanes.Select(lane => lane.Min()), x.Min(axis).ToDoubles());
        Close.All(lanes.Select(lane => lane.Sum()), x.CumulativeSum(axis).Slice(size - 1, 1, axis).ToDoubles(), 1e-6);
        Close.All(lanes.Select(lane => lane[0]), x.CumulativeSum(axis).Slice(0, 1, axis).ToDoubles(), 0);
    }

    [Fact]
    public void The_first_NaN_is_the_largest() =>
        Assert.Equal(1, Tensor.FromArray([5, double.NaN, 7, double.NaN], new Shape(4)).ArgMax(0).ElementAt(0));

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(double.NaN)]
    public void An_index_that_is_none_is_told_with_its_place(double index)
    {
        var indices = Tensor.FromArray([0, 1, 2, index], new Shape(2, 2));
        var message = Assert.Throws<ArgumentException>(() => Tensor.Zeros(new Shape(2, 3)).Gather(indices)).Message;
        Assert.Contains("whole numbers from 0 to 2; the value at [1, 1]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_told()
    {
        var x = Tensor.Zeros(new Shape(2, 3));
        Assert.Contains("[2] do not belong to the rows of shape [2, 3]", Assert.Throws<ArgumentException>(() => x.Gather(Tensor.Zeros(new Shape(2)))).Message, StringComparison.Ordinal);
        Assert.Contains("[2], [2, 3] and [3]", Assert.Throws<ArgumentException>(() => Tensor.Where(Tensor.Zeros(new Shape(2)), x, Tensor.Zeros(new Shape(3)))).Message, StringComparison.Ordinal);
    }
}
