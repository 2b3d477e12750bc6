using System.Collections.Immutable;
using System.Globalization;

namespace VaeFunctional;

/// <summary>One axis: a range of numbers that contains the data, positions within it from 0 to 1, and ticks at round numbers.</summary>
internal sealed class ChartScale
{
    private const int MostTicks = 8;

    /// <summary>A narrower range, relative to its numbers, could not be distinguished from a single number.</summary>
    private const double NarrowestRelativeRange = 1e-9;
    private const double NarrowestRange = 1e-300;

    private readonly double from;
    private readonly double to;
    private readonly double step;

    private ChartScale(double from, double to)
    {
        this.from = from;
        this.to = to;
        step = RoundStep((to - from) / MostTicks);
        Ticks = [.. TickNumbers()];
    }

    public ImmutableArray<double> Ticks { get; }

    /// <summary>The scale that just contains the data, or a little more when the data is a single number.</summary>
    public static ChartScale Around(IEnumerable<double> data)
    {
        var (from, to) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var number in data)
            (from, to) = (Math.Min(from, number), Math.Max(to, number));
        var size = Math.Max(Math.Abs(from), Math.Abs(to));
        if (!double.IsFinite(to - from) || size > double.MaxValue / 4)
            throw new ArgumentException($"Numbers from {from} to {to} are too far apart for one axis.");
        if (to - from > Math.Max(NarrowestRange, size * NarrowestRelativeRange))
            return new ChartScale(from, to);
        var half = size > NarrowestRange ? size / 10 : 1;
        return new ChartScale(from - half, to + half);
    }

    /// <summary>This scale with a margin on both sides, as a fraction of its length.</summary>
    public ChartScale Widened(double part) => new(from - ((to - from) * part), to + ((to - from) * part));

    /// <summary>The position of a number: 0 at the beginning of the range, 1 at its end.</summary>
    public double Position(double number) => (number - from) / (to - from);

    /// <summary>A tick's number with the digits that its step needs.</summary>
    public string Describe(double tick)
    {
        var magnitude = Math.Max(Math.Abs(from), Math.Abs(to));
        if (magnitude is < 1e6 and >= 1e-3)
            return tick.ToString($"F{Digits(1 / step)}", CultureInfo.InvariantCulture);
        return tick == 0 ? "0" : tick.ToString($"0.{new string('#', Digits(magnitude / step))}e+0", CultureInfo.InvariantCulture);
    }

    /// <summary>Multiples of the step; counted, not added up, so that 0 is exactly 0.</summary>
    private IEnumerable<double> TickNumbers()
    {
        var first = Math.Ceiling(from / step);
        for (var i = 0; (first + i) * step <= to && i <= 2 * MostTicks; i++)
            yield return (first + i) * step;
    }

    private static int Digits(double ratio) => Math.Clamp((int)Math.Ceiling(Math.Log10(ratio) - 1e-9), 0, 15);

    /// <summary>The smallest of 1, 2, 5 and 10 times a power of ten that is not less than the given number.</summary>
    private static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
    }
}
