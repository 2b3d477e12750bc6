using System.Collections.Immutable;

namespace VaeFunctional;

/// <summary>The laws that every latent-variable model obeys whatever its parameters, verified on your own model.</summary>
/// <remarks>
/// <para>In double precision, on the first eight examples, or as many as the model takes. Of the model: the parameter record maps; conversion to double and back
/// loses nothing; both precisions give one ELBO; an example's ELBO does not depend on its batch; latents decode alike in any number of draws; the ELBO's gradient
/// is its central difference, at two of three nearby points at least, since networks have kinks; a rate in closed form is not negative and is the mean of log q - log p.</para>
/// <para>Of posterior, prior and likelihood: a log-density is one number per example; noise is independent; draws lie in the support; draws belong to the
/// density (Stein's identity for continuous coordinates, the odds of neighbors for discrete ones); the score is 0 on average, <c>E_p[d log p(x) / d theta] = 0</c>, of a likelihood by
/// its latents, too; the density is normalized. Which coordinates are continuous or discrete, and where they end, is found from draws and densities. Of more than 16 coordinates 16 random ones are looked at one by one, continuous ones all together, too.</para>
/// <para>A law that found nothing to test is not tested, and says why. Laws of draws allow six standard errors and Bernstein's term for rare
/// events: by design a false alarm in about 300,000 checks.
/// A law that holds proves nothing more than itself: none of them says that a model is good. Whatever the model throws while a law is verified is what was found of that law; with a <see cref="NotSupportedException"/> a distribution says
/// that it does not have what the law asks for, and the law is not tested.</para>
/// <para>There are at least 100 draws for each of the examples, and their densities are evaluated some hundred times: the laws of a model of images take many seconds.</para>
/// </remarks>
public static class ModelLaws
{
    /// <summary>Verifies all laws; one that fails, or throws, does not keep the others from being looked at.</summary>
    /// <param name="model">The model, trained or not.</param>
    /// <param name="data">Data of the model <c>[examples, features]</c>, at least two examples.</param>
    /// <param name="key">Determines draws and directions.</param>
    /// <returns>Every law by its name, with what was found.</returns>
    /// <exception cref="ArgumentException">The data are not <c>[examples, features]</c> with at least two examples.</exception>
    public static ModelLawsResult Check<TModel>(TModel model, Tensor data, RandomKey key)
        where TModel : IRecordModel, IParameters<TModel>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Rank != 2 || data.Shape[0] < 2)
            throw new ArgumentException($"The laws are verified on data [examples, features] with at least two examples; got shape {data.Shape}{DataCheck.Flattening(data.Shape)}.", nameof(data));
        var laws = ImmutableArray.CreateBuilder<ModelLaw>();
        void Add(string name, int rows, Func<LawFinding> verify)
        {
            var finding = LawFinding.Try(verify);
            laws.Add(new(name, finding.Outcome, finding.Text, finding.Owner, finding.Outcome == LawOutcome.NotTested ? 0 : rows));
        }

        Add("the parameter record maps", 0, () => RecordLaws.Maps(model));
        Add("conversion to double and back loses nothing", 0, () => RecordLaws.RoundTrip(model));
        var subject = new LawSubject<TModel>(model, data, key);
        Add("the model takes the data", subject.Rows, () => LawFinding.Of(subject.Rows > 0, subject.Rows > 0 ? $"{data.Shape}" : subject.Refusal));
        var roles = ModelRoles.Of(subject, key.Fold("roles"));
        foreach (var role in roles)
            Add($"the {role.Name}'s log-density is one number per example", role.Rows, () => role.Shape);
        var obstacle = Obstacle(laws);
        void AddOfElbo(string name, Func<LawFinding> verify) =>
            Add(name, subject.Rows, () => obstacle.Length > 0 ? LawFinding.NotTested(obstacle) : verify());

        AddOfElbo("both precisions give one ELBO", () => ExampleLaws.Precisions(subject, key.Fold("precision")));
        AddOfElbo("an example's ELBO does not depend on its batch", () => ExampleLaws.Batch(subject, key.Fold("batch")));
        AddOfElbo("latents decode alike in any number of draws", () => ExampleLaws.Decoding(subject, key.Fold("decoding")));
        AddOfElbo("the ELBO's gradient is its central difference", () => ExampleLaws.Gradients(subject, key.Fold("gradient")));
        AddOfElbo("a rate in closed form is not negative", () => RateLaws.Nonnegative(subject.At()));
        AddOfElbo("a rate in closed form is the mean over draws", () => RateLaws.IsMean(subject.At().Model, roles[0].Draws));
        foreach (var role in roles)
        {
            void AddOfRole(string law, Func<LawFinding> verify) =>
                Add(law, role.Rows, () => role.Shape.IsHeld ? verify() : LawFinding.NotTested($"the {role.Name}'s log-density is not known"));

            AddOfRole($"the {role.Name}'s noise is independent", () => NoiseLaw.Verify(role.Draws));
            Add($"the {role.Name}'s draws lie in its support", role.Rows, () => role.IsMissing ? LawFinding.NotTested(obstacle) : RoleLaws.InSupport(role.Draws, role.Shape.IsHeld));
            AddOfRole($"the {role.Name}'s draws belong to its density", () => DrawLaws.Verify(role.Draws));
            AddOfRole($"the {role.Name}'s score is 0 on average", () => ScoreLaw.ByParameters(subject.Wide(), role.Draws, role.Of));
            AddOfRole($"the {role.Name}'s density is normalized", () => NormalizationLaw.Verify(role.Draws));
        }

        var likelihood = roles[^1];
        Add("the likelihood's score by the latent is 0 on average", subject.Rows, () => likelihood.Shape.IsHeld
            ? ScoreLaw.ByLatents(subject.At().Model, likelihood.Draws, likelihood.Latents)
            : LawFinding.NotTested("the likelihood's log-density is not known"));
        return new(laws.ToImmutable());
    }

    /// <summary>Why laws of the ELBO cannot be tested; empty if they can.</summary>
    private static string Obstacle(IReadOnlyCollection<ModelLaw> laws) =>
        laws.FirstOrDefault(law => law is { Outcome: LawOutcome.Fails, Name: "the model takes the data" } || (law.Outcome == LawOutcome.Fails && law.Name.EndsWith("one number per example", StringComparison.Ordinal))) is { } failed
            ? $"another law fails: {failed.Name}"
            : "";
}
