namespace VaeFunctional;

/// <summary>A distribution of a model by its role, made and drawn from when it is asked for.</summary>
internal sealed class ModelRole<TModel>
    where TModel : IRecordModel, IParameters<TModel>
{
    private readonly Lazy<LawFinding> shape;
    private readonly Lazy<Tensor> latents;
    private readonly Lazy<RoleDraws> draws;

    public ModelRole(string name, LawSubject<TModel> subject, Func<RecordModelAt, Lazy<Tensor>, Distribution> of, RandomKey key, bool takesData)
    {
        (Name, Rows, IsMissing) = (name, takesData ? subject.Rows : 0, takesData && subject.Rows == 0);
        latents = new(() => subject.At().Encode().Sample(key.Fold("latents")));
        Of = model => of(model.At(subject.Records), latents);
        shape = new(() => IsMissing
            ? LawFinding.NotTested("the model does not take the data")
            : LawFinding.Try(() => RoleLaws.OneNumberPerExample(Of(subject.Wide()), key.Fold("shape"))));
        draws = new(() => new(Of(subject.Wide()), key));
    }

    public string Name { get; }

    /// <summary>The number of examples that the distribution is of; 0 if it is not of examples.</summary>
    public int Rows { get; }

    /// <summary>Whether it is of examples, but the model does not take the data.</summary>
    public bool IsMissing { get; }

    public Func<TModel, Distribution> Of { get; }

    /// <summary>The latents that the likelihood is of, one draw of the posterior per example.</summary>
    public Tensor Latents => latents.Value;

    /// <summary>Whether its log-density is one number per example, before which nothing else can be asked.</summary>
    public LawFinding Shape => shape.Value;

    public RoleDraws Draws => draws.Value;
}

/// <summary>Posterior, prior and likelihood of a model.</summary>
internal static class ModelRoles
{
    public static IReadOnlyList<ModelRole<TModel>> Of<TModel>(LawSubject<TModel> subject, RandomKey key)
        where TModel : IRecordModel, IParameters<TModel> =>
    [
        new("posterior", subject, (at, _) => at.Encode(), key.Fold("posterior"), takesData: true),
        new("prior", subject, (at, _) => at.Model.Prior, key.Fold("prior"), takesData: false),
        new("likelihood", subject, (at, z) => at.Model.Decode(z.Value), key.Fold("likelihood"), takesData: true),
    ];
}
