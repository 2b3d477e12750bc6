namespace VaeFunctional.FSharp

open VaeFunctional

/// Data divided into parts.
[<RequireQualifiedAccess>]
module DataSplit =

    /// <summary>A random division into a part to train on and a part to validate on.</summary>
    /// <param name="validationFraction">The fraction to validate on, in (0, 1); each part has at least one example.</param>
    /// <param name="key">Determines which examples go where.</param>
    /// <param name="data">The data <c>[examples, features]</c>, at least two examples.</param>
    /// <exception cref="T:System.ArgumentException">Fewer than two examples, or the fraction is not in (0, 1).</exception>
    let random (validationFraction: float) (key: RandomKey) (data: Tensor) =
        DataSplit.Random(data, validationFraction, key)

/// The batches of a training run: a pure function of the step and a key.
[<RequireQualifiedAccess>]
module Batches =

    /// <summary>One epoch of data in memory in random order, a new order in every further one; the last batch holds what is left.</summary>
    /// <param name="size">The number of examples in a batch, at least 1.</param>
    /// <param name="data">The data <c>[examples, features]</c>.</param>
    /// <exception cref="T:System.ArgumentException">The data is empty, not [examples, features] or not finite, or the size is not positive.</exception>
    let shuffled (size: int) (data: Tensor) = Batches.Shuffled(data, size, 1)

    /// <summary>One epoch of data in memory in its own order, the same in every further one.</summary>
    /// <param name="size">The number of examples in a batch, at least 1.</param>
    /// <param name="data">The data <c>[examples, features]</c>.</param>
    /// <exception cref="T:System.ArgumentException">The data is empty, not [examples, features] or not finite, or the size is not positive.</exception>
    let inOrder (size: int) (data: Tensor) = Batches.InOrder(data, size)

    /// <summary>One epoch of data read from a source as needed: chunks of 64 batches in random order, and the records of a chunk in random order.</summary>
    /// <param name="size">The number of examples in a batch, at least 1.</param>
    /// <param name="source">The records.</param>
    /// <exception cref="T:System.ArgumentException">The source is empty, or the size is not positive.</exception>
    let streamed (size: int) (source: #IRecordSource) = Batches.Streamed(source, size, 1)

    /// <summary>The batches of several passes over the same data.</summary>
    /// <param name="count">The number of passes, at least 1.</param>
    /// <param name="batches">The batches.</param>
    /// <exception cref="T:System.ArgumentException">The number is not positive.</exception>
    /// <exception cref="T:System.NotSupportedException">Custom batches that do not override <c>WithEpochs</c>.</exception>
    let epochs (count: int) (batches: Batches) = batches.WithEpochs count

    /// <summary>The batches with their examples changed, for example binarized anew.</summary>
    /// <param name="f">A function from examples <c>[batch, features]</c> and a key of the step and the map to examples.</param>
    /// <param name="batches">The batches.</param>
    let map (f: Tensor -> RandomKey -> Tensor) (batches: Batches) = batches.Map f

/// The states of training runs.
[<RequireQualifiedAccess>]
module TrainingState =

    /// <summary>The state before the first step.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="key">The key of the run.</param>
    /// <param name="model">The initial model.</param>
    /// <exception cref="T:System.ArgumentException">The model has no parameters.</exception>
    let start (optimizer: #Optimizer) (key: RandomKey) (model: 'M :> IParameters<'M>) =
        TrainingState.Start(model, optimizer, key)

/// Training as a pure step, and runs of steps as sequences; the state is the last argument.
[<RequireQualifiedAccess>]
module Train =

    /// <summary>One step: the objective's gradient on a batch, and the optimizer's update.</summary>
    /// <param name="objective">A function from a model, a batch and the step's context to a scalar to be minimized.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="state">The state before.</param>
    /// <returns>The next state, or the step and place where a number was not finite.</returns>
    let step (objective: 'M -> Batch -> StepContext -> Objective) (batch: Batch) (state: TrainingState<'M>) =
        Train.Step(state, objective, batch)

    /// <summary>The outcomes from a state to the last batch: the same as folding <c>step</c>, bit for bit; lazy: to cancel, stop enumerating.</summary>
    /// <param name="every">The number of steps between outcomes, counted from step 0; the last step always has an outcome.</param>
    /// <param name="objective">A function from a model, a batch and the step's context to a scalar to be minimized.</param>
    /// <param name="batches">The batches of all steps.</param>
    /// <param name="start">The initial state.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException"><c>every</c> is not positive.</exception>
    let run
        (every: int)
        (objective: 'M -> Batch -> StepContext -> Objective)
        (batches: Batches)
        (start: TrainingState<'M>)
        =
        Train.Run(start, objective, batches, every)

    /// <summary>The states of a run.</summary>
    /// <param name="outcomes">The outcomes of a run.</param>
    /// <exception cref="T:VaeFunctional.TrainingDivergedException">The run diverged; enumerate the outcomes to keep its last good state.</exception>
    let states (outcomes: StepOutcome<'M> seq) = outcomes.States()

/// Validation and patience as functions of the sequence of states.
[<RequireQualifiedAccess>]
module Validation =

    /// <summary>Scores every state, and remembers the best.</summary>
    /// <param name="score">A function from a model to its score; higher is better, as an ELBO is. A score that is NaN is never the best.</param>
    /// <param name="states">The states of a run.</param>
    let validate (score: 'M -> float) (states: TrainingState<'M> seq) = states.Validate score

    /// <summary>Ends the sequence once the score has not improved for a number of states.</summary>
    /// <param name="patience">The number of states without a better score that are still taken, at least 1.</param>
    /// <param name="validated">The scored states.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The patience is not positive.</exception>
    let withPatience (patience: int) (validated: ValidatedState<'M> seq) = validated.WithPatience patience
