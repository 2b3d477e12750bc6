using System.Runtime.Intrinsics;
using Xunit;

namespace VaeFunctional.Tests;

public class BackendTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("12", 12)]
    public void Threads_are_read_from_the_environment(string text, int expected) => Assert.Equal(expected, ThreadCount.Of(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_setting_there_is_one_thread_per_processor(string? text) =>
        Assert.Equal(Environment.ProcessorCount, ThreadCount.Of(text));

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("two")]
    [InlineData("1.5")]
    public void A_number_of_threads_that_is_not_one_is_refused(string text)
    {
        var error = Assert.Throws<InvalidOperationException>(() => ThreadCount.Of(text));
        Assert.Contains($"VAEFUNCTIONAL_THREADS is '{text}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_threads_than_one_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Backend.Threads = 0);

    [Fact]
    public void The_environment_says_which_backend_runs_in_these_tests()
    {
        var wanted = Environment.GetEnvironmentVariable("VAEFUNCTIONAL_BACKEND") switch
        {
            null or "" or "managed" => typeof(ManagedProducts),
            "mkl" or "openblas" => typeof(CblasProducts),
            _ => typeof(MathNetProducts),
        };
        Assert.IsType(wanted, Backend.Products);
    }

    [Fact]
    public void Vectors_are_no_wider_than_the_runtime_was_told()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") == "0")
            Assert.False(Vector512.IsHardwareAccelerated);
        if (Environment.GetEnvironmentVariable("DOTNET_EnableAVX2") == "0")
            Assert.False(Vector512.IsHardwareAccelerated || Vector256.IsHardwareAccelerated);
    }

    [Fact]
    public void After_the_first_product_the_backend_stays()
    {
        string inUse = Backend.Describe();
        string other = Backend.Products is ManagedProducts ? "mathnet" : "managed";
        var error = Assert.Throws<InvalidOperationException>(() => Backend.Use(other));
        Assert.Contains($"'{other}' must be chosen before", error.Message, StringComparison.Ordinal);
        Assert.Equal(inUse, Backend.Describe());
    }

    [Fact]
    public void The_description_names_engine_vectors_and_threads()
    {
        var bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        var threads = Backend.Threads == 1 ? "1 thread" : $"{Backend.Threads} threads";
        Assert.Equal($"{Backend.Products.Description}, own kernels on {bits}-bit vectors, {threads}.", Backend.Describe());
    }
}
