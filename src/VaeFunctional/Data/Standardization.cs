namespace VaeFunctional;

/// <summary>The affine map that gives each column of the data it was fitted to mean 0 and standard deviation 1: <c>(x - mean) /
/// scale</c>.</summary>
/// <remarks>Keep it with the model: the model only understands data that went through it. It is not trained.</remarks>
public sealed record Standardization : IParameters<Standardization>
{
    /// <summary>A map with the given means and scales.</summary>
    /// <param name="mean">What is subtracted, <c>[columns]</c>.</param>
    /// <param name="scale">What is divided by, <c>[columns]</c>.</param>
    /// <exception cref="ArgumentException">The two are not vectors of the same length.</exception>
    public Standardization(Tensor mean, Tensor scale)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(scale);
        if (mean.Rank != 1 || mean.Shape != scale.Shape)
            throw new ArgumentException($"Mean {mean.Shape} and scale {scale.Shape} are not vectors of the same length.");
        Mean = mean;
        Scale = scale;
    }

    /// <summary>The mean of each column, <c>[columns]</c>.</summary>
    public Tensor Mean { get; }

    /// <summary>The standard deviation of each column, <c>[columns]</c>; 1 for a column that does not vary.</summary>
    public Tensor Scale { get; }

    /// <summary>The map that standardizes the given data, in its precision; means and deviations are computed in double.</summary>
    /// <remarks>
    /// The deviation is that of the data itself (divided by the number of rows). A column whose deviation is 0 in the data's precision gets
    /// scale 1, and so becomes 0.
    /// </remarks>
    /// <param name="data">The data, <c>[rows, columns]</c>, at least one row.</param>
    /// <exception cref="ArgumentException">Not a matrix, no rows, a number that is not finite (the message names row and column), or a column
    /// whose range is beyond the precision.</exception>
    public static Standardization Fit(Tensor data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Rank != 2 || data.Shape[0] == 0)
        {
            throw new ArgumentException(
                $"Standardizing takes a matrix of at least one row, not a tensor of shape {data.Shape}.",
                nameof(data));
        }

        var moments = new ColumnMoments(data);
        var mean = Tensor.FromArray(moments.Mean).To(data.Precision).ToDoubles();
        var scale = Tensor.FromArray(moments.Deviation).To(data.Precision).ToDoubles();
        for (var column = 0; column < mean.Length; column++)
        {
            if (!double.IsFinite(mean[column]) || !double.IsFinite(scale[column]))
                throw new ArgumentException($"The range of column {column} (from 0) is too wide to standardize.", nameof(data));
            if (scale[column] == 0)
                scale[column] = 1;
        }

        return new Standardization(Tensor.FromArray(mean).To(data.Precision), Tensor.FromArray(scale).To(data.Precision));
    }

    /// <summary>The standardized data, <c>(x - mean) / scale</c>.</summary>
    /// <param name="data">The data, <c>[..., columns]</c>.</param>
    /// <exception cref="ArgumentException">The data has another number of columns.</exception>
    public Tensor Apply(Tensor data) => (Checked(data) - Mean) / Scale;

    /// <summary>The data that standardized values represent, <c>x * scale + mean</c>.</summary>
    /// <param name="standardized">Standardized values, <c>[..., columns]</c>.</param>
    /// <exception cref="ArgumentException">They have another number of columns.</exception>
    public Tensor Invert(Tensor standardized) => (Checked(standardized) * Scale) + Mean;

    /// <inheritdoc />
    public Standardization Map(LeafMap f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return new(f.Constant("mean", Mean), f.Constant("scale", Scale));
    }

    private Tensor Checked(Tensor data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Rank == 0 || data.Shape[-1] != Mean.Count)
            throw new ArgumentException($"Data of shape {data.Shape} does not have the {Mean.Count} columns that were fitted.");
        return data;
    }
}
