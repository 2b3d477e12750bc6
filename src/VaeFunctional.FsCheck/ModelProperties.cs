using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>The laws of <see cref="ModelLaws"/> on your own model, as a test.</summary>
public static class ModelProperties
{
    /// <summary>Checks all laws of a model for generated keys; a failure shows the report, the key and the seed.</summary>
    /// <param name="model">The model, trained or not.</param>
    /// <param name="data">Data of the model <c>[examples, features]</c>.</param>
    /// <param name="keys">The number of keys, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no keys.</exception>
    /// <exception cref="Exception">A law does not hold; the message is the report.</exception>
    /// <exception cref="InvalidOperationException">The environment variable <c>VAEFUNCTIONAL_REPLAY</c> is not a seed.</exception>
    public static void Check<TModel>(TModel model, Tensor data, int keys = 10)
        where TModel : IRecordModel, IParameters<TModel>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keys, 1);
        Prop.ForAll(VaeArbitraries.RandomKeys, key => Hold(model, data, key))
            .Check(Replay.Applied(Config.QuickThrowOnFailure).WithMaxTest(keys));
    }

    /// <summary>All laws of a model as the result of a <c>[Property]</c> that generates the key, the data or the model.</summary>
    /// <param name="model">The model, trained or not.</param>
    /// <param name="data">Data of the model <c>[examples, features]</c>.</param>
    /// <param name="key">Determines draws and directions.</param>
    /// <returns>A property that is labeled with the report.</returns>
    public static Property Hold<TModel>(TModel model, Tensor data, RandomKey key)
        where TModel : IRecordModel, IParameters<TModel>
    {
        var laws = ModelLaws.Check(model, data, key);
        return laws.Hold.Label(laws.ToString());
    }
}
