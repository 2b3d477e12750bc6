using Spectre.Console;

namespace Examples;

/// <summary>Shows how training goes: a bar that moves in a terminal, a few plain lines where the output is redirected.</summary>
internal sealed class ProgressDisplay(TextWriter output)
{
    private const int PlainLines = 10;

    /// <summary>Leaves room for a title and a number in a terminal of 80 columns.</summary>
    private const int BarWidth = 20;

    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    private bool IsLive => console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi;

    /// <summary>Shows each item as it comes and returns the last: reading them runs the training.</summary>
    /// <param name="title">What is trained.</param>
    /// <param name="steps">How many steps it takes.</param>
    /// <param name="items">The states of the training, or what was made of them.</param>
    /// <param name="step">How many steps an item comes after.</param>
    /// <param name="describe">What to show of an item.</param>
    public T Follow<T>(string title, long steps, IEnumerable<T> items, Func<T, long> step, Func<T, string> describe) =>
        IsLive ? FollowLive(title, steps, items, step, describe) : FollowInLines(title, steps, items, step, describe);

    private T FollowLive<T>(string title, long steps, IEnumerable<T> items, Func<T, long> step, Func<T, string> describe)
    {
        TaskDescriptionColumn description = new() { Alignment = Justify.Left };
        ProgressBarColumn bar = new() { Width = BarWidth };
        return console.Progress()
            .Columns(new SpinnerColumn(), description, bar, new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: steps);
                return items.Last(item =>
                {
                    task.Description = Markup.Escape($"{title}  {describe(item)}");
                    task.Value = step(item);
                    return true;
                });
            });
    }

    private T FollowInLines<T>(string title, long steps, IEnumerable<T> items, Func<T, long> step, Func<T, string> describe)
    {
        output.WriteLine($"{title}: {steps} steps");
        var shown = 0L;
        return items.Last(item =>
        {
            var reached = step(item) * PlainLines / steps;
            if (reached > shown)
                output.WriteLine($"{step(item),8}  {describe(item)}");
            shown = reached;
            return true;
        });
    }
}
