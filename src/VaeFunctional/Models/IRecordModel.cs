namespace VaeFunctional;

/// <summary>A model of records, whose rows may say more than the data: what it is told, row by row, is part of the record tensor.</summary>
/// <remarks>
/// So batches, chunks, shuffles, checkpoints and evaluations need nothing beside the records. Bounds and evaluations take any such model; one without
/// conditions is an <see cref="ILatentModel"/>, whose records are the data.
/// </remarks>
public interface IRecordModel
{
    /// <summary>The model of some records, and their data.</summary>
    /// <param name="records">Records <c>[batch, features | condition]</c>.</param>
    /// <exception cref="ArgumentException">The records do not fit; the message gives both widths.</exception>
    RecordModelAt At(Tensor records);
}

/// <summary>The model of some records: what it was told of each of them is given.</summary>
/// <param name="Model">The latent model; its distributions have the batch of the records, or none.</param>
/// <param name="X">The data of the records <c>[batch, features]</c>.</param>
public sealed record RecordModelAt(ILatentModel Model, Tensor X)
{
    /// <summary>The posterior of the data, over <c>[batch, latent]</c>.</summary>
    public Distribution Encode() => Model.Encode(X);
}
