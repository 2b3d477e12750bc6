using System.Numerics;
using Xunit;

namespace VaeFunctional.Tests;

public class OperatorLawTests
{
    public static TheoryData<string> UnaryNames => [.. OperatorTable<double>.Unary.Keys];

    public static TheoryData<string> BinaryNames => [.. OperatorTable<double>.Binary.Keys];

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void A_unary_value_depends_on_its_element_alone(string name)
    {
        Unary<float>(name);
        Unary<double>(name);
    }

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void A_binary_value_depends_on_its_two_elements_alone(string name)
    {
        Binary<float>(name);
        Binary<double>(name);
    }

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void A_unary_operator_writes_over_its_input(string name)
    {
        var x = OperatorTable<float>.AwkwardValues;
        var expected = new float[x.Length];
        OperatorTable<float>.Unary[name](x, expected);
        OperatorTable<float>.Unary[name](x, x);
        AssertSameBits(expected, x);
    }

    [Theory]
    [MemberData(nameof(BinaryNames))]
    public void A_binary_operator_writes_over_either_input(string name)
    {
        var zip = OperatorTable<double>.Binary[name].Zip;
        var x = OperatorTable<double>.AwkwardValues;
        double[] y = [.. x.Reverse()];
        var expected = new double[x.Length];
        zip(x, y, expected);
        double[] left = [.. x], right = [.. y];
        zip(left, y, left);
        zip(x, right, right);
        AssertSameBits(expected, left);
        AssertSameBits(expected, right);
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Elementwise.Map<Exp, float>(new float[3], new float[2]));
        Assert.Throws<ArgumentException>(() => Elementwise.Zip<Add, float>(new float[3], new float[2], new float[3]));
        Assert.Throws<ArgumentException>(() => Elementwise.Zip<Add, float>(new float[3], new float[3], new float[4]));
        Assert.Throws<ArgumentException>(() => Elementwise.ZipScalar<Add, float>(new float[3], 1, new float[4]));
    }

    /// <summary>Each value alone, at each place in spans of several lengths, and among other values.</summary>
    private static void Unary<T>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var map = OperatorTable<T>.Unary[name];
        var values = OperatorTable<T>.AwkwardValues;
        var alone = new T[values.Length];
        for (int i = 0; i < values.Length; i++)
            map(values.AsSpan(i, 1), alone.AsSpan(i, 1));
        for (int start = 0; start < values.Length; start++)
            for (int length = 0; length <= values.Length - start; length++)
            {
                var whole = new T[length];
                map(values.AsSpan(start, length), whole);
                AssertSameBits(alone.AsSpan(start, length), whole);
            }
    }

    private static void Binary<T>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var (zip, zipScalar, scalarZip) = OperatorTable<T>.Binary[name];
        var values = OperatorTable<T>.AwkwardValues;
        var alone = new T[values.Length];
        var whole = new T[values.Length];
        foreach (var other in values)
        {
            T[] others = [.. values.Select(_ => other)];
            for (int i = 0; i < values.Length; i++)
                zip(values.AsSpan(i, 1), others.AsSpan(i, 1), alone.AsSpan(i, 1));
            zip(values, others, whole);
            AssertSameBits(alone, whole);
            zipScalar(values, other, whole);
            AssertSameBits(alone, whole);
            zip(others, values, alone);
            scalarZip(others, values, whole);
            AssertSameBits(alone, whole);
        }
    }

    private static void AssertSameBits<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(
                T.IsNaN(expected[i]) ? T.IsNaN(actual[i]) : expected[i] == actual[i] && T.IsNegative(expected[i]) == T.IsNegative(actual[i]),
                $"{expected[i]:R} became {actual[i]:R} at {i} of {expected.Length}");
    }

    private static void AssertSameBits<T>(T[] expected, T[] actual) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AssertSameBits<T>(expected.AsSpan(), actual.AsSpan());
}
