namespace VaeFunctional;

/// <summary>The reverse sweep: from a scalar's trace to the cotangent of every variable it depends on.</summary>
internal static class Backpropagation
{
    /// <summary>The gradient of a scalar: the cotangent of each variable, zero where it does not depend on one.</summary>
    /// <exception cref="InvalidOperationException">It depends on a variable that is not among those given.</exception>
    public static Tensor[] Gradient(Tensor output, Tensor[] variables)
    {
        var cotangents = Cotangents(output);
        var gradient = new Tensor[variables.Length];
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = cotangents.Remove(variables[i].Trace!, out var cotangent)
                ? cotangent
                : Tensor.Zeros(variables[i].Shape, variables[i].Precision);
        }

        return cotangents.Count == 0
            ? gradient
            : throw new InvalidOperationException(
                "The objective depends on variables of another differentiation, which is of first order: keep values from inside an objective as Copy().");
    }

    /// <summary>The cotangents of all variables behind a scalar. Results come before their arguments, so that a cotangent is whole when it is passed on.</summary>
    private static Dictionary<Trace, Tensor> Cotangents(Tensor output)
    {
        var cotangents = new Dictionary<Trace, Tensor>(ReferenceEqualityComparer.Instance);
        if (output.Trace is null)
            return cotangents;
        var latestFirst = new PriorityQueue<Trace, long>();
        Reach(output.Trace, Tensor.Ones(output.Shape, output.Precision));
        while (latestFirst.TryDequeue(out var trace, out _))
        {
            if (trace.Edges.IsEmpty)
                continue;
            cotangents.Remove(trace, out var cotangent);
            foreach (var edge in trace.Edges)
                Accumulate(edge, edge.Pullback(cotangent!));
        }

        return cotangents;

        void Accumulate(Edge edge, Tensor contribution)
        {
            if (contribution.Shape != edge.Parent.Shape)
                throw new InvalidOperationException($"A pullback returned shape {contribution.Shape} for an argument of shape {edge.Parent.Shape}.");
            var trace = edge.Parent.Trace!;
            var rounded = contribution.StopGradient().To(edge.Parent.Precision);
            if (cotangents.TryGetValue(trace, out var sum))
                cotangents[trace] = sum + rounded;
            else
                Reach(trace, rounded);
        }

        void Reach(Trace trace, Tensor cotangent)
        {
            cotangents.Add(trace, cotangent);
            latestFirst.Enqueue(trace, -trace.Number);
        }
    }
}
