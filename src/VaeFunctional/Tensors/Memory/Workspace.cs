namespace VaeFunctional;

/// <summary>
/// The memory of evaluations. While a workspace is entered, every tensor made on its thread is a temporary of it; when it is left the
/// temporaries end, and their arrays serve the next evaluation. Nothing outside can tell, except that an ended temporary refuses to be read.
/// </summary>
internal sealed class Workspace
{
    [ThreadStatic]
    private static Workspace? current;

    [ThreadStatic]
    private static Workspace? idle;

    private readonly ArrayShelves<float> singles = new();
    private readonly ArrayShelves<double> doubles = new();

    /// <summary>The workspace that owns what this thread makes now, if any.</summary>
    public static Workspace? Current => current;

    /// <summary>Counts the evaluations this workspace has served; a temporary of an earlier one is ended.</summary>
    public long Generation { get; private set; }

    /// <summary>
    /// Runs an evaluation and moves its result out. An evaluation within another shares its workspace, so that nothing is moved twice.
    /// </summary>
    public static TResult Evaluate<TResult>(Func<TResult> evaluation, Func<TResult, Func<Tensor, Tensor>, TResult> map)
    {
        if (current is not null)
            return evaluation();
        var workspace = idle ?? new Workspace();
        idle = null;
        try
        {
            return workspace.Run(evaluation, map);
        }
        finally
        {
            idle = workspace;
        }
    }

    /// <summary>Runs an evaluation whose temporaries end with it, also within another evaluation.</summary>
    public TResult Run<TResult>(Func<TResult> evaluation, Func<TResult, Func<Tensor, Tensor>, TResult> map)
    {
        using var _ = Enter();
        return map(evaluation(), MoveOut);
    }

    /// <summary>Makes this the workspace of the thread until the scope is disposed; then its temporaries end.</summary>
    public Scope Enter()
    {
        var outer = current;
        current = this;
        return new Scope(this, outer);
    }

    /// <summary>Ends the tensors that were lent in its name: their memory is about to change, and belongs to somebody else.</summary>
    public void EndLoans() => Generation++;

    public T[] Rent<T>(int length) =>
        typeof(T) == typeof(float) ? (T[])(Array)singles.Rent(length) : (T[])(Array)doubles.Rent(length);

    /// <summary>The tensor as a value that outlives this workspace's evaluation.</summary>
    private Tensor MoveOut(Tensor tensor)
    {
        tensor.ThrowIfEnded();
        if (tensor.Owner != this)
            return tensor.StopGradient();
        return tensor.OwnsWholeArray && GiveUp(tensor.Storage) ? tensor.Released() : tensor.CopyOutside();
    }

    private bool GiveUp(Array array) => array is float[] single ? singles.GiveUp(single) : doubles.GiveUp((double[])array);

    private void End()
    {
        Generation++;
        singles.TakeBack();
        doubles.TakeBack();
    }

    /// <summary>Restores the thread's former workspace, and ends the temporaries of the one it is given.</summary>
    public readonly struct Scope(Workspace ending, Workspace? outer) : IDisposable
    {
        public void Dispose()
        {
            current = outer;
            ending.End();
        }
    }
}
