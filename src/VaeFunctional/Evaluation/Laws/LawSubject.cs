using System.Diagnostics.CodeAnalysis;

namespace VaeFunctional;

/// <summary>A model and as many examples as it takes, in double precision.</summary>
internal sealed class LawSubject<TModel>
    where TModel : IRecordModel, IParameters<TModel>
{
    /// <summary>How many examples are used if the model takes them.</summary>
    public const int Examples = 8;

    private const int MostExamples = 256;

    public LawSubject(TModel model, Tensor data, RandomKey key)
    {
        Model = model;
        var count = data.Shape[0];
        var few = Math.Min(Examples, count);
        Refusal = RefusalOf(model, data.Slice(0, few), key);
        FirstRefusal = Refusal;
        Rows = few;
        if (Refusal.Length > 0)
        {
            var most = Math.Min(count, MostExamples);
            Rows = Enumerable.Range(1, most).Prepend(most).FirstOrDefault(rows => RefusalOf(model, data.Slice(0, rows), key).Length == 0);
            Refusal = Rows == 0 ? $"no batch of 1 to {most} examples is taken; with {few} the model says: {FirstRefusal}" : "";
        }

        Records = data.Slice(0, Math.Max(Rows, 1)).To(Precision.Double);
        FewRows = few;
    }

    public TModel Model { get; }

    /// <summary>The number of examples that the model takes; 0 if it takes no number of them.</summary>
    public int Rows { get; }

    public int FewRows { get; }

    /// <summary>The examples in double precision, <c>[rows, features | condition]</c>.</summary>
    public Tensor Records { get; }

    /// <summary>What the model threw for every number of examples; empty if it takes some.</summary>
    public string Refusal { get; }

    /// <summary>What the model threw for the first examples; empty if it takes them.</summary>
    public string FirstRefusal { get; }

    /// <summary>The model in double precision.</summary>
    public TModel Wide() => Model.To(Precision.Double);

    /// <summary>The model in double precision at the examples, and their data.</summary>
    public RecordModelAt At() => Wide().At(Records);

    [SuppressMessage("Design", "CA1031", Justification = "The model is the caller's; whatever it throws is the refusal.")]
    private static string RefusalOf(TModel model, Tensor records, RandomKey key)
    {
        try
        {
            var (wide, x) = model.To(Precision.Double).At(records.To(Precision.Double));
            var z = While($"encoding rows of shape {x.Shape}", () => wide.Encode(x)).Sample(key, 1);
            var p = While($"decoding latents of shape {z.Shape}", () => wide.Decode(z));
            p.CheckSupport(x);
            _ = p.LogDensity(x);
            return "";
        }
        catch (Exception error)
        {
            return error.Message;
        }
    }

    /// <summary>A part of the model, whose own message may not tell which of its networks it is about.</summary>
    private static Distribution While(string doing, Func<Distribution> part)
    {
        try
        {
            return part();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"{error.Message.TrimEnd('.')}, while {doing}", error);
        }
    }
}
