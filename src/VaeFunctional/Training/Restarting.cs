using System.Collections;

namespace VaeFunctional;

/// <summary>
/// A sequence that starts over whenever it is enumerated. Unlike an iterator that is a sequence itself, an enumerator does not hold what the
/// sequence began with: of a run, the model and the moments before the first step.
/// </summary>
internal sealed class Restarting<T>(Func<IEnumerator<T>> begin) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator() => begin();

    IEnumerator IEnumerable.GetEnumerator() => begin();
}
