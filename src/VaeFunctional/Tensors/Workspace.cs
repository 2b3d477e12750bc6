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

    private readonly Dictionary<(Type Element, int Length), Stack<Array>> free = [];
    private readonly HashSet<Array> rented = new(ReferenceEqualityComparer.Instance);

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

    /// <summary>Makes this the workspace of the thread until the scope is disposed; its temporaries live on until it is entered again.</summary>
    public Scope EnterAfresh()
    {
        End();
        var outer = current;
        current = this;
        return new Scope(null, outer);
    }

    public T[] Rent<T>(int length)
    {
        var array = free.TryGetValue((typeof(T), length), out var stack) && stack.TryPop(out var reused)
            ? (T[])reused
            : GC.AllocateUninitializedArray<T>(length);
        rented.Add(array);
        return array;
    }

    /// <summary>The tensor as a value that outlives this workspace's evaluation.</summary>
    private Tensor MoveOut(Tensor tensor)
    {
        tensor.ThrowIfEnded();
        if (tensor.Owner != this)
            return tensor.StopGradient();
        return tensor.OwnsWholeArray && rented.Remove(tensor.Storage) ? tensor.Released() : tensor.CopyOutside();
    }

    /// <summary>Ends the temporaries. Arrays that the last evaluation did not need are let go, so that odd sizes do not pile up.</summary>
    private void End()
    {
        Generation++;
        free.Clear();
        foreach (var array in rented)
        {
            var key = (array.GetType().GetElementType()!, array.Length);
            if (!free.TryGetValue(key, out var stack))
                free[key] = stack = new Stack<Array>();
            stack.Push(array);
        }

        rented.Clear();
    }

    /// <summary>Restores the thread's former workspace, and ends the temporaries of the one it is given.</summary>
    public readonly struct Scope(Workspace? ending, Workspace? outer) : IDisposable
    {
        public void Dispose()
        {
            current = outer;
            ending?.End();
        }
    }
}
