namespace VaeFunctional.Kernels;

/// <summary>An engine of products that may be chosen, by its name or by an environment variable, until the first product settles it.</summary>
/// <param name="readVariable">The value of the environment variable; it holds where no name was chosen.</param>
internal sealed class BackendChoice(Func<string?> readVariable)
{
    public const string Variable = "VAEFUNCTIONAL_BACKEND";

    private readonly Lock gate = new();
    private string? chosenName;
    private IProducts? chosen;
    private volatile IProducts? inUse;

    public IProducts Products => inUse ?? Settle();

    public void Use(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (gate)
        {
            if (name == chosenName)
                return;
            if (inUse is not null)
                throw new InvalidOperationException(
                    $"The backend is '{chosenName}' since the first product; '{name}' must be chosen before it.");
            chosen = Backend.Create(name);
            chosenName = name;
        }
    }

    private IProducts Settle()
    {
        lock (gate)
        {
            if (chosen is null)
            {
                string name = readVariable() is { Length: > 0 } value ? value : "managed";
                chosen = CreateFromVariable(name);
                chosenName = name;
            }
            return inUse = chosen;
        }
    }

    private static IProducts CreateFromVariable(string name)
    {
        try
        {
            return Backend.Create(name);
        }
        catch (ArgumentException unknown)
        {
            throw new InvalidOperationException($"{Variable} is '{name}'; it must be {Backend.Names}.", unknown);
        }
    }
}
