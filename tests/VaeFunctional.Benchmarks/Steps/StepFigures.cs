using System.Collections.Immutable;

namespace VaeFunctional.Benchmarks;

/// <summary>What was measured of a training step.</summary>
/// <param name="Microseconds">Microseconds per step, one number per block of steps, in ascending order.</param>
/// <param name="AllocatedBytes">Bytes allocated per step, by all threads.</param>
/// <param name="Gen2Collections">Full collections in a thousand steps.</param>
internal sealed record StepFigures(ImmutableArray<double> Microseconds, long AllocatedBytes, double Gen2Collections);
