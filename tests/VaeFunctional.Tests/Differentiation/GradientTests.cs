using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

public class GradientTests
{
    private static readonly Tensor X = Tensor.FromArray([0.5, -1, 2]);

    [Property]
    public bool A_quadratic_form_has_the_gradient_of_its_symmetric_part(ShapeWithAxes axes, RandomKey key)
    {
        var shape = axes.Value;
        var n = shape[0];
        var (a, x) = (Samples.Integers(key.Fold("a"), new Shape(n, n)), Samples.Integers(key.Fold("x"), new Shape(n, 1)));
        var result = Gradient.ValueAndGradient(m => Objective.Of((m.Value * a.MatMul(m.Value)).Sum()), new Parameter(x));
        return result.Value == (n == 0 ? 0 : x.Transpose().MatMul(a).MatMul(x).ToScalar())
            && result.Gradient.Value.Equals((a + a.Transpose()).MatMul(x));
    }

    [Fact]
    public void Logistic_regression_has_its_closed_gradient()
    {
        var key = RandomKey.FromSeed(1);
        var inputs = key.Fold("inputs").Normal(new Shape(50, 4), Precision.Double);
        var labels = key.Fold("labels").Bernoulli(Tensor.Full(new Shape(50, 1), 0.5, Precision.Double));
        var weight = key.Fold("weight").Normal(new Shape(4, 1), Precision.Double);
        var result = Gradient.ValueAndGradient(
            model =>
            {
                var logits = inputs.MatMul(model.Value);
                return Objective.Of((logits.Softplus() - (labels * logits)).Sum(1));
            },
            new Parameter(weight));
        var expected = inputs.MatMul(inputs.MatMul(weight).Sigmoid() - labels, transposeLeft: true) / 50;
        AssertClose(expected, result.Gradient.Value, 1e-14);
    }

    [Fact]
    public void Log_sum_exp_has_the_gradient_softmax_and_the_kl_of_a_gaussian_its_closed_one()
    {
        var softmax = X.Exp() / X.Exp().Sum();
        var logSumExp = Gradient.ValueAndGradient(m => Objective.Of(m.Value.LogSumExp(0)), new Parameter(X));
        AssertClose(softmax, logSumExp.Gradient.Value, 1e-15);
        var (mean, logVariance) = (X, Tensor.FromArray([0.0, 0.3, -2]));
        var rate = Gradient.ValueAndGradient(
            m => Objective.Of((m.Items[0].Value.Square() + m.Items[1].Value.Expm1MinusX()).Sum() * 0.5), ParameterList.Of(mean, logVariance));
        AssertClose(mean, rate.Gradient.Items[0].Value, 1e-15);
        AssertClose(logVariance.Expm1() * 0.5, rate.Gradient.Items[1].Value, 1e-15);
    }

    [Fact]
    public void A_vector_of_examples_is_minimized_in_the_mean()
    {
        var result = Gradient.ValueAndGradient(m => Objective.Of(m.Value.Square()), new Parameter(X));
        Assert.Equal((0.25 + 1 + 4) / 3, result.Value, 1e-15);
        AssertClose(X * 2 / 3, result.Gradient.Value, 1e-15);
    }

    [Fact]
    public void Parameters_that_are_not_used_have_gradient_zero_and_constants_are_themselves()
    {
        var model = SampleModel.Create(RandomKey.FromSeed(1), Precision.Single);
        var gradient = Gradient.ValueAndGradient(m => Objective.Of((m.Encoder.Bias * m.Center).Sum()), model).Gradient;
        Assert.Equal(model.Center, gradient.Encoder.Bias);
        Assert.Same(model.Center, gradient.Center);
        Assert.Equal(model.Rate, gradient.Rate);
        var zeros = model.ZerosLike();
        Assert.Equal(zeros with { Encoder = zeros.Encoder with { Bias = model.Center } }, gradient);
        Assert.Equal(zeros, Gradient.ValueAndGradient(_ => Objective.Of(Tensor.Scalar(3)), model).Gradient);
        Assert.Equal(3, Gradient.ValueAndGradient(_ => Objective.Of(Tensor.Scalar(3)), model).Value);
    }

    [Fact]
    public void Nothing_is_recorded_of_constants_or_without_differentiation()
    {
        var model = SampleModel.Create(RandomKey.FromSeed(1));
        _ = Gradient.ValueAndGradient(
            m =>
            {
                Assert.Null(m.Center.Trace);
                Assert.Null((m.Center * X).Exp().Sum().Trace);
                Assert.Null((m.Scale.StopGradient() * X).Trace);
                Assert.Null(m.Scale.GreaterThan(0).Trace);
                Assert.Null(m.Scale.Copy().Trace);
                Assert.NotNull((m.Scale * m.Center).Trace);
                return Objective.Of(Rule.Binary(
                    m.Scale, m.Scale.StopGradient(), (a, b) => a * b, (g, _, b, _) => g * b, (_, _, _, _) => throw new NotSupportedException()));
            },
            model);
        _ = Gradient.Value(
            m =>
            {
                Assert.Null((m.Scale * m.Encoder.Weight).Trace);
                return Objective.Of(m.Scale);
            },
            model);
        Assert.Null(Gradient.ValueAndGradient(m => Objective.Of(m.Scale * 2), model).Gradient.Scale.Trace);
    }

    [Fact]
    public void A_stopped_gradient_is_exactly_zero()
    {
        var half = Gradient.ValueAndGradient(m => Objective.Of((m.Value.StopGradient() * m.Value).Sum()), new Parameter(X));
        Assert.Equal(X, half.Gradient.Value);
        var stopped = Gradient.ValueAndGradient(m => Objective.Of((m.Value.StopGradient() * double.NaN).Sum()), new Parameter(X));
        Assert.Equal([0, 0, 0], stopped.Gradient.Value.ToDoubles());
    }

    [Fact]
    public void Shared_results_pass_all_their_cotangents_on_in_one_visit()
    {
        const int doublings = 60;
        var visits = 0;
        var result = Gradient.ValueAndGradient(
            model =>
            {
                var y = model.Value;
                for (var i = 0; i < doublings; i++)
                    y = Rule.Unary(y, x => x, (g, _, _) => { visits++; return g; }) is var z ? z + z : z;
                return Objective.Of(y);
            },
            new Parameter(Tensor.Scalar(1, Precision.Double)));
        Assert.Equal(Math.Pow(2, doublings), result.Gradient.Value.ToScalar());
        Assert.Equal(doublings, visits);
    }

    [Fact]
    public void A_chain_of_100_000_operations_needs_no_deep_stack()
    {
        const int length = 100_000, stackBytes = 256 * 1024;
        ValueAndGradient<Parameter>? result = null;
        var thread = new Thread(
            () => result = Gradient.ValueAndGradient(
                model => Objective.Of(Enumerable.Range(0, length).Aggregate(model.Value, (y, _) => -y)),
                new Parameter(Tensor.Scalar(1.5, Precision.Double))),
            stackBytes);
        thread.Start();
        thread.Join();
        Assert.Equal((1.5, 1), (result!.Value, result.Gradient.Value.ToScalar()));
    }

    [Fact]
    public void One_tensor_in_two_places_has_a_gradient_in_each() =>
        Assert.Equal(
            ParameterList.Of(X * 2, X * 3),
            Gradient.ValueAndGradient(
                m => Objective.Of(((m.Items[0].Value * 2 * X) + (m.Items[1].Value * 3 * X)).Sum()), ParameterList.Of(X, X)).Gradient);

    [Fact]
    public void The_value_is_the_same_with_and_without_a_gradient_and_on_every_call()
    {
        var model = SampleModel.Create(RandomKey.FromSeed(3), Precision.Single);
        var (value, first) = (Gradient.Value(Loss, model), Gradient.ValueAndGradient(Loss, model));
        Assert.Equal((value.Value, value.Terms), (first.Value, first.Terms));
        for (var i = 0; i < 20; i++)
            Assert.Equal(first, Gradient.ValueAndGradient(Loss, model));
        Assert.All(first.Gradient.Leaves(), leaf => Assert.Equal(Precision.Single, leaf.Value.Precision));
        Assert.Equal(first.Value, Gradient.Value(Loss, model.To(Precision.Double)).Value, 1e-4);
    }

    [Property(MaxTest = 20)]
    public bool A_composite_objective_passes_the_check_at_every_leaf(RandomKey key)
    {
        var check = GradientCheck.Objective(Loss, SampleModel.Create(key, Precision.Single), key.Fold("directions"));
        return check.Comparisons.Select(comparison => comparison.Path).SequenceEqual(SampleModel.Paths[..^1]) && check.Passes(1e-5);
    }

    [Fact]
    public void A_model_that_is_already_being_differentiated_is_refused_with_its_path()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Gradient.ValueAndGradient(
            outer => Objective.Of(Tensor.Scalar(Gradient.ValueAndGradient(inner => Objective.Of(inner.Value), outer).Value)),
            new Parameter(X))).Message;
        Assert.Contains("'value' is already being differentiated", message, StringComparison.Ordinal);
        Assert.Contains("first order", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_inner_objective_that_depends_on_outer_variables_is_refused()
    {
        var message = Assert.Throws<InvalidOperationException>(() => Gradient.ValueAndGradient(
            outer => Objective.Of((outer.Value * Gradient.ValueAndGradient(
                inner => Objective.Of((inner.Value * outer.Value).Sum()), new Parameter(X)).Gradient.Value).Sum()),
            new Parameter(X))).Message;
        Assert.Contains("first order", message, StringComparison.Ordinal);
        var stopped = Gradient.ValueAndGradient(
            outer => Objective.Of((outer.Value * Gradient.ValueAndGradient(
                inner => Objective.Of((inner.Value * outer.Value.StopGradient()).Sum()), new Parameter(X)).Gradient.Value).Sum()),
            new Parameter(X));
        Assert.Equal(X, stopped.Gradient.Value);
    }

    private static Objective Loss(SampleModel model)
    {
        var hidden = model.Hidden.Aggregate(model.Center.Reshape(new Shape(1, 3)), (x, layer) => (x.MatMul(layer.Weight) + layer.Bias).Tanh());
        var output = hidden.MatMul(model.Encoder.Weight) + model.Encoder.Bias;
        return Objective.Of(output.LogSumExp(1) + (model.Scale * output.Square().Sum(1)) + model.Scale.Exp()).WithTerm("scale", model.Scale);
    }

    private static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.ToDoubles().Zip(actual.ToDoubles()), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    [Fact]
    public void A_rule_whose_function_uses_another_variable_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Gradient.ValueAndGradient(
            model =>
            {
                var sum = model.Value.Sum();
                return Objective.Of(Rule.Unary(model.Value, x => x * sum, (cotangent, _, _) => cotangent * sum).Sum());
            },
            new Parameter(Tensor.FromArray([1.0, 2, 3, 4]))));
        Assert.Contains("not its argument", error.Message, StringComparison.Ordinal);
    }
}
