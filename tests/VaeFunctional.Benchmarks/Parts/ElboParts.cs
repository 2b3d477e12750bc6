using BenchmarkDotNet.Attributes;

namespace VaeFunctional.Benchmarks;

/// <summary>Whole evaluations of an ELBO, or importance-weighted bound, on one batch.</summary>
[MemoryDiagnoser]
public class ElboParts
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private StepConfiguration configuration = StepConfiguration.All[0];
    private Batch batch = null!;
    private TrainingState<Vae> state = null!;

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    public static IEnumerable<string> Names => StepConfiguration.All.Select(configuration => configuration.Name);

    [GlobalSetup]
    public void Fill()
    {
        configuration = StepConfiguration.All.Single(one => one.Name == Name);
        batch = configuration.Data(Key, Precision.Single, steps: 1).At(0, Key);
        state = TrainingState.Start(configuration.Model(Key, Precision.Single), Adam.Default, Key.Fold("train"));
    }

    [Benchmark]
    public double Value() => Gradient.Value(Objective, state.Model).Value;

    [Benchmark]
    public double ValueAndGradient() => Gradient.ValueAndGradient(Objective, state.Model).Value;

    [Benchmark]
    public object Step() => Train.Step(state, configuration.Objective, batch);

    private Objective Objective(Vae model) => configuration.Objective(model, batch, new StepContext(0, Key));
}
