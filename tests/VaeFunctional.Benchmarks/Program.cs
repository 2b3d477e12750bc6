using System.CommandLine;
using VaeFunctional.Benchmarks;

return args is [FreshTraining.Verb, var steps] ? FreshTraining.Run(steps) : Measure(args);

static int Measure(string[] args) => new RootCommand("Measures the speed and the memory of VaeFunctional.")
{
    StepCommand.Create(),
    GemmCommand.Create(),
    StartupCommand.Create(),
    MemoryCommand.Create(),
    ScalingCommand.Create(),
    ThreadsCommand.Create(),
    LikelihoodCommand.Create(),
    PartsCommand.Create(),
    MachineCommand.Create(),
    PageCommand.Create(),
}.Parse(args).Invoke();
