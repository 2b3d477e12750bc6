using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>Colors of medium lightness, readable on light and dark backgrounds.</summary>
internal static class ChartColors
{
    /// <summary>Text, axes and frames.</summary>
    public const string Ink = "#7a7a7a";

    private static readonly ImmutableArray<string> Named =
        ["#3b82c4", "#e07b1a", "#2f9e55", "#d64550", "#8a63c9", "#8c6d54", "#d65fb0", "#7f8c3a", "#1aa5b8", "#c9a227"];

    /// <summary>The scale from low to high: blue, violet, red, orange, yellow.</summary>
    private static readonly ImmutableArray<Rgb> Stops =
        [new(0x2f, 0x7e, 0xd8), new(0x8a, 0x5f, 0xc9), new(0xcf, 0x4b, 0x7d), new(0xe5, 0x7a, 0x2c), new(0xd9, 0xb3, 0x1f)];

    /// <summary>The color of a category: ten that are easy to name, then hues by the golden angle.</summary>
    public static string Category(int index) =>
        index < Named.Length ? Named[index] : $"hsl({Svg.Number(index * 137.508 % 360)} 55% 52%)";

    /// <summary>The color of a position from 0, low, to 1, high.</summary>
    public static string Continuous(double position)
    {
        var place = Math.Clamp(position, 0, 1) * (Stops.Length - 1);
        var below = Math.Min((int)place, Stops.Length - 2);
        return Stops[below].Toward(Stops[below + 1], place - below).ToString();
    }

    private readonly record struct Rgb(double Red, double Green, double Blue)
    {
        public Rgb Toward(Rgb other, double part) =>
            new(Red + ((other.Red - Red) * part), Green + ((other.Green - Green) * part), Blue + ((other.Blue - Blue) * part));

        public override string ToString() => $"#{(int)Math.Round(Red):x2}{(int)Math.Round(Green):x2}{(int)Math.Round(Blue):x2}";
    }
}
