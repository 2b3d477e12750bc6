namespace VaeFunctional.FSharp

open VaeFunctional

/// Data divided into parts.
[<RequireQualifiedAccess>]
module DataSplit =

    /// <summary>A random division into a part to train on and a part to validate on.</summary>
    /// <param name="validationFraction">The part to validate on, in (0, 1); each part has at least one example.</param>
    /// <param name="key">Decides which examples go where.</param>
    /// <param name="data">The data <c>[examples, features]</c>, at least two examples.</param>
    /// <exception cref="T:System.ArgumentException">Fewer than two examples, or the fraction is not in (0, 1).</exception>
    let random (validationFraction: float) (key: RandomKey) (data: Tensor) =
        DataSplit.Random(data, validationFraction, key)

/// The batches of a training run: a pure function of the step and a key.
[<RequireQualifiedAccess>]
module Batches =

    /// <summary>Data in memory in a new random order every epoch; the last batch of an epoch holds what is left.</summary>
    /// <param name="size">The number of examples of a batch, at least 1.</param>
    /// <param name="epochs">The number of passes, at least 1.</param>
    /// <param name="data">The data <c>[examples, features]</c>.</param>
    /// <exception cref="T:System.ArgumentException">There are no data, they are not [examples, features] or not finite, or a number is not positive.</exception>
    let shuffled (size: int) (epochs: int) (data: Tensor) = Batches.Shuffled(data, size, epochs)

    /// <summary>Data in memory in their own order, the same every epoch.</summary>
    /// <param name="size">The number of examples of a batch, at least 1.</param>
    /// <param name="epochs">The number of passes, at least 1.</param>
    /// <param name="data">The data <c>[examples, features]</c>.</param>
    /// <exception cref="T:System.ArgumentException">There are no data, they are not [examples, features] or not finite, or a number is not positive.</exception>
    let inOrder (size: int) (epochs: int) (data: Tensor) = Batches.InOrder(data, size, epochs)

    /// <summary>Data read from a source as they are needed: chunks of 64 batches in random order, and the records of a chunk in random order.</summary>
    /// <param name="size">The number of examples of a batch, at least 1.</param>
    /// <param name="epochs">The number of passes, at least 1.</param>
    /// <param name="source">The records.</param>
    /// <exception cref="T:System.ArgumentException">The source is empty, or a number is not positive.</exception>
    let streamed (size: int) (epochs: int) (source: #IRecordSource) = Batches.Streamed(source, size, epochs)

    /// <summary>The batches with their examples changed, as by a fresh binarization.</summary>
    /// <param name="f">From examples <c>[batch, features]</c> and a key of the step and the map to examples.</param>
    /// <param name="batches">The batches.</param>
    let map (f: Tensor -> RandomKey -> Tensor) (batches: Batches) = batches.Map f

/// The states of training runs.
[<RequireQualifiedAccess>]
module TrainingState =

    /// <summary>The state before the first step.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="key">The key of the run.</param>
    /// <param name="model">The model to begin with.</param>
    /// <exception cref="T:System.ArgumentException">The model has no parameters.</exception>
    let start (optimizer: #Optimizer) (key: RandomKey) (model: 'M :> IParameters<'M>) =
        TrainingState.Start(model, optimizer, key)

/// Training as a pure step, and runs of steps as sequences; the state stands last.
[<RequireQualifiedAccess>]
module Train =

    /// <summary>One step: the objective's gradient on a batch, and the optimizer's update.</summary>
    /// <param name="objective">From a model, a batch and the step's context to a scalar to be minimized.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="state">The state before.</param>
    /// <returns>The state after, or where a number ceased to be finite.</returns>
    let step (objective: 'M -> Batch -> StepContext -> Objective) (batch: Batch) (state: TrainingState<'M>) =
        Train.Step(state, objective, batch)

    /// <summary>The outcomes from a state to the last batch: the same as folding <c>step</c>, bit for bit; lazy, so that to stop is to cancel.</summary>
    /// <param name="every">An outcome is given after every so many steps, counted from step 0, and after the last.</param>
    /// <param name="objective">From a model, a batch and the step's context to a scalar to be minimized.</param>
    /// <param name="batches">The batches of all steps.</param>
    /// <param name="start">The state to begin with.</param>
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
    /// <param name="score">From a model to its score; higher is better, as an ELBO is. A score that is NaN is never the best.</param>
    /// <param name="states">The states of a run.</param>
    let validate (score: 'M -> float) (states: TrainingState<'M> seq) = states.Validate score

    /// <summary>Ends the sequence once the score has not improved for so many states.</summary>
    /// <param name="patience">How many states without a better score are still taken, at least 1.</param>
    /// <param name="validated">The scored states.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The patience is not positive.</exception>
    let withPatience (patience: int) (validated: ValidatedState<'M> seq) = validated.WithPatience patience
