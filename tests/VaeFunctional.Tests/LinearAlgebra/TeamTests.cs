using System.Diagnostics;
using Xunit;

namespace VaeFunctional.Tests;

[Collection(nameof(SetsThreads))]
public sealed unsafe class TeamTests
{
    [Fact]
    public void Every_part_of_every_job_runs_once_though_jobs_grow_and_shrink()
    {
        // A helper left over from a small job meets the larger next one: the loop is long enough for that to happen often.
        var runs = stackalloc int[16];
        var watch = Stopwatch.StartNew();
        for (var job = 0; (job & 1023) != 0 || watch.Elapsed < TimeSpan.FromSeconds(2); job++)
        {
            var parts = job % 2 == 0 ? 2 : 16;
            new Span<int>(runs, 16).Clear();
            Team.Run(&Count, (nint)runs, parts, threads: 4);
            for (var part = 0; part < 16; part++)
            {
                if (runs[part] != (part < parts ? 1 : 0))
                    Assert.Fail($"Part {part} of {parts} ran {runs[part]} times in job {job}.");
            }
        }
    }

    private static void Count(nint runs, int part) => Interlocked.Increment(ref ((int*)runs)[part]);
}
