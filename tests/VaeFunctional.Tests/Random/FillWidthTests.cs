using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Draws have the same bits on every processor: the committed ones, with vectors of any width.</summary>
[Collection(nameof(SetsThreads))]
public class FillWidthTests
{
    private const int Count = 40_007;
    private const long Start = (1L << 33) - 3;

    [Fact]
    public void Vectors_of_every_width_draw_the_same_bits()
    {
        AssertSameBits<UniformLaw>();
        AssertSameBits<SingleUniformLaw>();
        AssertSameBits<RoundedDownUniformLaw>();
        AssertSameBits<NormalLaw>();
    }

    [Fact]
    public void Normal_draws_have_the_committed_bits()
    {
        var (doubles, singles) = (new double[Count], new float[Count]);
        SampleKeys.Mixed.FillNormal(doubles, Start);
        SampleKeys.Mixed.FillNormal(singles, Start);
        Assert.Equal("9ea070f115d612aec1d0bdc3bca13e4e3aa5e352d8fd88aaf460793bc93d2674", Digest<double>(doubles));
        Assert.Equal("3c2dfb3e974e641169bf8c126d7f81cb21c43eaf5ea68f72e98faf8655b6ff3d", Digest<float>(singles));
    }

    [Fact]
    public void Uniform_draws_have_the_committed_bits()
    {
        var (doubles, singles) = (new double[Count], new float[Count]);
        SampleKeys.Mixed.FillUniform(doubles, Start);
        SampleKeys.Mixed.FillUniform(singles, Start);
        Assert.Equal("0c8568a5e8583676f7428b17f640ae5da6ec7662ac14a235a85c3f1000933ed8", Digest<double>(doubles));
        Assert.Equal("118a289cf5cbfc3b3d4d59870f430ef695987e42586bb42c1d263c71cf36d42f", Digest<float>(singles));
    }

    [Fact]
    public void Draws_do_not_depend_on_the_number_of_threads()
    {
        var threads = Backend.Threads;
        try
        {
            var fills = new[] { 1, 2, 3, 7 }.Select(count =>
            {
                var draws = new float[Count];
                Backend.Threads = count;
                SampleKeys.Mixed.FillNormal(draws, Start);
                return draws;
            }).ToArray();
            Assert.All(fills, draws => Assert.Equal(fills[0], draws));
        }
        finally
        {
            Backend.Threads = threads;
        }
    }

    private static void AssertSameBits<TLaw>() where TLaw : struct, IPairLaw
    {
        AssertSameBits<TLaw, double>();
        AssertSameBits<TLaw, float>();
    }

    private static unsafe void AssertSameBits<TLaw, T>()
        where TLaw : struct, IPairLaw
        where T : unmanaged
    {
        foreach (var length in new[] { 0, 1, 2, 15, 16, 17, 31, 33, Count })
            foreach (var start in new[] { 0, 1, Start, RandomKey.DrawCount - length })
            {
                var digests = Widths.All.Select(width =>
                {
                    var draws = new T[length];
                    fixed (T* target = draws)
                        Widths.Run<PairFill.Job<TLaw, T>, double>(new(SampleKeys.Mixed, target, length, start), width);
                    return Digest<T>(draws);
                });
                Assert.Single(digests.Distinct());
            }
    }

    private static string Digest<T>(ReadOnlySpan<T> draws) where T : unmanaged =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(draws)));
}
