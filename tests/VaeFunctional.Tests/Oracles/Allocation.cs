namespace VaeFunctional.Tests;

/// <summary>The memory that code takes.</summary>
internal static class Allocation
{
    /// <summary>
    /// The bytes that an action allocates on this thread whenever it runs: the least of several runs, for the runtime itself allocates
    /// now and then, as when it compiles a method again.
    /// </summary>
    public static long OfEveryRun(Action action) =>
        Enumerable.Range(0, 10).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
}
