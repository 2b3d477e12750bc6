namespace VaeFunctional;

/// <summary>A state with its score on data it was not trained on.</summary>
/// <param name="State">The state.</param>
/// <param name="Score">Its score; higher is better, as an ELBO is.</param>
/// <param name="Best">The best state so far, this one included.</param>
/// <param name="BestScore">Its score.</param>
/// <param name="SinceBest">How many scores ago that was; 0 when this one is the best.</param>
/// <typeparam name="TModel">The model's type.</typeparam>
public sealed record ValidatedState<TModel>(
    TrainingState<TModel> State, double Score, TrainingState<TModel> Best, double BestScore, int SinceBest)
    where TModel : IParameters<TModel>;

/// <summary>Validation and patience as functions of the sequence of states.</summary>
public static class Validation
{
    /// <summary>Scores every state, and remembers the best.</summary>
    /// <param name="states">The states of a run.</param>
    /// <param name="score">From a model to its score; higher is better. A score that is NaN is never the best.</param>
    public static IEnumerable<ValidatedState<TModel>> Validate<TModel>(this IEnumerable<TrainingState<TModel>> states, Func<TModel, double> score)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(score);
        return Scored(states, score);
    }

    /// <summary>Ends the sequence once the score has not improved for the given number of states.</summary>
    /// <param name="validated">The scored states.</param>
    /// <param name="patience">How many states without a better score are still taken, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The patience is not positive.</exception>
    public static IEnumerable<ValidatedState<TModel>> WithPatience<TModel>(this IEnumerable<ValidatedState<TModel>> validated, int patience)
        where TModel : IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(validated);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(patience);
        return Patient(validated, patience);
    }

    private static IEnumerable<ValidatedState<TModel>> Scored<TModel>(IEnumerable<TrainingState<TModel>> states, Func<TModel, double> score)
        where TModel : IParameters<TModel>
    {
        ValidatedState<TModel>? last = null;
        foreach (var state in states)
        {
            var value = score(state.Model);
            last = last is null || value > last.BestScore || double.IsNaN(last.BestScore)
                ? new(state, value, state, value, 0)
                : new(state, value, last.Best, last.BestScore, last.SinceBest + 1);
            yield return last;
        }
    }

    private static IEnumerable<ValidatedState<TModel>> Patient<TModel>(IEnumerable<ValidatedState<TModel>> validated, int patience)
        where TModel : IParameters<TModel>
    {
        foreach (var state in validated)
        {
            yield return state;
            if (state.SinceBest >= patience)
                yield break;
        }
    }
}
