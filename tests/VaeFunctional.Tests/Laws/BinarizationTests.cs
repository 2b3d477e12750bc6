using Xunit;

namespace VaeFunctional.Tests;

public sealed class BinarizationTests
{
    [Fact]
    public void A_pixel_is_one_as_often_as_it_is_bright()
    {
        const int epochs = 4_000;
        double[] brightness = [0, 0.1, 0.5, 0.8, 1];
        var batches = Batches.InOrder(Tensor.FromArray(brightness, new Shape(1, 5)), 1, epochs).Map((x, key) => key.Bernoulli(x));
        var ones = new int[5];
        for (var step = 0L; step < batches.Count; step++)
        {
            var x = batches.At(step, RandomKey.FromSeed(1)).X.ToDoubles();
            for (var pixel = 0; pixel < 5; pixel++)
                ones[pixel] += (int)x[pixel];
        }

        Assert.Equal((0, epochs), (ones[0], ones[4]));
        Assert.All([1, 2, 3], pixel => FalseAlarm.AssertBinomial(brightness[pixel], epochs, ones[pixel]));
    }

    [Fact]
    public void A_step_is_binarized_the_same_way_every_time_and_another_step_otherwise()
    {
        var batches = Batches.InOrder(Tensor.Full(new Shape(1, 100), 0.5), 1, epochs: 2).Map((x, key) => key.Bernoulli(x));
        var (first, again, second) = (batches.At(0, RandomKey.FromSeed(1)), batches.At(0, RandomKey.FromSeed(1)), batches.At(1, RandomKey.FromSeed(1)));
        Assert.Equal(first, again);
        Assert.NotEqual(first.X, second.X);
    }
}
