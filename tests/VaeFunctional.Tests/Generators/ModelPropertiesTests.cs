using Xunit;

namespace VaeFunctional.Tests;

public sealed class ModelPropertiesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Fewer_than_one_key_are_refused(int keys) =>
        Assert.Equal("keys", Assert.Throws<ArgumentOutOfRangeException>(() => ModelProperties.Check(TestModels.Vae, TestModels.Data(4), keys)).ParamName);

    [Fact]
    public void The_message_begins_with_the_law_that_fails_and_ends_with_the_key_and_the_seed()
    {
        var centered = new SpoiledModel(TestModels.Vae) { Encoding = (vae, x) => vae.Encode(x - x.Mean(0)) };
        var message = Assert.Throws<InvalidOperationException>(() => ModelProperties.Check(centered, TestModels.Data(4), keys: 1)).Message;
        Assert.StartsWith("FAILS       an example's ELBO does not depend on its batch", message, StringComparison.Ordinal);
        Assert.Matches(@"\nholds {7}the parameter record maps[\s\S]*Falsifiable, after 1 test[\s\S]*[0-9a-f]{8}(-[0-9a-f]{8}){3}", message);
    }
}
