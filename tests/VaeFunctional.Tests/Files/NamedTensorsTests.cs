using Xunit;

namespace VaeFunctional.Tests;

public class NamedTensorsTests
{
    private static readonly Tensor One = Tensor.Scalar(1);
    private static readonly Tensor Two = Tensor.FromArray([2f, 2f]);

    [Fact]
    public void A_dictionary_has_the_content_of_its_entries()
    {
        var content = NamedTensors.Of(new Dictionary<string, Tensor> { ["b"] = Two, ["a"] = One });
        Assert.Equal(NamedTensors.Empty.With("a", One).With("b", Two), content);
        Assert.Equal(["a", "b"], content.Names);
    }

    [Fact]
    public void The_last_tensor_of_a_name_is_taken() =>
        Assert.Equal(NamedTensors.Empty.With("a", Two), NamedTensors.Of([KeyValuePair.Create("a", One), KeyValuePair.Create("a", Two)]));

    [Fact]
    public void A_name_without_a_form_in_UTF8_is_refused() =>
        Assert.Throws<ArgumentException>(() => NamedTensors.Of([KeyValuePair.Create("\ud800", One)]));

    [Fact]
    public void A_name_that_is_not_there_is_an_error_that_lists_those_that_are() =>
        Assert.Contains("a Single []", Assert.Throws<ArgumentException>(() => NamedTensors.Empty.With("a", One)["b"]).Message, StringComparison.Ordinal);
}
