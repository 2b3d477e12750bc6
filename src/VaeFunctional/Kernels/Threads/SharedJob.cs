using System.Runtime.InteropServices;

namespace VaeFunctional.Kernels;

/// <summary>The job of a team: what to call, and which part comes next.</summary>
internal sealed unsafe class SharedJob
{
    private const int NoPart = int.MaxValue;

    private delegate*<nint, int, void> body;
    private nint argument;
    private int parts;
    private int helpers;
    private Counters counters;

    /// <summary>The number of the last job published; 0 before the first.</summary>
    public int Number => (int)(Volatile.Read(ref counters.Ticket) >> 32);

    /// <summary>Replaces a job that has ended, for a caller and the given number of helpers.</summary>
    public void Publish(delegate*<nint, int, void> body, nint argument, int parts, int helpers)
    {
        long number = counters.Ticket >> 32;
        // While the job changes there is no part to take, not even for late helpers of the last one.
        Interlocked.Exchange(ref counters.Ticket, number << 32 | NoPart);
        this.body = body;
        this.argument = argument;
        this.parts = parts;
        this.helpers = helpers;
        counters.Unfinished = parts;
        // The fence comes before the caller's look at which helpers sleep.
        Interlocked.Exchange(ref counters.Ticket, (number + 1) << 32);
    }

    /// <summary>Whether the job is also for the helper with this index.</summary>
    public bool IsFor(int helper) => helper < helpers;

    /// <summary>Takes parts until no part is left.</summary>
    public void TakeParts()
    {
        while (true)
        {
            long seen = Volatile.Read(ref counters.Ticket);
            int part = (int)seen;
            if (part >= parts)
                return;
            var task = body;
            nint passed = argument;
            // Where the exchange succeeds, the job has not changed since the ticket was read.
            if (Interlocked.CompareExchange(ref counters.Ticket, seen + 1, seen) != seen)
                continue;
            task(passed, part);
            Interlocked.Decrement(ref counters.Unfinished);
        }
    }

    /// <summary>Waits for the parts that others took.</summary>
    public void AwaitEnd()
    {
        const int roundsBeforeYielding = 1000;
        for (int round = 0; Volatile.Read(ref counters.Unfinished) > 0; round++)
            if (round < roundsBeforeYielding)
                Thread.SpinWait(1);
            else
                Thread.Yield();
    }

    /// <summary>What several threads write, each on its own cache line.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 4 * Line)]
    private struct Counters
    {
        private const int Line = 128;

        // The number of the job above the index of the next part: a helper that comes late finds another number or no part left.
        [FieldOffset(Line)]
        public long Ticket;

        [FieldOffset(2 * Line)]
        public int Unfinished;
    }
}
