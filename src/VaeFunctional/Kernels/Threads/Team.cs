namespace VaeFunctional.Kernels;

/// <summary>
/// Runs the parts of one job on the calling thread and a permanent team of helpers. Parts are handed out one by one, so a helper that
/// comes late delays nobody: the caller does what nobody took. Only a larger team than ever before allocates.
/// </summary>
internal static unsafe class Team
{
    private static readonly SharedJob Job = new();

    private static Helper[] helpers = [];
    private static int busy;

    /// <summary>
    /// Calls body(job, part) once for each part below the count, on about the given number of threads; returns when all have ended. The body must
    /// not throw. The team serves one caller at a time: another one runs its parts itself, and so does a body that calls again.
    /// </summary>
    public static void Run(delegate*<nint, int, void> body, nint job, int parts, int threads)
    {
        int wanted = Math.Min(parts, threads) - 1;
        if (wanted > 0 && Volatile.Read(ref busy) == 0 && Interlocked.Exchange(ref busy, 1) == 0)
            RunTogether(body, job, parts, wanted);
        else
            for (int part = 0; part < parts; part++)
                body(job, part);
    }

    private static void RunTogether(delegate*<nint, int, void> body, nint job, int parts, int wanted)
    {
        try
        {
            if (helpers.Length < wanted)
                helpers = [.. helpers, .. Enumerable.Range(helpers.Length, wanted - helpers.Length).Select(index => new Helper(Job, index))];
            Publish(body, job, parts, wanted);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    private static void Publish(delegate*<nint, int, void> body, nint job, int parts, int wanted)
    {
        Job.Publish(body, job, parts, wanted);
        try
        {
            for (int index = 0; index < wanted; index++)
                helpers[index].Wake();
        }
        finally
        {
            // Whatever happens, no thread may still work on the job when its caller goes on.
            Job.TakeParts();
            Job.AwaitEnd();
        }
    }
}
