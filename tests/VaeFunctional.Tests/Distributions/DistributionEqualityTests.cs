using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A distribution is its parameters.</summary>
public class DistributionEqualityTests
{
    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void The_same_parameters_make_the_same_distribution(string name)
    {
        var row = DistributionTable.Named(name);
        var (one, same) = (row.Distribution, row.Of([.. row.Parameters.Select(parameter => Tensor.FromArray(parameter.ToDoubles(), parameter.Shape))]));
        Assert.True(one.Equals(same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(DistributionTable.Names), MemberType = typeof(DistributionTable))]
    public void Any_other_parameter_makes_another(string name)
    {
        var row = DistributionTable.Named(name);
        for (var changed = 0; changed < row.Parameters.Length; changed++)
        {
            var other = row.Of([.. row.Parameters.Select((parameter, index) => index == changed ? parameter + 1 : parameter)]);
            Assert.False(row.Distribution.Equals(other));
        }
    }

    [Fact]
    public void Distributions_of_different_kinds_are_different()
    {
        foreach (var one in DistributionTable.Rows.Select(row => row.Distribution))
        {
            Assert.False(one.Equals(null));
            Assert.All(
                DistributionTable.Rows.Select(row => row.Distribution).Where(other => other.GetType() != one.GetType()),
                other => Assert.False(one.Equals(other)));
        }
    }

    [Fact]
    public void The_precision_is_the_widest_of_the_parameters()
    {
        foreach (var row in DistributionTable.Rows)
        {
            for (var wide = 0; wide < row.Parameters.Length; wide++)
            {
                var mixed = row.Of([.. row.Parameters.Select((parameter, index) => index == wide ? parameter : parameter.To(Precision.Single))]);
                Assert.Equal(Precision.Double, mixed.Precision);
                Assert.Equal(Precision.Double, mixed.Sample(default).Precision);
            }

            Assert.Equal(Precision.Single, row.Rounded(Precision.Single).Sample(default).Precision);
        }
    }
}
