using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Networks whose input may have holes.</summary>
public class MissingInputTests
{
    [Property]
    public void A_hole_is_its_columns_fill_and_a_1_in_the_mask(RandomKey key)
    {
        var x = key.Normal(new Shape(6, 3), Precision.Double);
        var holes = key.Fold("holes").Uniform(x.Shape, Precision.Double).LessThan(0.5);
        var network = Mlp.Create(key.Fold("network"), [6, 4, 2], Activation.Tanh).To(Precision.Double);
        var fill = key.Fold("fill").Normal(new Shape(3), Precision.Double);
        var filled = (x * (1 - holes)) + (fill * holes);
        Assert.Equal(
            network.Apply(Tensor.Concatenate([filled, holes], axis: -1)),
            new MissingInput(fill, network).Apply(Tensor.Where(holes, Tensor.Scalar(double.NaN), x)));
    }

    [Fact]
    public void The_fill_is_learned()
    {
        var network = MissingInput.Before(Mlp.Create(RandomKey.FromSeed(1), [6, 4, 2], Activation.Tanh));
        Assert.Contains(network.Leaves(), leaf => leaf.Path == "fill");
        var check = GradientCheck.Objective(
            model => Objective.Of(model.Apply(Tensor.FromArray([1, double.NaN, 2, double.NaN, 0, 1], new Shape(2, 3))).Square().Sum()), network, RandomKey.FromSeed(2));
        Assert.True(check.Passes(), check.ToString());
    }

    [Fact]
    public void Holes_are_refused_where_the_encoder_does_not_take_them()
    {
        var likelihood = LikelihoodHead.Observed(LikelihoodHead.Gaussian());
        var message = Assert.Throws<ArgumentException>(() => TestModels.Vae.WithLikelihood(likelihood)).Message;
        Assert.Contains("MissingInput.Before", message, StringComparison.Ordinal);
        var encoder = MissingInput.Before(Mlp.Create(RandomKey.FromSeed(1), [8, 5, 4], Activation.Tanh));
        var vae = Vae.Create(encoder, TestModels.Decoder, likelihood);
        var x = Tensor.FromArray([1, double.NaN, 0, 1, 0, 0, double.NaN, double.NaN], new Shape(2, 4)).To(Precision.Single);
        Assert.Equal(-1, vae.Encode(x).Mean.FirstNonFinite());
        Assert.Equal(-1, vae.Reconstruct(x).Mode.FirstNonFinite());
        Assert.True(double.IsFinite(Elbo.Estimate(vae, x, RandomKey.FromSeed(1)).Elbo.Mean.ToScalar()));
        Assert.Throws<ArgumentException>(() => vae.Reconstruct(x * double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => vae.WithLikelihood(LikelihoodHead.Gaussian()).Forward(x, RandomKey.FromSeed(1)));
    }

    [Fact]
    public void A_network_of_another_size_is_refused() => Assert.Contains(
        "takes 5", Assert.Throws<ArgumentException>(() => new MissingInput(Tensor.Zeros(new Shape(3)), Mlp.Create(RandomKey.FromSeed(1), [5, 2], Activation.Tanh))).Message, StringComparison.Ordinal);
}
