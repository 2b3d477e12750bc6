namespace VaeFunctional.FSharp

open VaeFunctional

/// Files of named tensors that other tools read and write: the safetensors format of Hugging Face.
[<RequireQualifiedAccess>]
module Safetensors =

    /// <summary>Writes tensors and metadata; the file appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="content">The tensors and texts.</param>
    /// <exception cref="T:System.ArgumentException">A name is reserved by the format or the library, or the header is too long.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be written.</exception>
    let write (path: string) (content: NamedTensors) = Safetensors.Write(path, content)

/// Models in files: any parameter record, as safetensors.
[<RequireQualifiedAccess>]
module ModelFile =

    /// <summary>Saves a model; the file appears whole or not at all.</summary>
    /// <param name="path">The file, replaced if it exists.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="T:System.ArgumentException">Two leaves of the record, or two of its settings, have the same path.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be written; the old file is unchanged.</exception>
    let save (path: string) (model: 'M :> IParameters<'M>) = ModelFile.Save(path, model)

    /// <summary>Loads a model, bit for bit as it was saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="like">A model of the same kind, whose numbers do not matter.</param>
    /// <exception cref="T:System.ArgumentException">The file is of another kind of model; the message lists the leaves and settings that differ.</exception>
    /// <exception cref="T:System.IO.InvalidDataException">The file is damaged, not safetensors, not a model, or of another format version; the message says which.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be opened or read.</exception>
    let load (path: string) (like: 'M :> IParameters<'M>) = ModelFile.Load(path, like)

/// Training states in files that survive a crash; the state saved before the last one is kept too.
[<RequireQualifiedAccess>]
module Checkpoint =

    /// <summary>Saves a state and keeps the one saved before.</summary>
    /// <param name="path">The file, replaced if it exists; the old file becomes <c>path.previous</c>.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="T:System.ArgumentException">Two leaves of the model, or two of its settings, have the same path.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be written; the old file is unchanged.</exception>
    let save (path: string) (state: TrainingState<'M>) = Checkpoint.Save(path, state)

    /// <summary>Saves each state of a run as it passes, and passes it on; lazy.</summary>
    /// <param name="path">The file, which holds the last state that passed.</param>
    /// <param name="states">The states of a run.</param>
    /// <exception cref="T:System.IO.IOException">The file cannot be written, when the state passes; the old file is unchanged.</exception>
    let saveEach (path: string) (states: TrainingState<'M> seq) = states.SaveEach path

    /// <summary>Loads the last state that was saved, bit for bit; if only the one before it exists, that one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="like">A state of the same kind of model and the same optimizer; its numbers and its key do not matter.</param>
    /// <exception cref="T:System.ArgumentException">The file is of another kind of model or optimizer; the message lists what differs.</exception>
    /// <exception cref="T:System.IO.InvalidDataException">The file is damaged, not a checkpoint, or of another format version; the message says which.</exception>
    /// <exception cref="T:System.IO.IOException">The file is not there, or cannot be opened or read.</exception>
    let load (path: string) (like: TrainingState<'M>) = Checkpoint.Load(path, like)

    /// <summary>Loads the state that was saved before the last one.</summary>
    /// <param name="path">The file of the last one.</param>
    /// <param name="like">A state of the same kind of model and the same optimizer; its numbers and its key do not matter.</param>
    /// <exception cref="T:System.ArgumentException">The file is of another kind of model or optimizer; the message lists what differs.</exception>
    /// <exception cref="T:System.IO.InvalidDataException">The file is damaged, not a checkpoint, or of another format version; the message says which.</exception>
    /// <exception cref="T:System.IO.IOException">The file is not there, or cannot be opened or read.</exception>
    let loadPrevious (path: string) (like: TrainingState<'M>) = Checkpoint.LoadPrevious(path, like)

    /// <summary>The last state that was saved, or the given one if there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">The initial state.</param>
    /// <exception cref="T:System.ArgumentException">The file is of another kind of model or optimizer; the message lists what differs.</exception>
    /// <exception cref="T:System.IO.InvalidDataException">The file is damaged, not a checkpoint, or of another format version; a damaged file is never skipped.</exception>
    /// <exception cref="T:System.IO.IOException">The file cannot be opened or read.</exception>
    let loadOrStart (path: string) (start: TrainingState<'M>) = Checkpoint.LoadOrStart(path, start)
