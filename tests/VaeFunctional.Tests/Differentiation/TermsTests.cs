using Xunit;

namespace VaeFunctional.Tests;

public class TermsTests
{
    private static readonly Terms Sample = Terms.Empty.With("elbo", -103.25).With("rate", 25.13);

    [Fact]
    public void Terms_are_found_by_name_and_an_unknown_name_is_answered_with_those_there_are()
    {
        Assert.Equal(25.13, Sample["rate"]);
        var message = Assert.Throws<ArgumentException>(() => Sample["distortion"]).Message;
        Assert.Contains("'distortion'; there are: elbo, rate", message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_adds_at_the_end_or_replaces_in_place_and_changes_nothing_else()
    {
        Assert.Equal(["elbo", "rate", "more"], Sample.With("more", 1).Names);
        Assert.Equal(["elbo", "rate"], Sample.With("elbo", 1).Names);
        Assert.Equal((1, -103.25), (Sample.With("elbo", 1)["elbo"], Sample["elbo"]));
    }

    [Fact]
    public void Terms_are_equal_when_names_order_and_values_are()
    {
        var same = Terms.Empty.With("elbo", -103.25).With("rate", 25.13);
        Assert.True(Sample.Equals(same) && Sample.Equals((object)same) && Sample.GetHashCode() == same.GetHashCode());
        Assert.NotEqual(Sample, same.With("rate", 25.14));
        Assert.NotEqual(Sample, Terms.Empty.With("rate", 25.13).With("elbo", -103.25));
        Assert.NotEqual(Sample, Terms.Empty);
        Assert.Equal(Terms.Empty.With("a", double.NaN), Terms.Empty.With("a", double.NaN));
        Assert.False(Sample.Equals(null));
    }

    [Fact]
    public void The_text_is_a_line_in_every_culture() => Assert.Equal("elbo -103.250  rate 25.130", Sample.ToString());

    [Fact]
    public void An_average_weighs_each_by_its_examples()
    {
        var average = Terms.Average([Sample, Sample.With("elbo", 3).With("rate", 1)], [3, 1]);
        Assert.Equal(((-103.25 * 3) + 3) / 4, average["elbo"], 1e-12);
        Assert.Equal(((25.13 * 3) + 1) / 4, average["rate"], 1e-12);
        Assert.Equal(Sample, Terms.Average([Sample], [0.5]));
    }

    [Fact]
    public void An_average_of_nothing_of_other_names_or_of_weights_that_are_not_positive_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Terms.Average([], []));
        Assert.Throws<ArgumentException>(() => Terms.Average([Sample], [1, 2]));
        var message = Assert.Throws<ArgumentException>(() => Terms.Average([Sample, Sample.With("more", 1)], [1, 1])).Message;
        Assert.Contains("elbo, rate, more", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Terms.Average([Sample.With("more", 1), Sample], [1, 1]));
        Assert.All(new[] { 0, -1, double.NaN }, weight => Assert.Throws<ArgumentException>(() => Terms.Average([Sample, Sample], [1, weight])));
    }
}
