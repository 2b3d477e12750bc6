using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

public class ParametersTests
{
    private static readonly SampleModel Model = SampleModel.Create(RandomKey.FromSeed(1));

    [Fact]
    public void Records_whose_children_have_other_names_are_refused_with_both_paths()
    {
        var (first, second) = (new Outer("a", new Parameter(Tensor.Scalar(1))), new Outer("b", new Parameter(Tensor.Scalar(2))));
        var error = Assert.Throws<ArgumentException>(() => first.ZipParameters(second, (_, x, y) => x + y));
        AssertFragments(error, "'a/value'", "'b/value'");
    }

    [Fact]
    public void The_laws_hold_of_well_written_records()
    {
        Parameters.Check(Model);
        Parameters.Check(Model.To(Precision.Single));
        Parameters.Check(new Parameter(Tensor.Zeros(new Shape(2, 1, 2, 1))));
        Parameters.Check(new Parameter(Tensor.Scalar(1)));
        Parameters.Check(new Parameter(Tensor.Zeros(new Shape(0, 2))));
    }

    [Fact]
    public void Leaves_come_in_order_with_their_paths_and_none_is_dropped()
    {
        var leaves = Model.Leaves();
        Assert.Equal(SampleModel.Paths, leaves.Select(leaf => leaf.Path));
        Assert.Equal(["center"], leaves.Where(leaf => leaf.IsConstant).Select(leaf => leaf.Path));
        Tensor[] fields =
        [
            Model.Encoder.Weight, Model.Encoder.Bias, Model.Hidden[0].Weight, Model.Hidden[0].Bias,
            Model.Hidden[1].Weight, Model.Hidden[1].Bias, Model.Scale, Model.Center,
        ];
        Assert.All(leaves.Zip(fields), pair => Assert.Same(pair.Second, pair.First.Value));
    }

    [Fact]
    public void Mapping_the_identity_gives_an_equal_record()
    {
        Assert.Equal(Model, Model.MapParameters((_, leaf) => leaf));
        Assert.NotEqual(Model, Model.MapParameters((path, leaf) => path == "hidden/1/bias" ? leaf + 1 : leaf));
    }

    [Fact]
    public void Mapping_reaches_every_parameter_and_no_constant()
    {
        var mapped = Model.MapParameters((path, leaf) => Tensor.Full(leaf.Shape, path.Length));
        Assert.All(
            mapped.Leaves().Where(leaf => !leaf.IsConstant),
            leaf => Assert.All(leaf.Value.ToDoubles(), x => Assert.Equal(leaf.Path.Length, x)));
        Assert.Same(Model.Center, mapped.Center);
        Assert.Equal(Model.Rate, mapped.Rate);
    }

    [Property]
    public bool Mapping_two_functions_is_mapping_their_composition(Shape shape, RandomKey key)
    {
        var model = new Parameter(Samples.Choose(key, shape, Samples.Awkward));
        return model.MapParameters((_, x) => x * 3).MapParameters((_, x) => x.Exp()) == model.MapParameters((_, x) => (x * 3).Exp());
    }

    [Fact]
    public void Zipping_combines_leaf_by_leaf()
    {
        var other = SampleModel.Create(RandomKey.FromSeed(2));
        var sum = Model.ZipParameters(other, (_, x, y) => x + y);
        foreach (var ((mine, its), result) in Model.Leaves().Zip(other.Leaves()).Zip(sum.Leaves()))
            Assert.Equal(result.IsConstant ? mine.Value : mine.Value + its.Value, result.Value);
        Assert.Equal(Model, Model.ZipParameters(other, (_, x, _) => x));
    }

    [Fact]
    public void Records_that_do_not_match_are_refused_with_the_path()
    {
        var shorter = Model.Hidden[1] with { Bias = Tensor.Zeros(new Shape(2)) };
        AssertDiffer(Model with { Hidden = [Model.Hidden[0], shorter] }, "hidden/1/bias", "[3]", "[2]");
        AssertDiffer(Model with { Hidden = [Model.Hidden[0]] }, "hidden/1/weight", "[3, 3]", "'scale'", "[]");
        AssertDiffer(Model with { Hidden = [.. Model.Hidden, Model.Encoder] }, "scale", "'hidden/2/weight'", "[3, 3]");
        AssertDiffer(Model with { Center = Tensor.Zeros(new Shape(4)) }, "center", "[3]", "[4]");
        var (two, three) = (ParameterList.Of(Model.Scale, Model.Scale), ParameterList.Of(Model.Scale, Model.Scale, Model.Scale));
        AssertFragments(Assert.Throws<ArgumentException>(() => three.ZipParameters(two, (_, x, _) => x)), "'items/2/value'", "no leaf there");
        AssertFragments(Assert.Throws<ArgumentException>(() => two.ZipParameters(three, (_, x, _) => x)), "'items/2/value'");

        static void AssertDiffer(SampleModel other, params string[] fragments) =>
            AssertFragments(Assert.Throws<ArgumentException>(() => Model.ZipParameters(other, (_, x, _) => x)), fragments);
    }

    [Fact]
    public void Folding_visits_the_parameters_in_order() =>
        Assert.Equal(SampleModel.Paths[..^1], Model.FoldParameters(Array.Empty<string>(), (paths, path, _) => [.. paths, path]));

    [Fact]
    public void Conversion_to_double_and_back_changes_nothing()
    {
        var single = SampleModel.Create(RandomKey.FromSeed(1), Precision.Single);
        var wide = single.To(Precision.Double);
        Assert.All(wide.Leaves(), leaf => Assert.Equal(Precision.Double, leaf.Value.Precision));
        Assert.Equal(Precision.Double, wide.Center.Precision);
        Assert.Equal(single, wide.To(Precision.Single));
    }

    [Fact]
    public void The_norm_is_the_root_of_the_sum_of_squares_of_the_parameters()
    {
        var squares = Model.Leaves().Where(leaf => !leaf.IsConstant).SelectMany(leaf => leaf.Value.ToDoubles()).Sum(x => x * x);
        Assert.Equal(Math.Sqrt(squares), Model.Norm(), 1e-14);
        Assert.Equal(Model.To(Precision.Single).To(Precision.Double).Norm(), Model.To(Precision.Single).Norm());
        Assert.Equal(0, Model.ZerosLike().Norm());
        Assert.Equal(5e30, new Parameter(Tensor.FromArray([3e30f, 4e30f])).Norm(), 1e24);
    }

    [Fact]
    public void Constants_are_not_counted()
    {
        Assert.Equal(3 * (9 + 3) + 1, Model.ParameterCount());
        Assert.Equal(0, ParameterList.Of().ParameterCount());
    }

    [Fact]
    public void Zeros_like_a_record_keep_its_shapes_precisions_and_constants()
    {
        var zeros = Model.ZerosLike();
        Assert.All(zeros.Leaves().Where(leaf => !leaf.IsConstant), leaf => Assert.All(leaf.Value.ToDoubles(), x => Assert.Equal(0, x)));
        Assert.All(Model.Leaves().Zip(zeros.Leaves()), pair => Assert.Equal(
            (pair.First.Value.Shape, pair.First.Value.Precision), (pair.Second.Value.Shape, pair.Second.Value.Precision)));
        Assert.Same(Model.Center, zeros.Center);
    }

    [Fact]
    public void A_copy_is_equal_and_shares_nothing()
    {
        var copy = Model.Copy();
        Assert.Equal(Model, copy);
        Assert.All(Model.Leaves().Zip(copy.Leaves()), pair => Assert.NotSame(pair.First.Value.Storage, pair.Second.Value.Storage));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("/")]
    [InlineData(null)]
    public void A_name_is_not_empty_and_holds_no_slash(string? name)
    {
        var message = Assert.Throws<ArgumentException>(() => new Named(name!, Model.Scale).Leaves()).Message;
        Assert.Contains($"'{name}' cannot name a child of ''", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Mapped(f => f.Constant(name!, Model.Scale)));
        Assert.Throws<ArgumentException>(() => Mapped(f => f.At(name!, Model.Encoder)));
        Assert.Throws<ArgumentException>(() => Mapped(f => f.Each(name!, Model.Hidden)));
    }

    [Fact]
    public void A_list_that_was_never_set_is_named() =>
        AssertFragments(Assert.Throws<ArgumentException>(() => (Model with { Hidden = default }).Leaves()), "'hidden'");

    private static void AssertFragments(Exception exception, params string[] fragments) =>
        Assert.All(fragments, fragment => Assert.Contains(fragment, exception.Message, StringComparison.Ordinal));

    private static void Mapped(Action<LeafMap> map) => map(new LeafMap(leaf => leaf.Value));

    private sealed record Named(string Name, Tensor Value) : IParameters<Named>
    {
        public Named Map(LeafMap f) => this with { Value = f.At(Name, Value) };
    }

    /// <summary>A record whose child has a name that is a value.</summary>
    private sealed record Outer(string Name, Parameter Child) : IParameters<Outer>
    {
        public Outer Map(LeafMap f) => new(Name, f.At(Name, Child));
    }
}
