using Xunit;

namespace VaeFunctional.Tests;

public class ObjectiveTests
{
    private static readonly Tensor Examples = Tensor.FromArray([1.0, 2, 6]);
    private static readonly Parameter Model = new(Examples);

    [Fact]
    public void An_objective_is_a_scalar_or_the_mean_over_examples()
    {
        Assert.Equal(3, Objective.Of(Examples).Value.ToScalar());
        Assert.Equal(5, Objective.Of(Tensor.Scalar(5)).Value.ToScalar());
        Assert.Equal(0, Objective.Of(Examples).Value.Rank);
    }

    [Fact]
    public void Another_shape_or_an_empty_batch_is_refused_by_name()
    {
        AssertRefused(() => Objective.Of(Tensor.Zeros(new Shape(2, 3))), "An objective", "[2, 3]");
        AssertRefused(() => Objective.Of(Tensor.Zeros(new Shape(0))), "An objective", "empty batch");
        AssertRefused(() => Objective.Of(Examples).WithTerm("rate", Tensor.Zeros(new Shape(1, 1))), "Term 'rate'", "[1, 1]");
        AssertRefused(() => Objective.Of(Examples).WithTerm("rate", Tensor.Zeros(new Shape(0))), "Term 'rate'", "empty batch");
        Assert.Throws<ArgumentException>(() => Objective.Of(Examples).WithTerm("", Examples));

        static void AssertRefused(Action action, params string[] fragments)
        {
            var message = Assert.Throws<ArgumentException>(action).Message;
            Assert.All(fragments, fragment => Assert.Contains(fragment, message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Terms_come_out_as_numbers_in_order_and_carry_no_gradient()
    {
        var result = Gradient.ValueAndGradient(
            m => Objective.Of(m.Value).WithTerm("examples", m.Value).WithTerm("square", (m.Value.Square() * double.MaxValue).Sum()), Model);
        Assert.Equal(["examples", "square"], result.Terms.Names);
        Assert.Equal((3, double.PositiveInfinity), (result.Terms["examples"], result.Terms["square"]));
        Assert.All(result.Gradient.Value.ToDoubles(), g => Assert.Equal(1 / 3.0, g));
    }

    [Fact]
    public void Adding_a_term_leaves_the_objective_as_it_was()
    {
        var plain = Objective.Of(Examples);
        _ = plain.WithTerm("a", Examples);
        Assert.DoesNotContain("a", Gradient.Value(_ => plain, Model).Terms.Names);
    }

    [Fact]
    public void An_objective_without_terms_reports_its_value()
    {
        var (value, terms) = Gradient.Value(_ => Objective.Of(Examples), Model);
        Assert.Equal(Terms.Empty.With("objective", value), terms);
    }

    [Fact]
    public void A_term_of_a_name_that_is_there_takes_its_place()
    {
        var twice = Objective.Of(Examples)
            .WithTerm("a", Tensor.Scalar(1)).WithTerm("b", Tensor.Scalar(2)).WithTerm("a", Tensor.Scalar(3));
        Assert.Equal(Terms.Empty.With("a", 3).With("b", 2), Gradient.Value(_ => twice, Model).Terms);
    }
}
