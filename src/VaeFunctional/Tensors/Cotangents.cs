namespace VaeFunctional;

/// <summary>The reverse sweep: from a scalar's trace to the cotangent of every variable it depends on.</summary>
internal sealed class Cotangents
{
    private readonly Dictionary<long, Tensor> sums = [];
    private readonly Dictionary<Trace, Tensor> kept = new(ReferenceEqualityComparer.Instance);
    private readonly PriorityQueue<Trace, long> latestFirst = new();

    private Cotangents()
    {
    }

    /// <summary>The cotangents of all variables behind a scalar. Results come before their arguments, so that a cotangent is whole when it is passed on.</summary>
    public static IDictionary<Trace, Tensor> OfVariables(Tensor output)
    {
        var cotangents = new Cotangents();
        cotangents.Add(output, Tensor.Ones(output.Shape, output.Precision));
        while (cotangents.latestFirst.TryDequeue(out var trace, out _))
        {
            cotangents.sums.Remove(trace.Number, out var cotangent);
            trace.Pull(cotangent!, cotangents);
        }

        return cotangents.kept;
    }

    /// <summary>Adds to the cotangent of an argument, if it is traced.</summary>
    public void Add(Tensor argument, Tensor contribution)
    {
        if (argument.Trace is not { } trace)
            return;
        if (contribution.Shape != argument.Shape)
            throw new InvalidOperationException($"A pullback returned shape {contribution.Shape} for an argument of shape {argument.Shape}.");
        var rounded = contribution.StopGradient().To(argument.Precision);
        if (sums.TryGetValue(trace.Number, out var sum))
        {
            sums[trace.Number] = sum + rounded;
            return;
        }

        sums.Add(trace.Number, rounded);
        latestFirst.Enqueue(trace, -trace.Number);
    }

    public void Keep(Trace variable, Tensor cotangent) => kept.Add(variable, cotangent);
}
