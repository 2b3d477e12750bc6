using System.Reflection;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>The first weights of layers. Eight statistical assertions, each with a false-alarm rate of 1e-5, and fixed keys.</summary>
public class InitializationTests
{
    private const int Inputs = 300;
    private const int Outputs = 100;
    private const int Count = Inputs * Outputs;

    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    // A uniform draw on [-a, a] has variance a^2 / 3, and its square has standard deviation sqrt(4 / 45) a^2; of a normal draw they are s^2 and sqrt(2) s^2.
    private static readonly Dictionary<string, InitializationRow> Rows = new()
    {
        [nameof(Initialization.GlorotUniform)] = new(Initialization.GlorotUniform, 2.0 / (Inputs + Outputs), Math.Sqrt(0.8), Math.Sqrt(6.0 / (Inputs + Outputs))),
        [nameof(Initialization.GlorotNormal)] = new(Initialization.GlorotNormal, 2.0 / (Inputs + Outputs), Math.Sqrt(2), double.PositiveInfinity),
        [nameof(Initialization.HeUniform)] = new(Initialization.HeUniform, 2.0 / Inputs, Math.Sqrt(0.8), Math.Sqrt(6.0 / Inputs)),
        [nameof(Initialization.HeNormal)] = new(Initialization.HeNormal, 2.0 / Inputs, Math.Sqrt(2), double.PositiveInfinity),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Fact]
    public void Every_initialization_has_a_row() => Assert.Equal(
        typeof(Initialization).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => property.Name).ToHashSet(),
        [.. Rows.Keys]);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_weights_have_mean_0_and_the_stated_variance(string name)
    {
        var row = Rows[name];
        var weights = row.Initialization.Weights(Key, Inputs, Outputs, Precision.Double);
        FalseAlarm.AssertStandardNormal(weights.Mean().ToScalar() / Math.Sqrt(row.Variance / Count));
        FalseAlarm.AssertStandardNormal((weights.Square().Mean().ToScalar() - row.Variance) / (row.Variance * row.SpreadOfSquare / Math.Sqrt(Count)));
        Assert.InRange(weights.Abs().Max().ToScalar(), 0, row.Limit);
        Assert.Equal(new Shape(Inputs, Outputs), weights.Shape);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_precision_rounds_the_double_draws(string name)
    {
        var initialization = Rows[name].Initialization;
        Assert.Equal(initialization.Weights(Key, 7, 5, Precision.Double).To(Precision.Single), initialization.Weights(Key, 7, 5));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_key_determines_the_weights(string name)
    {
        var initialization = Rows[name].Initialization;
        Assert.Equal(initialization.Weights(Key, 7, 5), initialization.Weights(Key, 7, 5));
        Assert.NotEqual(initialization.Weights(Key, 7, 5), initialization.Weights(Key.Fold(1), 7, 5));
    }

    private sealed record InitializationRow(Initialization Initialization, double Variance, double SpreadOfSquare, double Limit);
}
