namespace VaeFunctional;

/// <summary>Runs over data in chunks of examples whose temporaries are reused, so that memory does not grow with the data.</summary>
internal static class Chunks
{
    /// <summary>Examples of a chunk.</summary>
    public const int Examples = 100;

    /// <summary>One result per chunk, in order; it holds numbers, not tensors of the evaluation.</summary>
    /// <param name="data">The data.</param>
    /// <param name="f">From a chunk's number and its examples <c>[examples, features]</c> to its result.</param>
    public static IEnumerable<TResult> Map<TResult>(IRecordSource data, Func<int, Tensor, TResult> f)
    {
        if (data.Count == 0)
            throw new ArgumentException("There is no data to evaluate.", nameof(data));
        var workspace = new Workspace();
        for (var first = 0; first < data.Count; first += Examples)
        {
            var (start, count) = (first, Math.Min(Examples, data.Count - first));
            yield return From(start, () => workspace.Run(() => f(start / Examples, data.ReadChecked(start, count)), (result, _) => result));
        }
    }

    /// <summary>Mean and standard error of numbers, one per example.</summary>
    public static (double Mean, double StandardError) Statistics(IReadOnlyCollection<double> values)
    {
        var mean = values.Sum() / values.Count;
        var variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return (mean, Math.Sqrt(variance / values.Count));
    }

    /// <summary>Runs a chunk; what is wrong with its examples is reported with the place where they begin.</summary>
    private static TResult From<TResult>(int start, Func<TResult> chunk)
    {
        try
        {
            return chunk();
        }
        catch (ArgumentException error) when (start > 0)
        {
            throw new ArgumentException($"Examples from {start} on: {error.Message}", error);
        }
    }
}
