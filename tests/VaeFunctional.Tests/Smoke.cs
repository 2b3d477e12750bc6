using Xunit;
namespace VaeFunctional.Tests;
public class Smoke
{
    [Fact]
    public void Gradients_flow()
    {
        var key = RandomKey.FromSeed(1);
        var w = new Parameter(key.Fold("w").Normal(new Shape(5, 3)));
        var x = key.Fold("x").Normal(new Shape(4, 5));
        var b = key.Fold("b").Normal(new Shape(3));
        var r = GradientCheck.Objective(m => Objective.Minimize((x.MatMul(m.Value) + b).Tanh().LogSumExp(-1)), w, key);
        Assert.True(r.Passes(1e-8), r.ToString());
        foreach (var f in new Func<Tensor, Tensor>[] { t => t.Softplus(), t => t.Slice(1, 2, 1).Exp(), t => Tensor.Concatenate([t, t * 2], 0), t => t.Max(1), t => t.Take([0, 2, 0]), t => t.Transpose().MatMul(t), t => t.MatMul(t, true) , t => t / (t.Square()+1)})
            Assert.True(GradientCheck.Rule(f, x, key).Passes(), GradientCheck.Rule(f, x, key).ToString());
    }
}
