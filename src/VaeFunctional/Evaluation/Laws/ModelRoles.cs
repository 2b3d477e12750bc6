namespace VaeFunctional;

/// <summary>A distribution of a model by its role, made and drawn from when it is asked for.</summary>
internal sealed class ModelRole<TModel>
    where TModel : ILatentModel, IParameters<TModel>
{
    private readonly Lazy<LawFinding> shape;
    private readonly Lazy<Tensor> latents;
    private readonly Lazy<RoleDraws> draws;

    public ModelRole(string name, LawSubject<TModel> subject, Func<TModel, Tensor, Distribution> of, RandomKey key, int rows)
    {
        (Name, Rows) = (name, rows);
        latents = new(() => subject.Wide().Encode(subject.X).Sample(key.Fold("latents")));
        Of = model => of(model, Latents);
        shape = new(() => subject.Rows == 0
            ? LawFinding.NotTested("the model does not take the data")
            : LawFinding.Try(() => RoleLaws.OneNumberPerExample(Of(subject.Wide()), key.Fold("shape"))));
        draws = new(() => new(Of(subject.Wide()), key));
    }

    public string Name { get; }

    /// <summary>The number of examples that the distribution is of.</summary>
    public int Rows { get; }

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
        where TModel : ILatentModel, IParameters<TModel> =>
    [
        new("posterior", subject, (model, _) => model.Encode(subject.X), key.Fold("posterior"), subject.Rows),
        new("prior", subject, (model, _) => model.Prior, key.Fold("prior"), 0),
        new("likelihood", subject, (model, z) => model.Decode(z), key.Fold("likelihood"), subject.Rows),
    ];
}
