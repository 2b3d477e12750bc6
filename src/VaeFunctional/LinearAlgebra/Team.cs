namespace VaeFunctional;

/// <summary>
/// Runs the parts of one job on the calling thread and whichever pool threads come to help. Parts are handed out one by one, so a busy
/// pool delays nobody: the caller does what nobody took. Nothing is allocated after the first job of a thread.
/// </summary>
internal sealed unsafe class Team : IThreadPoolWorkItem
{
    [ThreadStatic]
    private static Team? ofThisThread;

    private delegate*<nint, int, void> body;
    private nint job;
    private int parts;
    private int unfinished;

    // The number of the job above the index of the next part: a helper that comes late finds another number or no part left.
    private long ticket;

    /// <summary>
    /// Calls body(job, part) once for each part below the count, on at most so many threads; returns when all have ended.
    /// The body must not throw.
    /// </summary>
    public static void Run(delegate*<nint, int, void> body, nint job, int parts, int threads)
    {
        int helpers = Math.Min(parts, threads) - 1;
        if (helpers > 0)
            (ofThisThread ??= new Team()).RunParts(body, job, parts, helpers);
        else
            for (int part = 0; part < parts; part++)
                body(job, part);
    }

    private void RunParts(delegate*<nint, int, void> body, nint job, int parts, int helpers)
    {
        long number = ((ticket >> 32) + 1) << 32;
        // While the job changes there is no part to take, for late helpers of the last job either.
        Interlocked.Exchange(ref ticket, number | int.MaxValue);
        this.body = body;
        this.job = job;
        this.parts = parts;
        unfinished = parts;
        Volatile.Write(ref ticket, number);
        for (int helper = 0; helper < helpers; helper++)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        Execute();
        var wait = default(SpinWait);
        while (Volatile.Read(ref unfinished) > 0)
            wait.SpinOnce(sleep1Threshold: -1);
    }

    /// <summary>Takes parts until none is left.</summary>
    public void Execute()
    {
        while (true)
        {
            long seen = Volatile.Read(ref ticket);
            int part = (int)seen;
            if (part >= parts)
                return;
            var task = body;
            nint argument = job;
            // Where the exchange succeeds, the job has not changed since the ticket was read.
            if (Interlocked.CompareExchange(ref ticket, seen + 1, seen) != seen)
                continue;
            task(argument, part);
            Interlocked.Decrement(ref unfinished);
        }
    }
}
