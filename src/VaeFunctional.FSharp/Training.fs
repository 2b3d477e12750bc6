namespace VaeFunctional.FSharp

open VaeFunctional

/// The batches of a training run.
[<RequireQualifiedAccess>]
module Batches =

    /// Data in memory [examples, features], in a new random order every epoch.
    let shuffled (size: int) (epochs: int) (data: Tensor) = Batches.Shuffled(data, size, epochs)

    /// Data in memory [examples, features], in their own order every epoch.
    let inOrder (size: int) (epochs: int) (data: Tensor) = Batches.InOrder(data, size, epochs)

    /// The batches with their examples [batch, features] changed, with a key of the step, as by a fresh binarization.
    let map (f: Tensor -> RandomKey -> Tensor) (batches: Batches) = batches.Map f

/// Training as a pure step, and runs of steps as sequences; the state stands last.
[<RequireQualifiedAccess>]
module Train =

    /// One step: the objective's gradient on a batch, and the optimizer's update.
    let step (objective: 'M -> Batch -> StepContext -> Objective) (batch: Batch) (state: TrainingState<'M>) =
        Train.Step(state, objective, batch)

    /// The outcomes from a state to the last batch, one after every so many steps and after the last; lazy.
    let run every (objective: 'M -> Batch -> StepContext -> Objective) (batches: Batches) (start: TrainingState<'M>) =
        Train.Run(start, objective, batches, every)

    /// The states of a run; a divergence is a TrainingDivergedException.
    let states (outcomes: StepOutcome<'M> seq) = outcomes.States()

/// Validation and patience as functions of the sequence of states.
[<RequireQualifiedAccess>]
module Validation =

    /// Scores every state, higher being better, and remembers the best.
    let validate (score: 'M -> float) (states: TrainingState<'M> seq) = states.Validate score

    /// Ends the sequence once the score has not improved for so many states.
    let withPatience (patience: int) (validated: Validated<'M> seq) = validated.WithPatience patience
