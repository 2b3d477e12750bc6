namespace VaeFunctional;

/// <summary>A value of the wrong shape reached a layer; the message names the layer's path and both shapes.</summary>
public sealed class ShapeMismatchException : ArgumentException
{
    internal ShapeMismatchException(string layer, string detail, string path = "")
        : base(path.Length == 0 ? $"{layer}: {detail}" : $"{layer} '{path}': {detail}")
    {
        Layer = layer;
        Detail = detail;
        Path = path;
    }

    /// <summary>The kind of layer.</summary>
    public string Layer { get; }

    /// <summary>Which shapes do not match.</summary>
    public string Detail { get; }

    /// <summary>The path to the layer, as in <c>decoder/hidden/0</c>.</summary>
    public string Path { get; }

    /// <summary>Refuses data that is not of the model's features, before a layer does.</summary>
    /// <param name="x">Data <c>[batch, features]</c>.</param>
    /// <param name="features">The model's number of features.</param>
    /// <param name="model">The kind of model.</param>
    internal static void DemandFeatures(Tensor x, int features, string model)
    {
        if (x.Rank < 2)
            throw new ShapeMismatchException(model, $"data of shape {x.Shape} has no batch axis before its features; the model takes [batch, {features}]");
        if (x.Shape[-1] != features)
            throw new ShapeMismatchException(model, $"data of shape {x.Shape} has {x.Shape[-1]} features, but the model takes {features}{DataCheck.Flattening(x.Shape, features)}");
    }

    /// <summary>Runs a part of a model; a mismatch within it is reported under the part's name.</summary>
    internal static TResult Within<TResult>(string name, Func<TResult> part)
    {
        try
        {
            return part();
        }
        catch (ShapeMismatchException mismatch)
        {
            throw new ShapeMismatchException(mismatch.Layer, mismatch.Detail, mismatch.Path.Length == 0 ? name : $"{name}/{mismatch.Path}");
        }
    }
}
