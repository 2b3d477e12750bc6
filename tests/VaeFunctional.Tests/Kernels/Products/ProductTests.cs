using Xunit;

namespace VaeFunctional.Tests;

[Collection(nameof(SetsThreads))]
public class ProductTests
{
    [Fact]
    public void Managed_products_are_the_triple_loop() => ProductLaws.Hold(new ManagedProducts());

    [Fact]
    public void Managed_products_do_not_depend_on_threads() => ProductLaws.IgnoreThreads(new ManagedProducts());

    [Fact]
    public void Managed_products_do_not_depend_on_places()
    {
        ProductLaws.IgnorePlaces<float>(new ManagedProducts());
        ProductLaws.IgnorePlaces<double>(new ManagedProducts());
    }

    [Fact]
    public void Products_allocate_nothing()
    {
        ProductLaws.AllocateNothing<float>(new ManagedProducts());
        ProductLaws.AllocateNothing<double>(new ManagedProducts());
    }

    [Fact]
    public void MathNet_products_are_the_triple_loop() => ProductLaws.Hold(new MathNetProducts());

    [Fact]
    public void MathNet_products_do_not_depend_on_threads() => ProductLaws.IgnoreThreads(new MathNetProducts());

    [Fact]
    public void Managed_products_do_not_depend_on_alignment() => AlignmentLaw.Holds(new ManagedProducts());

    [Fact]
    public void MathNet_products_do_not_depend_on_alignment() => AlignmentLaw.Holds(new MathNetProducts());

    [Fact]
    public void Products_from_several_threads_at_once_do_not_disturb_each_other()
    {
        const int size = 150;
        float[] a = [.. Enumerable.Range(0, size * size).Select(i => (float)Math.Sin(i))];
        var products = new ManagedProducts();
        var expected = new float[size * size];
        products.Multiply<float>(a, false, a, true, expected, size, size, size);
        Parallel.For(0, 40, _ =>
        {
            var c = new float[size * size];
            products.Multiply<float>(a, false, a, true, c, size, size, size);
            Assert.Equal(expected, c);
        });
    }

    [Fact]
    public void A_product_over_nothing_is_zero_and_an_empty_one_is_empty()
    {
        float[] c = [1, 2, 3, 4, 5, 6];
        Products.Multiply<float>([], false, [], false, c, 2, 3, 0);
        Assert.Equal(new float[6], c);
        Products.Multiply<float>([], false, new float[12], false, [], 0, 3, 4);
        Products.Multiply<float>(new float[8], true, [], true, [], 2, 0, 4);
    }

    [Fact]
    public void Lengths_that_do_not_fit_the_shape_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            Products.Multiply<float>(new float[6], false, new float[11], false, new float[8], 2, 4, 3));
        Assert.Contains("11 elements do not form [3, 4]", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Products.Multiply<float>(new float[5], false, new float[12], false, new float[8], 2, 4, 3));
        Assert.Throws<ArgumentException>(() => Products.Multiply<float>(new float[6], false, new float[12], false, new float[9], 2, 4, 3));
    }
}
