using System.CommandLine;
using VaeFunctional.Benchmarks;

return new RootCommand("Measures the speed and the memory of VaeFunctional.")
{
    StepCommand.Create(),
    GemmCommand.Create(),
}.Parse(args).Invoke();
