using FsCheck;
using FsCheck.Fluent;

namespace VaeFunctional;

/// <summary>The laws of <see cref="ModelLaws"/> on your own model, as a test.</summary>
public static class ModelProperties
{
    /// <summary>Checks all laws of a model for generated keys; a failure shows the report, the laws that fail first, then the key and the seed.</summary>
    /// <param name="model">The model, trained or not.</param>
    /// <param name="data">Data of the model <c>[examples, features]</c>.</param>
    /// <param name="keys">The number of keys, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no keys.</exception>
    /// <exception cref="InvalidOperationException">A law does not hold, and the message begins with it; or the environment variable <c>VAEFUNCTIONAL_REPLAY</c> is not a seed.</exception>
    public static void Check<TModel>(TModel model, Tensor data, int keys = 10)
        where TModel : IRecordModel, IParameters<TModel>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keys, 1);
        var failed = "";
        var holds = Prop.ForAll(VaeArbitraries.RandomKeys, key =>
        {
            var laws = ModelLaws.Check(model, data, key);
            failed = laws.Hold ? failed : laws.ToString();
            return laws.Hold;
        });
        var config = Replay.Applied(Config.QuickThrowOnFailure).WithMaxTest(keys);
        try
        {
            holds.Check(config);
        }
        catch (Exception error) when (failed.Length > 0)
        {
            throw new InvalidOperationException($"{failed}{Environment.NewLine}{error.Message}", error);
        }
    }

    /// <summary>All laws of a model as the result of a <c>[Property]</c> that generates the key, the data or the model.</summary>
    /// <remarks>A <c>[Property]</c> has 100 examples, so all laws are verified 100 times, which takes ten times as long as <see cref="Check{TModel}"/>: write <c>[Property(MaxTest = 10)]</c> for as many.</remarks>
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
