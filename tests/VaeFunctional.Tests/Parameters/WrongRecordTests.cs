using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Records that break a law of parameter records, and the law that <see cref="Parameters.Check{TModel}"/> names.</summary>
public class WrongRecordTests
{
    private static readonly Tensor A = Tensor.FromArray([1.0, 1]);
    private static readonly Tensor B = Tensor.FromArray([2.0, 2]);

    [Fact]
    public void Two_children_of_one_name() => AssertBreaks(new OneNameTwice(A, B), "'w' occurs 2 times");

    [Fact]
    public void A_field_that_is_not_passed_on() => AssertBreaks(new ForgetsTheSecond(A, B), "identity");

    [Fact]
    public void An_image_that_is_not_put_back() => AssertBreaks(new DropsTheImage(A, B), "'b'");

    [Fact]
    public void An_image_put_in_another_place_even_of_equal_tensors() => AssertBreaks(new Exchanges(A, A.Copy()), "'a'");

    [Fact]
    public void A_list_compared_by_reference() => AssertBreaks(new ListByReference([new Parameter(A)]), "structural equality");

    [Fact]
    public void A_record_that_names_nothing() => AssertBreaks(new NamesNothing(A), "The Map of NamesNothing names no leaf and no setting");

    [Fact]
    public void A_record_that_verifies_its_shapes_is_not_taken_for_wrong() => Parameters.Check(new Verifies(A, B));

    [Fact]
    public void Differentiating_a_model_with_two_children_of_one_name_names_them()
    {
        var message = Assert.Throws<InvalidOperationException>(
            () => Gradient.ValueAndGradient(model => Objective.Of((model.A * model.B).Sum()), new OneNameTwice(A, B))).Message;
        Assert.Contains("'w' occurs twice", message, StringComparison.Ordinal);
    }

    private static void AssertBreaks<TModel>(TModel model, string fragment)
        where TModel : IParameters<TModel> =>
        Assert.Contains(fragment, Assert.Throws<InvalidOperationException>(() => Parameters.Check(model)).Message, StringComparison.Ordinal);

    private sealed record OneNameTwice(Tensor A, Tensor B) : IParameters<OneNameTwice>
    {
        public OneNameTwice Map(LeafMap f) => new(f.At("w", A), f.At("w", B));
    }

    private sealed record ForgetsTheSecond(Tensor A, Tensor B) : IParameters<ForgetsTheSecond>
    {
        public ForgetsTheSecond Map(LeafMap f) => new(f.At("a", A), Tensor.Zeros(B.Shape));
    }

    private sealed record NamesNothing(Tensor A) : IParameters<NamesNothing>
    {
        public NamesNothing Map(LeafMap f) => this;
    }

    private sealed record DropsTheImage(Tensor A, Tensor B) : IParameters<DropsTheImage>
    {
        public DropsTheImage Map(LeafMap f)
        {
            _ = f.At("b", B);
            return this with { A = f.At("a", A) };
        }
    }

    private sealed record Exchanges(Tensor A, Tensor B) : IParameters<Exchanges>
    {
        public Exchanges Map(LeafMap f)
        {
            var (a, b) = (f.At("a", A), f.At("b", B));
            return new(b, a);
        }
    }

    private sealed record ListByReference(System.Collections.Immutable.ImmutableArray<Parameter> Items) : IParameters<ListByReference>
    {
        public ListByReference Map(LeafMap f) => new(f.Each("items", Items));
    }

    private sealed record Verifies : IParameters<Verifies>
    {
        public Verifies(Tensor a, Tensor b)
        {
            if (a.Rank != 1 || a.Shape != b.Shape)
                throw new ArgumentException($"{a.Shape} is not {b.Shape}.");
            (A, B) = (a, b);
        }

        public Tensor A { get; }

        public Tensor B { get; }

        public Verifies Map(LeafMap f) => new(f.At("a", A), f.At("b", B));
    }
}
