namespace VaeFunctional.Tests;

/// <summary>A change of a file. A place counts from the beginning, or where it is negative from the end, and wraps around in a shorter
/// file, so that every mutation applies to every file.</summary>
internal abstract record Mutation(int Place)
{
    /// <summary>The changed file; some changes take bytes from another one.</summary>
    public abstract byte[] Apply(byte[] file, byte[] other);

    /// <summary>Changes that are simpler to read, simplest first.</summary>
    public virtual IEnumerable<Mutation> Simpler() => Halves(Place).Select(place => this with { Place = place });

    protected int Start(byte[] file) => Index(Place, file);

    protected static int Index(int place, byte[] file) =>
        place >= 0 ? place % (file.Length + 1) : file.Length - (-place % (file.Length + 1));

    protected static int End(int start, int count, byte[] file) => Math.Min(start + count, file.Length);

    protected static IEnumerable<int> Halves(int number) => new[] { 0, number / 2 }.Where(half => half != number).Distinct();
}

internal sealed record FlipBit(int Place, int Bit) : Mutation(Place)
{
    public override byte[] Apply(byte[] file, byte[] other)
    {
        var result = file.ToArray();
        if (Start(file) < file.Length)
            result[Start(file)] ^= (byte)(1 << Bit);
        return result;
    }
}

internal sealed record Overwrite(int Place, string Hex) : Mutation(Place)
{
    public override byte[] Apply(byte[] file, byte[] other)
    {
        var (start, bytes) = (Start(file), Convert.FromHexString(Hex));
        var end = End(start, bytes.Length, file);
        return [.. file[..start], .. bytes[..(end - start)], .. file[end..]];
    }
}

/// <summary>The first digits from a place on give way to a text.</summary>
internal sealed record ReplaceNumber(int Place, string Text) : Mutation(Place)
{
    public override byte[] Apply(byte[] file, byte[] other)
    {
        var start = Start(file);
        while (start < file.Length && !char.IsAsciiDigit((char)file[start]))
            start++;
        var end = start;
        while (end < file.Length && char.IsAsciiDigit((char)file[end]))
            end++;
        return end == start ? file : [.. file[..start], .. System.Text.Encoding.ASCII.GetBytes(Text), .. file[end..]];
    }
}

internal sealed record Insert(int Place, string Hex, int Times) : Mutation(Place)
{
    public override byte[] Apply(byte[] file, byte[] other) =>
        [.. file[..Start(file)], .. Enumerable.Repeat(Convert.FromHexString(Hex), Times).SelectMany(bytes => bytes), .. file[Start(file)..]];

    public override IEnumerable<Mutation> Simpler() => Halves(Times).Select(times => this with { Times = times }).Concat(base.Simpler());
}

internal sealed record Delete(int Place, int Count) : Mutation(Place)
{
    public override byte[] Apply(byte[] file, byte[] other) => [.. file[..Start(file)], .. file[End(Start(file), Count, file)..]];

    public override IEnumerable<Mutation> Simpler() => Halves(Count).Select(count => this with { Count = count }).Concat(base.Simpler());
}

/// <summary>A block goes elsewhere.</summary>
internal sealed record Move(int Place, int Count, int To) : Mutation(Place)
{
    public override byte[] Apply(byte[] file, byte[] other)
    {
        var (start, end) = (Start(file), End(Start(file), Count, file));
        byte[] rest = [.. file[..start], .. file[end..]];
        var to = Index(To, rest);
        return [.. rest[..to], .. file[start..end], .. rest[to..]];
    }

    public override IEnumerable<Mutation> Simpler() => Halves(Count).Select(count => this with { Count = count }).Concat(base.Simpler());
}

internal sealed record Truncate(int Place) : Mutation(Place)
{
    public override byte[] Apply(byte[] file, byte[] other) => file[..Start(file)];
}

/// <summary>The beginning of the file, and the end of another from a place on.</summary>
internal sealed record Splice(int Place, int From) : Mutation(Place)
{
    public override byte[] Apply(byte[] file, byte[] other) => [.. file[..Start(file)], .. other[Index(From, other)..]];
}
