using System.Reflection;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What holds of every rule.</summary>
public class RuleTableTests
{
    private const double SmoothTolerance = 1e-6;
    private const double LinearTolerance = 1e-13;

    // Inputs, cotangents and results are of size 1 to 40 in the table's domains, and the longest sums have 37 terms.
    private const double SingleTolerance = 1e-5;

    private static readonly RandomKey Key = RandomKey.FromSeed(20);

    /// <summary>Public members that return a tensor without a derivative: made from numbers, piecewise constant, or detached on purpose.</summary>
    private static readonly string[] WithoutDerivative =
    [
        nameof(Tensor.Zeros), nameof(Tensor.Ones), nameof(Tensor.Full), nameof(Tensor.Scalar), nameof(Tensor.Identity), nameof(Tensor.Linspace),
        nameof(Tensor.FromArray), nameof(Tensor.FromSpan), nameof(Tensor.Copy), nameof(Tensor.StopGradient),
        nameof(Tensor.GreaterThan), nameof(Tensor.LessThan), nameof(Tensor.EqualTo), nameof(Tensor.IsNaN),
        nameof(Tensor.Floor), nameof(Tensor.Round), nameof(Tensor.ArgMax),
    ];

    public static TheoryData<int, string> Rows => RowsWhere(_ => true);

    private static TheoryData<int, string> RowsWhere(Func<RuleRow, bool> wanted)
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < RuleTable.Rows.Count; i++)
        {
            if (wanted(RuleTable.Rows[i]))
                data.Add(i, RuleTable.Rows[i].Name);
        }

        return data;
    }

    [Fact]
    public void Every_public_operation_has_a_row()
    {
        var tested = RuleTable.Rows.SelectMany(row => row.Members).ToHashSet();
        var missing = PublicOperations().Where(method => !tested.Contains(method)).Select(method => method.ToString());
        Assert.Empty(missing);
        Assert.All(WithoutDerivative, name => Assert.DoesNotContain(tested, method => method.Name == name));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_recorded_value_is_the_unrecorded_one(int row, string name) => ForEachCase(row, name, (f, arguments, key) =>
    {
        var unrecorded = f(arguments);
        var recorded = Recorded(f, arguments);
        Assert.Null(unrecorded.Trace);
        Assert.Equal(unrecorded.Shape, recorded.Shape);
        Assert.Equal(unrecorded.ToDoubles().Select(BitConverter.DoubleToInt64Bits), recorded.ToDoubles().Select(BitConverter.DoubleToInt64Bits));
    });

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_pullback_is_the_adjoint_of_the_derivative(int row, string name) => ForEachCase(row, name, (f, arguments, key) =>
    {
        var isLinear = RuleTable.Rows[row].IsLinearInEach;
        var cotangent = Samples.ShortDecimals(key.Fold("cotangent"), f(arguments).Shape);
        var pulledBack = Derivatives.Pullbacks(f, cotangent, arguments);
        for (var i = 0; i < arguments.Length; i++)
        {
            var at = i;
            Tensor AsFunctionOfOne(Tensor x) => f([.. arguments[..at], x, .. arguments[(at + 1)..]]);
            var direction = Samples.ShortDecimals(key.Fold("direction").Fold(i), arguments[i].Shape);
            var differential = isLinear
                ? Derivatives.AlongDirectionOfLinear(AsFunctionOfOne, arguments[i], direction)
                : Derivatives.AlongDirection(AsFunctionOfOne, arguments[i], direction);
            var forward = differential.Zip(cotangent.ToDoubles(), (d, w) => d * w).ToArray();
            var backward = pulledBack[i].ToDoubles().Zip(direction.ToDoubles(), (g, v) => g * v).ToArray();
            Assert.Equal(arguments[i].Shape, pulledBack[i].Shape);
            Assert.Equal(Precision.Double, pulledBack[i].Precision);
            var scale = Math.Max(forward.Sum(Math.Abs), backward.Sum(Math.Abs));
            Assert.True(
                Math.Abs(forward.Sum() - backward.Sum()) <= (isLinear ? LinearTolerance : SmoothTolerance) * scale,
                $"argument {i}: <w, J v> = {forward.Sum():R}, <J^T w, v> = {backward.Sum():R}");
        }
    });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Inputs_stay_as_they_are(int row, string name) => ForEachCase(row, name, (f, arguments, key) =>
    {
        var before = arguments.Select(argument => argument.ToDoubles()).ToArray();
        var cotangent = Samples.ShortDecimals(key, f(arguments).Shape);
        var cotangentBefore = cotangent.ToDoubles();
        _ = Derivatives.Pullbacks(f, cotangent, arguments);
        Assert.Equal(before, arguments.Select(argument => argument.ToDoubles()));
        Assert.Equal(cotangentBefore, cotangent.ToDoubles());
    });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Single_precision_agrees_with_double_on_the_same_numbers(int row, string name) => ForEachCase(row, name, (f, arguments, key) =>
    {
        Tensor[] singles = [.. arguments.Select(argument => argument.To(Precision.Single))];
        Tensor[] doubles = [.. singles.Select(single => single.To(Precision.Double))];
        var (result, exact) = (f(singles), f(doubles));
        var cotangent = Samples.ShortDecimals(key, exact.Shape, Precision.Single);
        AssertClose(exact, result);
        var gradients = Derivatives.Pullbacks(f, cotangent, singles);
        var exactGradients = Derivatives.Pullbacks(f, cotangent.To(Precision.Double), doubles);
        for (var i = 0; i < arguments.Length; i++)
        {
            Assert.Equal(Precision.Single, gradients[i].Precision);
            AssertClose(exactGradients[i], gradients[i]);
        }
    });

    private static void AssertClose(Tensor exact, Tensor rounded) =>
        Assert.All(exact.ToDoubles().Zip(rounded.ToDoubles()), pair => Assert.InRange(
            pair.Second - pair.First, -SingleTolerance * (1 + Math.Abs(pair.First)), SingleTolerance * (1 + Math.Abs(pair.First))));

    private static void ForEachCase(int row, string name, Action<Func<Tensor[], Tensor>, Tensor[], RandomKey> verify)
    {
        var operation = RuleTable.Rows[row];
        Assert.Equal(name, operation.Name);
        for (var @case = 0; @case < operation.Cases.Length; @case++)
        {
            var key = Key.Fold(name).Fold(@case);
            verify(operation.Apply, operation.Arguments(@case, key.Fold("arguments")), key);
        }
    }

    /// <summary>The operation's value under differentiation, which must not be a constant there.</summary>
    private static Tensor Recorded(Func<Tensor[], Tensor> f, Tensor[] arguments)
    {
        Tensor? value = null;
        _ = Gradient.ValueAndGradient(
            model =>
            {
                var result = f(model.Tensors());
                Assert.NotNull(result.Trace);
                value = result.Copy();
                return Objective.Of(result.Sum());
            },
            ParameterList.Of(arguments));
        return value!;
    }

    private static IEnumerable<MethodInfo> PublicOperations() =>
        typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Concat(typeof(Rule).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(Tensor) && !WithoutDerivative.Contains(method.Name));
}
