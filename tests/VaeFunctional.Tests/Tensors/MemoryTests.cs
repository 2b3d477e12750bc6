using Xunit;

namespace VaeFunctional.Tests;

/// <summary>How much memory evaluations take. The heap is the whole process', so nothing else runs meanwhile.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class MemoryTests
{
    [Fact]
    public void After_the_first_evaluations_little_more_than_the_gradient_is_allocated()
    {
        const int evaluations = 1_000, count = 4_096;
        const long gradientBytes = sizeof(double) * count, bookkeepingBytes = 16_384;
        var model = new Parameter(Samples.ShortDecimals(RandomKey.FromSeed(1), new Shape(count)));
        Evaluate(20);
        var (allocated, held) = (GC.GetAllocatedBytesForCurrentThread(), GC.GetTotalMemory(forceFullCollection: true));
        Evaluate(evaluations);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - allocated) / evaluations, gradientBytes, gradientBytes + bookkeepingBytes);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - held, long.MinValue, 10 * gradientBytes);

        void Evaluate(int times)
        {
            for (var i = 0; i < times; i++)
                _ = Gradient.ValueAndGradient(m => Objective.Of((m.Value.Square() + (m.Value * 3)).Mean()), model);
        }
    }

    [Fact]
    public void Memory_that_an_evaluation_does_not_need_is_given_back()
    {
        const int count = 100_000;
        var model = new Parameter(Tensor.Scalar(1));
        var held = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 200; i++)
            _ = Gradient.Value(_ => Objective.Of(Tensor.Zeros(new Shape(count + i)).Sum()), model);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - held, long.MinValue, 20L * sizeof(float) * count);
    }
}
