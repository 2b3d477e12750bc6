using Xunit;

namespace VaeFunctional.Tests;

public class BackendChoiceTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("managed")]
    public void Without_a_choice_products_are_managed(string? variable) =>
        Assert.IsType<ManagedProducts>(new BackendChoice(() => variable).Products);

    [Fact]
    public void The_environment_variable_chooses() =>
        Assert.IsType<MathNetProducts>(new BackendChoice(() => "mathnet").Products);

    [Fact]
    public void The_last_choice_before_the_first_product_holds_whatever_the_environment_says()
    {
        var choice = new BackendChoice(() => "mathnet");
        choice.Use("mathnet");
        choice.Use("managed");
        Assert.IsType<ManagedProducts>(choice.Products);
    }

    [Fact]
    public void From_the_first_product_on_the_engine_stays()
    {
        var choice = new BackendChoice(() => null);
        choice.Use("mathnet");
        var settled = choice.Products;
        var error = Assert.Throws<InvalidOperationException>(() => choice.Use("managed"));
        Assert.Equal("The backend is 'mathnet' since the first product; 'managed' must be chosen before it.", error.Message);
        choice.Use("mathnet");
        Assert.Same(settled, choice.Products);
    }

    [Fact]
    public void A_first_product_by_the_environment_settles_as_well()
    {
        var choice = new BackendChoice(() => "mathnet");
        Assert.NotNull(choice.Products);
        Assert.Throws<InvalidOperationException>(() => choice.Use("managed"));
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("MKL")]
    [InlineData(" ")]
    public void An_unknown_name_is_refused_with_the_names_of_the_known(string name)
    {
        var choice = new BackendChoice(() => null);
        var error = Assert.Throws<ArgumentException>(() => choice.Use(name));
        Assert.StartsWith($"There is no backend '{name}': choose managed, mkl, openblas or mathnet.", error.Message, StringComparison.Ordinal);
        Assert.IsType<ManagedProducts>(choice.Products);
    }

    [Fact]
    public void An_unknown_name_in_the_environment_is_refused_at_every_product_until_a_choice()
    {
        var choice = new BackendChoice(() => "cuda");
        for (var time = 0; time < 2; time++)
            Assert.Equal(
                "VAEFUNCTIONAL_BACKEND is 'cuda'; it must be managed, mkl, openblas or mathnet.",
                Assert.Throws<InvalidOperationException>(() => choice.Products).Message);
        choice.Use("managed");
        Assert.IsType<ManagedProducts>(choice.Products);
    }

    [Fact]
    public void First_products_at_once_settle_on_one_engine()
    {
        var choice = new BackendChoice(() => null);
        var engines = new IProducts[64];
        Parallel.For(0, engines.Length, index => engines[index] = choice.Products);
        Assert.All(engines, engine => Assert.Same(engines[0], engine));
    }
}
