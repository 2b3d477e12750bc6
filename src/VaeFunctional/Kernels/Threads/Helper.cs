using System.Diagnostics;

namespace VaeFunctional.Kernels;

/// <summary>A thread that helps with a team's jobs: it looks for the next one for a short while, then sleeps until it is woken.</summary>
internal sealed class Helper
{
    private const int LooksBetweenYields = 64;

    private static readonly long Patience = Stopwatch.Frequency / 10_000;

    private readonly SharedJob job;
    private readonly int index;
    private readonly object gate = new();
    private bool asleep;

    public Helper(SharedJob job, int index)
    {
        this.job = job;
        this.index = index;
        new Thread(Help) { IsBackground = true, Name = $"VaeFunctional helper {index + 1}" }.UnsafeStart();
    }

    /// <summary>Makes sure that a job published before is noticed.</summary>
    public void Wake()
    {
        if (!Volatile.Read(ref asleep))
            return;
        lock (gate)
        {
            asleep = false;
            Monitor.Pulse(gate);
        }
    }

    private void Help()
    {
        for (int last = 0; ;)
        {
            last = AwaitJobAfter(last);
            job.TakeParts();
        }
    }

    /// <summary>Waits for a job for this helper whose number is not the given one, and returns its number.</summary>
    private int AwaitJobAfter(int last)
    {
        long start = Stopwatch.GetTimestamp();
        for (int look = 1; ; look++)
        {
            int number = job.Number;
            if (number != last && job.IsFor(index))
                return number;
            Thread.SpinWait(1);
            if (look % LooksBetweenYields != 0)
                continue;
            Thread.Yield();
            if (Stopwatch.GetTimestamp() - start > Patience)
            {
                SleepUnlessAfter(number);
                start = Stopwatch.GetTimestamp();
            }
        }
    }

    private void SleepUnlessAfter(int number)
    {
        lock (gate)
        {
            Volatile.Write(ref asleep, true);
            // The publisher of a job checks afterwards who sleeps: with this fence, either it sees the mark or this thread sees the job.
            Interlocked.MemoryBarrier();
            if (job.Number != number)
                asleep = false;
            while (asleep)
                Monitor.Wait(gate);
        }
    }
}
