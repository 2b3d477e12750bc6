namespace VaeFunctional.Kernels;

/// <summary>Work on a range of elements or rows, each of which is computed alike whatever range it is in.</summary>
internal interface IRangeJob
{
    void Run(int start, int length);
}

/// <summary>Divides a range among the threads of the team.</summary>
internal static unsafe class Ranges
{
    // Parts of elements are whole cache lines long, so that threads seldom write to the same one.
    private const int Multiple = 64;

    /// <summary>Runs a job over elements.</summary>
    /// <param name="job">The job; it may hold pointers, which must stay valid until this returns.</param>
    /// <param name="length">The number of elements.</param>
    /// <param name="grain">How many elements are worth a thread.</param>
    public static void Run<TJob>(TJob job, int length, int grain) where TJob : unmanaged, IRangeJob =>
        Run(job, length, grain, Multiple);

    /// <summary>Runs a job over rows of the given number of elements.</summary>
    public static void RunRows<TJob>(TJob job, int rows, int columns, int grain) where TJob : unmanaged, IRangeJob =>
        Run(job, rows, Math.Max(1, grain / Math.Max(1, columns)), 1);

    private static void Run<TJob>(TJob job, int length, int grain, int multiple) where TJob : unmanaged, IRangeJob
    {
        int threads = (int)Math.Min(ThreadCount.Current, (uint)length / (uint)grain);
        if (threads <= 1)
        {
            job.Run(0, length);
            return;
        }
        int part = ((length - 1) / threads / multiple + 1) * multiple;
        var divided = new Divided<TJob> { Job = job, Length = length, Part = part };
        Team.Run(&Divided<TJob>.RunPart, (nint)(&divided), (length - 1) / part + 1, threads);
    }

    private struct Divided<TJob> where TJob : unmanaged, IRangeJob
    {
        public TJob Job;
        public int Length;
        public int Part;

        public static void RunPart(nint divided, int index)
        {
            var all = (Divided<TJob>*)divided;
            int start = index * all->Part;
            all->Job.Run(start, Math.Min(all->Part, all->Length - start));
        }
    }
}
