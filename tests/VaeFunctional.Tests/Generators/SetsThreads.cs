using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Tests that set the number of threads, which is the process's own: nothing runs beside them.</summary>
[CollectionDefinition(nameof(SetsThreads), DisableParallelization = true)]
public sealed class SetsThreads;
