namespace VaeFunctional.Kernels;

/// <summary>Work on a range of elements or rows, each of which is computed in the same way whatever range it is in.</summary>
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
    /// <param name="grain">The number of elements that are worth a thread.</param>
    /// <param name="team">The most threads; null for <see cref="ThreadCount.Current"/>.</param>
    public static void Run<TJob>(TJob job, int length, int grain, int? team = null) where TJob : unmanaged, IRangeJob =>
        Divide(job, length, grain, Multiple, team ?? ThreadCount.Current);

    /// <summary>Runs a job over rows of the given number of elements.</summary>
    public static void RunRows<TJob>(TJob job, int rows, int columns, int grain, int? team = null) where TJob : unmanaged, IRangeJob =>
        Divide(job, rows, Math.Max(1, grain / Math.Max(1, columns)), 1, team ?? ThreadCount.Current);

    private static void Divide<TJob>(TJob job, int length, int grain, int multiple, int team) where TJob : unmanaged, IRangeJob
    {
        int threads = (int)Math.Min(team, (uint)length / (uint)grain);
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
