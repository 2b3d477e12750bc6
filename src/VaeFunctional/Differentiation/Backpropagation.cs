namespace VaeFunctional;

/// <summary>The reverse sweep: from a scalar's trace to the cotangent of every variable it depends on.</summary>
internal static class Backpropagation
{
    /// <summary>The cotangents of the variables that a scalar depends on.</summary>
    /// <exception cref="InvalidOperationException">It depends on a variable that is not among those given.</exception>
    public static IReadOnlyDictionary<Trace, Tensor> Cotangents(Tensor output, IEnumerable<Tensor> variables)
    {
        var cotangents = new Dictionary<Trace, Tensor>(ReferenceEqualityComparer.Instance);
        if (output.Trace is null)
            return cotangents;
        var own = variables.Select(variable => variable.Trace!).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        cotangents[output.Trace] = Tensor.Ones(output.Shape, output.Precision);
        foreach (var trace in ResultsBeforeArguments(output.Trace))
        {
            if (own.Contains(trace))
                continue;
            if (trace.Edges.IsEmpty)
            {
                throw new InvalidOperationException(
                    "The objective depends on variables of another differentiation, which is of first order: keep values from inside an objective as Copy().");
            }

            cotangents.Remove(trace, out var cotangent);
            foreach (var edge in trace.Edges)
                Accumulate(cotangents, edge, edge.Pullback(cotangent!));
        }

        return cotangents;
    }

    private static void Accumulate(Dictionary<Trace, Tensor> cotangents, Edge edge, Tensor contribution)
    {
        if (contribution.Shape != edge.Parent.Shape)
            throw new InvalidOperationException($"A pullback returned shape {contribution.Shape} for an argument of shape {edge.Parent.Shape}.");
        var trace = edge.Parent.Trace!;
        var rounded = contribution.StopGradient().To(edge.Parent.Precision);
        cotangents[trace] = cotangents.TryGetValue(trace, out var sum) ? sum + rounded : rounded;
    }

    /// <summary>The traces behind one, each after all that depend on it; the order is a function of the graph alone.</summary>
    private static List<Trace> ResultsBeforeArguments(Trace output)
    {
        var finished = new List<Trace>();
        var visited = new HashSet<Trace>(ReferenceEqualityComparer.Instance) { output };
        var path = new Stack<(Trace Trace, int NextEdge)>();
        path.Push((output, 0));
        while (path.TryPop(out var top))
        {
            if (top.NextEdge == top.Trace.Edges.Length)
            {
                finished.Add(top.Trace);
                continue;
            }

            path.Push((top.Trace, top.NextEdge + 1));
            var parent = top.Trace.Edges[top.NextEdge].Parent.Trace!;
            if (visited.Add(parent))
                path.Push((parent, 0));
        }

        finished.Reverse();
        return finished;
    }
}
