using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using VaeFunctional;

namespace Examples;

/// <summary>Runs an example's command: what a user can cause is one line on the error stream, not a stack trace.</summary>
internal static class ExampleCommand
{
    private const int Failed = 1;
    private const int Misused = 2;

    public static int Run(RootCommand command, string[] arguments)
    {
        var parsed = command.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            var problem = string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Console.Error.WriteLine($"{problem} (--help tells more)");
            return Misused;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or TrainingDivergedException)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }
    }

    /// <summary>An option that takes a whole number of at least the given one.</summary>
    public static Option<int> WholeNumber(string name, int byDefault, string description, int least = 1) => new(name)
    {
        HelpName = "N",
        Description = description,
        DefaultValueFactory = _ => byDefault,
        CustomParser = argument =>
        {
            var text = argument.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least)
                return number;
            argument.AddError($"{name} takes a whole number from {least} on, not '{text}'.");
            return least;
        },
    };

    /// <summary>The option that says where the pictures go.</summary>
    public static Option<DirectoryInfo> Output(string folder) => Folder("--output", folder, "The folder for the pictures; it is created if it does not exist.");

    /// <summary>An option for a folder, which does not have to exist yet.</summary>
    public static Option<DirectoryInfo> Folder(string name, string byDefault, string description)
    {
        Option<DirectoryInfo> option = new(name)
        {
            HelpName = "DIR",
            Description = description,
            DefaultValueFactory = _ => new DirectoryInfo(byDefault),
        };
        option.Validators.Add(given =>
        {
            var path = given.Tokens.Count == 0 ? byDefault : given.Tokens[0].Value;
            if (File.Exists(path))
                given.AddError($"'{path}' is a file; {name} takes a folder.");
        });
        return option;
    }
}
