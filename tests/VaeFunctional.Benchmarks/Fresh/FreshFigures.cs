namespace VaeFunctional.Benchmarks;

/// <summary>What a fresh process tells of itself; ticks are those of <see cref="System.Diagnostics.Stopwatch"/>, which all processes share.</summary>
/// <param name="Main">When its own code began.</param>
/// <param name="Begun">When model and state were there and training began.</param>
/// <param name="First">When the first step had been taken.</param>
/// <param name="Methods">How many methods had been compiled by then.</param>
/// <param name="CompilationMilliseconds">How long that took, on any thread.</param>
/// <param name="PeakBytes">The most memory it ever held, when all steps had been taken.</param>
internal sealed record FreshFigures(long Main, long Begun, long First, long Methods, double CompilationMilliseconds, long PeakBytes);
