using System.Globalization;

namespace VaeFunctional;

/// <summary>The type of a NumPy array's elements: b (boolean), i (signed), u (unsigned) or f (floating-point), the size in bytes, and whether the
/// highest byte comes first.</summary>
internal readonly record struct NpyElement(char Kind, int Size, bool IsBigEndian)
{
    private const string ByteOrders = "<>|=";

    private static readonly string[] Numbers = ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"];

    /// <summary>The smallest precision that holds every element, and for integers of 64 bits the double one, which does not.</summary>
    public Precision Precision => (Kind == 'f' ? Size < sizeof(double) : Size < sizeof(int)) ? Precision.Single : Precision.Double;

    public static NpyElement Of(Precision precision) =>
        new('f', precision == Precision.Single ? sizeof(float) : sizeof(double), !BitConverter.IsLittleEndian);

    /// <summary>The type with NumPy's description, or null if a tensor cannot hold such elements.</summary>
    public static NpyElement? Find(string description) =>
        Numbers.Contains(WithoutOrder(description))
            ? new NpyElement(
                WithoutOrder(description)[0],
                WithoutOrder(description)[1] - '0',
                description[0] == '>' || (description[0] != '<' && !BitConverter.IsLittleEndian))
            : null;

    /// <summary>What an array that is not of numbers holds instead.</summary>
    public static string Explain(string description) => WithoutOrder(description) switch
    {
        ['O', ..] => "Python objects, which only unpickling could read, and that runs code",
        ['V', ..] => "structures or raw bytes",
        ['S' or 'a' or 'U', ..] => "text",
        ['c', ..] => "complex numbers",
        ['M' or 'm', ..] => "dates or durations",
        ['f' or 'g', ..] => "floating-point numbers of a size that no other machine knows",
        _ => "elements of an unknown type",
    };

    /// <summary>As NumPy describes it, such as <c>&lt;f4</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Size == 1 ? '|' : IsBigEndian ? '>' : '<')}{Kind}{Size}");

    private static string WithoutOrder(string description) =>
        description is [var order, ..] && ByteOrders.Contains(order) ? description[1..] : description;
}
