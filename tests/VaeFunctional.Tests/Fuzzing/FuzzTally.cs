namespace VaeFunctional.Tests;

/// <summary>Counts outcomes, and the most memory that they took.</summary>
internal sealed class FuzzTally
{
    /// <summary>From this size on, in bytes, memory is compared with the size.</summary>
    private const int Large = 1 << 14;

    private readonly SortedDictionary<string, int> refusals = new(StringComparer.Ordinal);
    private long mostForSmall;
    private double mostForByteOfLarge;

    public int Read { get; private set; }

    public int Refused => refusals.Values.Sum();

    public void Add(FuzzOutcome outcome)
    {
        if (outcome.IsRead)
            Read++;
        else
            refusals[outcome.Refusal] = refusals.GetValueOrDefault(outcome.Refusal) + 1;
        if (outcome.Size < Large)
            mostForSmall = Math.Max(mostForSmall, outcome.Allocated);
        else
            mostForByteOfLarge = Math.Max(mostForByteOfLarge, (double)outcome.Allocated / outcome.Size);
    }

    public override string ToString() =>
        FormattableString.Invariant(
            $"{Read} read, {string.Join(", ", refusals.Select(refusal => $"{refusal.Value} {refusal.Key}"))}; at most {mostForSmall} bytes allocated for a small file and {mostForByteOfLarge:F1} a byte of a large one");
}
