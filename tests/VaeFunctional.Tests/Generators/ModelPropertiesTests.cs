using Xunit;

namespace VaeFunctional.Tests;

public sealed class ModelPropertiesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Fewer_than_one_key_are_refused(int keys) =>
        Assert.Equal("keys", Assert.Throws<ArgumentOutOfRangeException>(() => ModelProperties.Check(TestModels.Vae, TestModels.Data(4), keys)).ParamName);
}
