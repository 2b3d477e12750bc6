namespace VaeFunctional.Tests;

/// <summary>Every activation by name, with its formula in double.</summary>
internal static class ActivationTable
{
    public static IReadOnlyDictionary<string, ActivationRow> Rows { get; } = new Dictionary<string, ActivationRow>
    {
        ["identity"] = new(Activation.Identity, x => x),
        ["relu"] = new(Activation.Relu, x => x > 0 ? x : 0),
        ["tanh"] = new(Activation.Tanh, Math.Tanh),
        ["sigmoid"] = new(Activation.Sigmoid, x => 1 / (1 + Math.Exp(-x))),
        ["softplus"] = new(Activation.Softplus, x => x > 0 ? x + Math.Log(1 + Math.Exp(-x)) : Math.Log(1 + Math.Exp(x))),
        ["elu"] = new(Activation.Elu, x => x > 0 ? x : Math.Exp(x) - 1),
        ["silu"] = new(Activation.Silu, x => x / (1 + Math.Exp(-x))),
        ["gelu"] = new(Activation.Gelu, x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        ["leaky relu"] = new(Activation.LeakyRelu(0.1), x => x > 0 ? x : 0.1 * x),
        ["custom"] = new(Activation.Of("softsign", x => x / (1 + x.Abs())), x => x / (1 + Math.Abs(x))),
    };

    public static Func<double, double> FormulaOf(Activation activation) => Rows.Values.Single(row => row.Activation == activation).Formula;
}

internal sealed record ActivationRow(Activation Activation, Func<double, double> Formula);
