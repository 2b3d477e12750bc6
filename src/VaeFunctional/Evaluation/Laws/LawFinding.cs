using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VaeFunctional;

/// <summary>What was found of a law, before it has a name.</summary>
internal sealed record LawFinding(LawOutcome Outcome, string Text, string Owner = "")
{
    public bool IsHeld => Outcome == LawOutcome.Holds;

    public static LawFinding NotTested(string why) => new(LawOutcome.NotTested, why);

    public static LawFinding Of(bool holds, string text, string owner = "") => new(holds ? LawOutcome.Holds : LawOutcome.Fails, text, owner);

    public static LawFinding Deviation(double[] actual, double[] expected, double allowed)
    {
        if (actual.Length != expected.Length)
            return Of(false, $"the model gives {actual.Length} numbers where {expected.Length} are expected");
        var largest = actual.Zip(expected, (a, b) => Math.Abs(a - b) / (1 + Math.Abs(b))).Aggregate(0.0, Math.Max);
        return Of(largest <= allowed, string.Create(CultureInfo.InvariantCulture, $"differs by {largest:G3}, at most {allowed:G3} allowed"));
    }

    /// <summary>The mean that is furthest from 0 for what it is allowed; the law holds if it is near enough.</summary>
    public static LawFinding Worst(IEnumerable<(string Of, ObservedMean Mean)> means, string owner, string nothing)
    {
        var all = means.ToList();
        if (all.Count == 0)
            return NotTested(nothing);
        var (what, worst) = all.MaxBy(pair => pair.Mean.Excess);
        return Of(worst.IsZero, $"{what}: {worst}", owner);
    }

    /// <summary>Verifies a law; what the model throws is what was found of it.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The model is the caller's; whatever it throws is what was found of this law.")]
    public static LawFinding Try(Func<LawFinding> verify)
    {
        try
        {
            return verify();
        }
        catch (NotSupportedException error)
        {
            return NotTested($"the model says: {error.Message}");
        }
        catch (Exception error)
        {
            return new(LawOutcome.Fails, error.Message);
        }
    }
}
