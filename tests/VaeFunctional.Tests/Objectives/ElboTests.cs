using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class ElboTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Vae Model = BinaryModel.Create(Key.Fold("model"), features: 5, latent: 2);

    private static readonly Tensor X = Key.Fold("data").Bernoulli(Tensor.Full(new Shape(6, 5), 0.5, Precision.Double));

    [Property]
    public bool The_elbo_is_minus_distortion_and_rate(ModelSize size, RandomKey key)
    {
        var terms = Elbo.Estimate(LinearGaussians.Any(key, size).Vae, LinearGaussians.Data(key, size), key);
        return terms.Elbo.Values.Equals(-(terms.Distortion + terms.Rate)) && terms.Rate.ToDoubles().All(rate => rate >= 0);
    }

    [Property]
    public bool The_objective_grows_with_beta_by_the_rate(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size).Vae, LinearGaussians.Data(key, size));
        double At(double beta) => Gradient.Value(vae => Elbo.Estimate(vae, x, key).ToObjective(beta), model).Value;
        var rate = Elbo.Estimate(model, x, key).Rate.ToDoubles().Average();
        return new[] { (0.0, 1.0), (1.0, 2.0), (0.5, 8.0), (0.0, 0.001) }.All(pair =>
        {
            var (lower, upper) = (At(pair.Item1), At(pair.Item2));
            var scale = Math.Max(Math.Abs(lower), Math.Abs(upper));
            return Math.Abs(upper - lower - ((pair.Item2 - pair.Item1) * rate)) <= 1e-12 * scale;
        });
    }

    [Fact]
    public void The_gradient_grows_with_beta_by_that_of_the_rate()
    {
        Vae At(double beta) => Gradient.ValueAndGradient(vae => Elbo.Estimate(vae, X, Key).ToObjective(beta), Model).Gradient;
        var rate = Gradient.ValueAndGradient(vae => Objective.Of(Elbo.Estimate(vae, X, Key).Rate), Model).Gradient;
        Assert.True(Near.Parameters(rate, At(3).ZipParameters(At(2), (_, three, two) => three - two), 1e-12));
        Assert.All(
            rate.Leaves().Where(leaf => leaf.Path.StartsWith("encoder/", StringComparison.Ordinal)),
            leaf => Assert.Contains(leaf.Value.ToDoubles(), derivative => Math.Abs(derivative) > 1e-6));
        Assert.All(
            rate.Leaves().Where(leaf => leaf.Path.StartsWith("decoder/", StringComparison.Ordinal)),
            leaf => Assert.All(leaf.Value.ToDoubles(), derivative => Assert.Equal(0, derivative)));
    }

    [Fact]
    public void The_gradient_is_that_of_the_difference_quotient()
    {
        Assert.All([RateForm.ClosedForm, RateForm.SameSample], form =>
            Assert.True(GradientCheck.Objective(vae => Elbo.Estimate(vae, X, Key, form).ToObjective(0.7), Model, Key).Passes()));
        Assert.True(GradientCheck.Objective(vae => ImportanceWeightedBound.Estimate(vae, X, Key, 4).ToObjective(), Model, Key).Passes());
    }

    [Fact]
    public void Whatever_beta_is_the_reported_elbo_is_a_bound()
    {
        var terms = Elbo.Estimate(Model, X, Key);
        Assert.All([0, 1, 4], beta =>
        {
            var evaluated = Gradient.Value(vae => Elbo.Estimate(vae, X, Key).ToObjective(beta), Model);
            Assert.Equal(["elbo", "distortion", "rate"], evaluated.Terms.Names);
            Assert.Equal(terms.Elbo.Mean.ToScalar(), evaluated.Terms["elbo"]);
            Assert.Equal(evaluated.Terms["elbo"], -(evaluated.Terms["distortion"] + evaluated.Terms["rate"]), 1e-12);
            Assert.Equal(evaluated.Value, evaluated.Terms["distortion"] + (beta * evaluated.Terms["rate"]), 1e-12);
            Assert.True(evaluated.Terms["rate"] > 0);
        });
    }

    [Fact]
    public void The_minimized_value_of_a_bound_is_its_negative()
    {
        var bound = Elbo.Estimate(Model, X, Key).Elbo;
        Assert.Equal(-bound.Mean.ToScalar(), bound.ToObjective().Value.ToScalar());
        Assert.Equal(bound.ToObjective().Value.ToScalar(), Elbo.Estimate(Model, X, Key).ToObjective().Value.ToScalar(), 1e-14);
    }

    [Property]
    public bool Every_example_counts_for_itself_and_the_objective_is_their_mean(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size).Vae, LinearGaussians.Data(key, size));
        var noise = key.Fold("noise").Normal(new Shape(3, size.Batch, size.Latent), Precision.Double);
        var together = Elbo.Estimate(model, x, noise);
        var alone = Enumerable.Range(0, size.Batch).Select(i => Elbo.Estimate(model, x.Slice(i, 1), noise.Slice(i, 1, axis: 1))).ToList();
        return Near.All(together.Elbo.Values.ToDoubles(), alone.Select(terms => terms.Elbo.Values.ToScalar()), 1e-12)
            && Near.Is(together.ToObjective(0.3).Value.ToScalar(), alone.Average(terms => terms.ToObjective(0.3).Value.ToScalar()), 1e-12);
    }

    [Fact]
    public void A_batch_given_twice_has_the_same_objective_and_gradient()
    {
        var noise = Key.Normal(new Shape(2, 6, 2), Precision.Double);
        ValueAndGradient<Vae> Of(Tensor x, Tensor eps) => Gradient.ValueAndGradient(vae => Elbo.Estimate(vae, x, eps).ToObjective(), Model);
        var (once, twice) = (Of(X, noise), Of(Tensor.Concatenate([X, X]), Tensor.Concatenate([noise, noise], axis: 1)));
        Assert.Equal(once.Value, twice.Value, 1e-13);
        Assert.True(Near.Parameters(once.Gradient, twice.Gradient, 1e-13));
    }

    [Property]
    public bool The_order_of_the_examples_is_the_order_of_the_terms(ModelSize size, RandomKey key)
    {
        var (model, x) = (LinearGaussians.Any(key, size).Vae, LinearGaussians.Data(key, size));
        var noise = key.Fold("noise").Normal(new Shape(size.Batch, size.Latent), Precision.Double);
        var order = key.Fold("order").Permutation(size.Batch);
        var (terms, reordered) = (Elbo.Estimate(model, x, noise), Elbo.Estimate(model, x.Take(order), noise.Take(order)));
        return Near.All(terms.Distortion.Take(order).ToDoubles(), reordered.Distortion.ToDoubles(), 1e-12)
            && Near.All(terms.Rate.Take(order).ToDoubles(), reordered.Rate.ToDoubles(), 1e-12);
    }

    [Fact]
    public void Several_draws_give_the_mean_of_the_terms_of_each()
    {
        var noise = Key.Normal(new Shape(4, 6, 2), Precision.Double);
        Assert.All([RateForm.ClosedForm, RateForm.SameSample], form =>
        {
            var each = Enumerable.Range(0, 4).Select(i => Elbo.Estimate(Model, X, noise.Slice(i, 1).Reshape(new Shape(6, 2)), form).Elbo.Mean.ToScalar());
            Assert.Equal(each.Average(), Elbo.Estimate(Model, X, noise, form).Elbo.Mean.ToScalar(), 1e-13);
        });
    }

    [Fact]
    public void The_rate_says_how_it_was_found()
    {
        Assert.IsType<KlEstimate.Exact>(Elbo.Estimate(Model, X, Key).Kl);
        var noise = Key.Normal(new Shape(7, 6, 2), Precision.Double);
        Assert.Equal(7, Assert.IsType<KlEstimate.Sampled>(Elbo.Estimate(Model, X, noise, RateForm.SameSample).Kl).Samples);
        var zeros = Tensor.Zeros(new Shape(2, 2), Precision.Double);
        var mixture = new GaussianMixture(Tensor.Zeros(new Shape(2), Precision.Double), zeros, zeros);
        var sampled = Elbo.Estimate(Model.WithPrior(Prior.Fixed(mixture)), X, noise);
        Assert.IsType<KlEstimate.Sampled>(sampled.Kl);
        // Two components that are both N(0, I) are N(0, I).
        Assert.Equal(Elbo.Estimate(Model, X, noise, RateForm.SameSample).Rate.ToDoubles(), sampled.Rate.ToDoubles(), Near.Within(1e-12));
    }

    [Fact]
    public void Terms_of_your_own_make_the_same_objective()
    {
        var terms = Elbo.Estimate(Model, X, Key);
        var own = Elbo.OfTerms(-terms.Distortion, terms.Rate);
        Assert.Equal(terms.ToObjective(0.4).Value, own.ToObjective(0.4).Value);
        Assert.Equal(terms.Elbo.Values, own.Elbo.Values);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var terms = Elbo.Estimate(Model, X, Key);
        Assert.All([-1e-9, double.NaN, double.PositiveInfinity], beta => Assert.Throws<ArgumentOutOfRangeException>(() => terms.ToObjective(beta)));
        Assert.ThrowsAny<ArgumentException>(() => Elbo.OfTerms(terms.Distortion, terms.Rate.Slice(0, 1)));
        Assert.ThrowsAny<ArgumentException>(() => Elbo.OfTerms(Tensor.Scalar(1), Tensor.Scalar(1)));
        Assert.ThrowsAny<ArgumentException>(() => Elbo.Estimate(Model, X.Slice(0, 0), Key));
        Assert.ThrowsAny<ArgumentException>(() => Elbo.Estimate(Model, X.Slice(0, 1).Reshape(new Shape(5)), Key));
        Assert.Contains("6", Assert.ThrowsAny<ArgumentException>(() => Elbo.Estimate(Model, X, Tensor.Zeros(new Shape(1, 2)))).Message, StringComparison.Ordinal);
        Assert.Contains("binarize", Assert.ThrowsAny<ArgumentException>(() => Elbo.Estimate(Model, X * 0.5, Key)).Message, StringComparison.Ordinal);
        Assert.Contains("4 features", Assert.Throws<ShapeMismatchException>(() => Elbo.Estimate(Model, X.Slice(0, 4, axis: 1), Key)).Message, StringComparison.Ordinal);
    }
}
