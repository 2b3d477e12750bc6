using Xunit;

namespace VaeFunctional.Tests;

/// <summary>One row an optimizer, with the naive scalar recurrence it must follow.</summary>
public sealed record OptimizerRow(string Name, Optimizer Optimizer, Func<Recurrence> Oracle)
{
    public override string ToString() => Name;
}

/// <summary>A scalar optimizer written down from its paper: from a parameter, a gradient and the time (from 1) to the next parameter.</summary>
public delegate double Recurrence(double parameter, double gradient, int time);

public static class OptimizerTable
{
    public static TheoryData<OptimizerRow> Rows => new(All);

    public static OptimizerRow[] All =>
    [
        new OptimizerRow("sgd", new Sgd(LearningRate.Constant(0.1)), () => (p, g, _) => p - (0.1 * g)),
        new OptimizerRow("momentum", new Sgd(LearningRate.Constant(0.05), 0.9), () => Momentum(0.05, 0.9)),
        new OptimizerRow("adam", new Adam(LearningRate.Constant(0.1)), () => Adam(_ => 0.1, 0.9, 0.999, 1e-8, 0)),
        new OptimizerRow("adam of other constants", new Adam(LearningRate.Constant(0.02), 0.5, 0.9, 1e-4), () => Adam(_ => 0.02, 0.5, 0.9, 1e-4, 0)),
        new OptimizerRow("adamw", VaeFunctional.Adam.WithDecoupledDecay(LearningRate.Constant(0.1), 0.3), () => Adam(_ => 0.1, 0.9, 0.999, 1e-8, 0.3)),
        new OptimizerRow(
            "adam on a schedule",
            VaeFunctional.Adam.Default.WithLearningRate(LearningRate.StepDecay(0.1, 10, 0.5)),
            () => Adam(time => 0.1 * Math.Pow(0.5, (time - 1) / 10), 0.9, 0.999, 1e-8, 0)),
    ];

    private static Recurrence Momentum(double rate, double momentum)
    {
        var m = 0.0;
        return (p, g, _) => p - (rate * (m = (momentum * m) + g));
    }

    private static Recurrence Adam(Func<int, double> rate, double beta1, double beta2, double epsilon, double decay)
    {
        var (m, v) = (0.0, 0.0);
        return (p, g, t) =>
        {
            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            var (first, second) = (m / (1 - Math.Pow(beta1, t)), v / (1 - Math.Pow(beta2, t)));
            return p - (rate(t) * ((first / (Math.Sqrt(second) + epsilon)) + (decay * p)));
        };
    }
}
