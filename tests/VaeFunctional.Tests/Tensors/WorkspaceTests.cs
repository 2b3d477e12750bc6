using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Memory is reused between evaluations where nobody can see it.</summary>
public class WorkspaceTests
{
    private static readonly Tensor X = Tensor.FromArray([1.0, 2, 3, 4]);

    public static TheoryData<int, string> Rows => RuleTableTests.Rows;

    [Fact]
    public void A_temporary_that_escapes_refuses_to_be_read()
    {
        var escaped = Escaped();
        Action[] readings =
        [
            () => escaped.ToDoubles(), () => escaped.ToSingles(), () => _ = escaped[0], () => escaped.Copy(), () => escaped.FirstNonFinite(),
            () => _ = escaped + 1, () => _ = X * escaped, () => escaped.Sum(), () => escaped.To(Precision.Single), () => escaped.ToVector(),
            () => escaped.Slice(1, 2).ToDoubles(), () => escaped.Slice(1, 1).ToScalar(), () => escaped.Reshape(new Shape(2, 2)).ToMatrix(),
            () => escaped.Take([0]), () => Tensor.Concatenate([X, escaped]), () => escaped.StopGradient().ToDoubles(),
            () => new Parameter(escaped).Norm(), () => new Parameter(escaped).Copy(),
            () => Gradient.Value(model => Objective.Of(model.Value), new Parameter(escaped)),
        ];
        Assert.All(readings, reading =>
        {
            var message = Assert.Throws<InvalidOperationException>(reading).Message;
            Assert.Contains("temporary of an evaluation that has ended", message, StringComparison.Ordinal);
        });
        Assert.Contains("[4]", Assert.Throws<InvalidOperationException>(() => escaped.ToDoubles()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_temporary_that_escapes_still_has_a_text_a_hash_and_equality()
    {
        var (escaped, other) = (Escaped(), Escaped());
        Assert.Equal("Double [4] (its evaluation has ended)", escaped.ToString());
        Assert.Equal(new Shape(4), escaped.Shape);
        Assert.Equal(X.GetHashCode(), escaped.GetHashCode());
        Assert.True(escaped.Equals(escaped));
        Assert.False(escaped.Equals(X) || X.Equals(escaped) || escaped.Equals(other) || escaped.Equals(null));
        Assert.Contains("ended", new Parameter(escaped).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_and_views_of_outside_tensors_outlive_the_evaluation()
    {
        Tensor? copy = null, view = null;
        _ = Gradient.Value(
            model =>
            {
                copy = (model.Value * 2).Copy();
                view = model.Value.Slice(1, 2);
                return Objective.Of(model.Value);
            },
            new Parameter(X));
        Pollute();
        Assert.Equal([2, 4, 6, 8], copy!.ToDoubles());
        Assert.Equal([2, 3], view!.ToDoubles());
    }

    [Fact]
    public void Gradients_stay_as_they_are_through_hundreds_of_later_evaluations()
    {
        ValueAndGradient<ParameterList>[] results =
            [.. Enumerable.Range(0, 300).Select(i => Gradient.ValueAndGradient(Composite, ParameterList.Of(X * i, X + i)))];
        for (var i = 0; i < results.Length; i++)
        {
            Assert.Equal((X * i).ToDoubles().Zip((X + i).ToDoubles(), (a, b) => a * b).Sum(), results[i].Value);
            Assert.Equal((X + i).ToDoubles(), results[i].Gradient.Items[0].Value.ToDoubles());
            Assert.Equal((X * i).ToDoubles(), results[i].Gradient.Items[1].Value.ToDoubles());
            Assert.Equal(i, results[i].Terms["first"]);
        }

        static Objective Composite(ParameterList model)
        {
            var (a, b) = (model.Items[0].Value, model.Items[1].Value);
            return Objective.Of((a * b).Sum()).WithTerm("first", a.Slice(0, 1));
        }
    }

    [Fact]
    public void Gradients_that_are_one_tensor_inside_are_moved_out_apart_from_each_other()
    {
        var result = Gradient.ValueAndGradient(
            model => Objective.Of(((model.Items[0].Value + model.Items[1].Value + model.Items[2].Value.Reshape(new Shape(4))) * X).Sum()),
            ParameterList.Of(X, X, X.Reshape(new Shape(2, 2))));
        Pollute();
        Assert.All(result.Gradient.Items, item => Assert.Equal(X.ToDoubles(), item.Value.ToDoubles()));
        Assert.Equal(3, result.Gradient.Items.Select(item => item.Value.Storage).Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void An_evaluation_within_another_leaves_the_outer_ones_temporaries_alone()
    {
        var result = Gradient.ValueAndGradient(
            model =>
            {
                var before = model.Value * 2;
                var inner = Gradient.ValueAndGradient(m => Objective.Of((m.Value.Square() * 3).Sum()), new Parameter(X));
                var value = Gradient.Value(m => Objective.Of(m.Value.Sum()), new Parameter(X)).Value;
                _ = Gradient.ValueAndGradient(m => Objective.Of((m.Value * double.NaN).Sum()), new Parameter(X));
                Assert.Equal(10, value);
                Assert.Equal([6, 12, 18, 24], inner.Gradient.Value.ToDoubles());
                return Objective.Of((before * inner.Gradient.Value).Sum());
            },
            new Parameter(X));
        Assert.Equal(360, result.Value);
        Assert.Equal([12, 24, 36, 48], result.Gradient.Value.ToDoubles());
    }

    [Fact]
    public void An_exception_within_an_objective_ends_its_temporaries_and_nothing_else()
    {
        Tensor? escaped = null;
        Assert.Throws<TimeoutException>(() => Gradient.ValueAndGradient<Parameter>(
            model =>
            {
                escaped = model.Value * 2;
                throw new TimeoutException();
            },
            new Parameter(X)));
        Assert.Null(Workspace.Current);
        Assert.Throws<InvalidOperationException>(() => escaped!.ToDoubles());
        var result = Gradient.ValueAndGradient(
            model =>
            {
                var before = model.Value * 2;
                Assert.Throws<ArgumentException>(() => Gradient.Value(_ => Objective.Of(X.Reshape(new Shape(2, 2)) * double.NaN), model));
                return Objective.Of((before * model.Value).Sum());
            },
            new Parameter(X));
        Assert.Equal([4, 8, 12, 16], result.Gradient.Value.ToDoubles());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_stood_in_the_memory_before_never_shows(int row, string name)
    {
        var operation = RuleTable.Rows[row];
        for (var @case = 0; @case < operation.Cases.Length; @case++)
        {
            var key = RandomKey.FromSeed(9).Fold(name).Fold(@case);
            var arguments = operation.Arguments(@case, key);
            var cotangent = Samples.ShortDecimals(key.Fold("cotangent"), operation.Apply(arguments).Shape);
            var first = Derivatives.Pullbacks(operation.Apply, cotangent, arguments);
            _ = Derivatives.Pullbacks(operation.Apply, cotangent * double.NaN, [.. arguments.Select(argument => argument * double.NaN)]);
            var again = Derivatives.Pullbacks(operation.Apply, cotangent, arguments);
            Assert.Equal(Bits(first), Bits(again));
        }

        static IEnumerable<long> Bits(Tensor[] tensors) => tensors.SelectMany(tensor => tensor.ToDoubles()).Select(BitConverter.DoubleToInt64Bits);
    }

    [Fact]
    public void Threads_that_differentiate_at_once_do_not_meet()
    {
        const int threads = 3, evaluations = 20;
        using var meeting = new Barrier(threads);
        var failures = new System.Collections.Concurrent.ConcurrentBag<Exception>();
        Thread[] all = [.. Enumerable.Range(1, threads).Select(factor => new Thread(() =>
        {
            try
            {
                DifferentiateRepeatedly(factor);
            }
            catch (Exception exception)
            {
                failures.Add(exception);
                meeting.RemoveParticipant();
            }
        }))];
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());
        Assert.Empty(failures);

        void DifferentiateRepeatedly(int factor)
        {
            for (var i = 0; i < evaluations; i++)
            {
                var result = Gradient.ValueAndGradient(
                    model =>
                    {
                        meeting.SignalAndWait();
                        var scaled = model.Value * factor;
                        meeting.SignalAndWait();
                        return Objective.Of((scaled * model.Value).Sum());
                    },
                    new Parameter(X));
                meeting.SignalAndWait();
                Assert.Equal((X * (2 * factor)).ToDoubles(), result.Gradient.Value.ToDoubles());
            }
        }
    }

    [Fact]
    public void An_entered_workspace_serves_the_same_arrays_again()
    {
        var workspace = new Workspace();
        Tensor first, second;
        using (workspace.Enter())
            first = X * 2;
        using (workspace.Enter())
            second = X * 3;
        Assert.Same(first.Storage, second.Storage);
        Assert.Throws<InvalidOperationException>(() => first.ToDoubles());
    }

    [Fact]
    public void A_tensor_that_was_lent_is_refused_once_the_lender_ends_its_loans()
    {
        var lender = new Workspace();
        var lent = X.LentBy(lender);
        var derived = lent.Reshape(new Shape(2, 2));
        Assert.Equal(X.ToDoubles(), derived.ToDoubles());
        lender.EndLoans();
        Assert.Throws<InvalidOperationException>(() => lent.ToDoubles());
        Assert.Throws<InvalidOperationException>(() => derived.ToDoubles());
        Assert.Equal([1, 2, 3, 4], X.ToDoubles());
    }

    [Fact]
    public void A_workspace_within_another_ends_its_own_temporaries_and_moves_its_result_out()
    {
        var (outer, inner) = (new Workspace(), new Workspace());
        using (outer.Enter())
        {
            var ofOuter = X * 2;
            Tensor? ofInner = null;
            var result = inner.Run(() => ofInner = ofOuter * 3, (tensor, moved) => moved(tensor));
            Assert.Same(outer, Workspace.Current);
            Assert.Equal([6, 12, 18, 24], result.ToDoubles());
            Assert.Equal([2, 4, 6, 8], ofOuter.ToDoubles());
            Assert.Throws<InvalidOperationException>(() => ofInner!.ToDoubles());
            Assert.Null(result.Owner);
        }
    }

    [Fact]
    public void A_temporary_of_an_earlier_evaluation_is_refused_as_a_result_of_a_later_one()
    {
        var stale = Escaped();
        Assert.Throws<InvalidOperationException>(() => Gradient.ValueAndGradient(
            model =>
            {
                var others = Enumerable.Range(0, 20).Select(i => X + i).ToList();
                var passed = Rule.Unary(model.Value, x => x, (_, _, _) => stale);
                return Objective.Of(passed.Sum() + others[^1].Sum());
            },
            new Parameter(X)));
    }

    private static Tensor Escaped()
    {
        Tensor? escaped = null;
        _ = Gradient.Value(
            model =>
            {
                escaped = model.Value * 2;
                return Objective.Of(escaped);
            },
            new Parameter(X));
        return escaped!;
    }

    /// <summary>Fills this thread's reused memory of X's size with NaN.</summary>
    private static void Pollute() =>
        Gradient.Value(_ => Objective.Of(Enumerable.Range(0, 20).Aggregate(X * double.NaN, (sum, _) => sum + X)), new Parameter(X));
}
