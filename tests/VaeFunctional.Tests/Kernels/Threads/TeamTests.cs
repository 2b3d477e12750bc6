using System.Diagnostics;
using Xunit;

namespace VaeFunctional.Tests;

[Collection(nameof(SetsThreads))]
public sealed unsafe class TeamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Every_part_of_every_job_runs_once_though_jobs_grow_and_shrink()
    {
        // A helper left over from a small job meets the larger next one: the loop is long enough for that to happen often.
        var watch = Stopwatch.StartNew();
        for (var job = 0; (job & 1023) != 0 || watch.Elapsed < TimeSpan.FromSeconds(2); job++)
            AssertEachPartRunsOnce(parts: job % 2 == 0 ? 2 : 16, threads: 4);
    }

    [Fact]
    public void Every_part_runs_once_whatever_the_number_of_threads_was_before()
    {
        for (var job = 0; job < 2000; job++)
            AssertEachPartRunsOnce(parts: 7, threads: 1 + job * 5 % 6);
    }

    [Fact]
    public void A_helper_takes_part()
    {
        var meeting = new Meeting();
        for (var job = 0; job < 20; job++)
        {
            meeting.Present = 0;
            Team.Run(&Meet, (nint)(&meeting), 2, threads: 2);
            Assert.False(meeting.Missed);
        }
    }

    [Fact]
    public void A_helper_that_sleeps_is_woken()
    {
        var meeting = new Meeting();
        for (var job = 0; job < 20; job++)
        {
            // Longer than a helper looks out for the next job.
            Thread.Sleep(5);
            meeting.Present = 0;
            Team.Run(&Meet, (nint)(&meeting), 2, threads: 2);
            Assert.False(meeting.Missed);
        }
    }

    [Fact]
    public void Threads_that_call_at_the_same_time_do_not_disturb_each_other() => Parallel.For(0, 8, caller =>
    {
        for (var job = 0; job < 5000; job++)
            AssertEachPartRunsOnce(parts: 1 + (job + caller) % 9, threads: 3);
    });

    [Fact]
    public void A_body_may_call_the_team_again()
    {
        var runs = stackalloc int[16];
        new Span<int>(runs, 16).Clear();
        Team.Run(&RunFourCounts, (nint)runs, 4, threads: 4);
        Assert.Equal(Enumerable.Repeat(1, 16), new Span<int>(runs, 16).ToArray());
    }

    [Fact]
    public void A_job_allocates_nothing()
    {
        var runs = stackalloc int[16];
        Assert.Equal(0, Allocation.OfEveryRun(() =>
        {
            for (var job = 0; job < 100; job++)
                Team.Run(&Count, (nint)runs, 16, threads: 3);
        }));
    }

    private static void AssertEachPartRunsOnce(int parts, int threads)
    {
        var runs = stackalloc int[16];
        new Span<int>(runs, 16).Clear();
        Team.Run(&Count, (nint)runs, parts, threads);
        for (var part = 0; part < 16; part++)
        {
            if (runs[part] != (part < parts ? 1 : 0))
                Assert.Fail($"Part {part} of {parts} ran {runs[part]} times.");
        }
    }

    private static void Count(nint runs, int part) => Interlocked.Increment(ref ((int*)runs)[part]);

    private static void RunFourCounts(nint runs, int part) => Team.Run(&Count, runs + 4 * part * sizeof(int), 4, threads: 4);

    /// <summary>Ends only when another thread is in the other part.</summary>
    private static void Meet(nint meeting, int part)
    {
        ref var met = ref *(Meeting*)meeting;
        Interlocked.Increment(ref met.Present);
        var watch = Stopwatch.StartNew();
        while (Volatile.Read(ref met.Present) < 2 && !met.Missed)
        {
            Thread.Yield();
            met.Missed = watch.Elapsed > Patience;
        }
    }

    private struct Meeting
    {
        public int Present;
        public bool Missed;
    }
}
