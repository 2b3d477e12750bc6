using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace VaeFunctional.Benchmarks;

/// <summary>
/// <c>likelihood</c>: the time and the memory of log-likelihoods by importance sampling. An estimate of K draws and one of twice as many
/// differ by K draws with everything in place, so what they differ by is the cost of those.
/// </summary>
internal static class LikelihoodCommand
{
    public static Command Create()
    {
        var images = new Option<int>("--images") { HelpName = "N", Description = "How many images.", DefaultValueFactory = _ => 10 };
        var samples = new Option<int>("--samples") { HelpName = "K", Description = "How many latents an image.", DefaultValueFactory = _ => 5000 };
        var engine = new EngineOptions();
        var command = new Command("likelihood", "Measures log-likelihoods of images under the model of mlp-400.") { images, samples };
        engine.AddTo(command);
        command.SetAction(given =>
        {
            engine.Apply(given);
            Print(given.GetValue(images), given.GetValue(samples));
        });
        return command;
    }

    private static void Print(int images, int samples)
    {
        var key = RandomKey.FromSeed(1);
        var configuration = StepConfiguration.All[0];
        var model = configuration.Model(key, Precision.Single);
        var data = key.Bernoulli(Tensor.Full(new Shape(images, configuration.Features), 0.5, Precision.Single));
        Cost Measure(int draws) => Cost.Of(() => LogLikelihood.Estimate(model, data, key, draws));
        _ = Measure(samples);
        var (once, twice) = (Measure(samples), Measure(2 * samples));
        double thousands = images * (samples / 1e3);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            name = "likelihood",
            images,
            samples,
            seconds = Math.Round(once.Seconds, 3),
            us_per_latent = Math.Round((twice.Seconds - once.Seconds) * 1e3 / thousands, 3),
            allocated_bytes_per_1000_latents = Math.Round((twice.Bytes - once.Bytes) / thousands),
            allocated_bytes_at_first = 2 * once.Bytes - twice.Bytes,
            gen2_collections = twice.Collections,
            backend = Backend.Describe(),
        }));
    }

    private readonly record struct Cost(double Seconds, long Bytes, int Collections)
    {
        public static Cost Of<T>(Func<T> work)
        {
            var (bytes, collections, start) = (GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(2), Stopwatch.GetTimestamp());
            _ = work();
            return new(
                Stopwatch.GetElapsedTime(start).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes, GC.CollectionCount(2) - collections);
        }
    }
}
