namespace VaeFunctional;

/// <summary>What is known of a law after it was verified.</summary>
public enum LawOutcome
{
    /// <summary>It was verified and holds.</summary>
    Holds,

    /// <summary>It was verified and does not hold, or the model threw any other exception.</summary>
    Fails,

    /// <summary>There was nothing to verify it on, or the model threw a <see cref="NotSupportedException"/>; what was found says why.</summary>
    NotTested,
}

/// <summary>A law, and what was found of it on a model.</summary>
/// <param name="Name">The law as a sentence.</param>
/// <param name="Outcome">Whether it holds, fails, or was not tested.</param>
/// <param name="Found">The number found and what is allowed, why it was not tested, or the message of the exception that the model threw.</param>
/// <param name="Owner">The path of the parameter, or the distribution, that the finding is about; empty where it is about the whole model.</param>
/// <param name="Rows">The number of examples used; 0 where the law takes no data.</param>
public sealed record ModelLaw(string Name, LawOutcome Outcome, string Found, string Owner, int Rows)
{
    /// <summary>Whether it was verified and holds.</summary>
    public bool Holds => Outcome == LawOutcome.Holds;

    /// <summary>Outcome, law, owner, rows and finding, in a line.</summary>
    public override string ToString() => Line(Name.Length);

    internal string Line(int width)
    {
        var outcome = Outcome switch { LawOutcome.Holds => "holds", LawOutcome.Fails => "FAILS", _ => "not tested" };
        var rows = Rows switch { 0 => "", 1 => " (1 row)", _ => $" ({Rows} rows)" };
        var owner = Owner.Length == 0 ? "" : $"{Owner}: ";
        return $"{outcome,-10}  {Name.PadRight(width)}  {owner}{Found}{rows}";
    }
}
