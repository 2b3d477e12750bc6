using VaeFunctional;

namespace AnomalyScores;

/// <summary>A table of which each row is normal or an anomaly.</summary>
/// <param name="Values">The columns, <c>[rows, columns]</c>.</param>
/// <param name="Anomalous">Whether a row is an anomaly.</param>
internal sealed record LabeledTable(Tensor Values, IReadOnlyList<bool> Anomalous)
{
    /// <summary>How far from the curved sheet normal rows lie, in each column.</summary>
    private const double Noise = 0.05;

    /// <summary>Reads an archive of NumPy as those of ADBench (Han et al., 2022): X, <c>[rows, columns]</c>, and y, 1 for an anomaly and else 0.</summary>
    public static LabeledTable Read(FileInfo file)
    {
        var content = Npz.Read(file.FullName);
        if (!content.Contains("X") || !content.Contains("y"))
            throw new InvalidDataException($"{file.FullName} holds {content}; expected X, the table, and y, its labels.");
        var (values, labels) = (content["X"], content["y"]);
        if (values.Rank != 2 || labels.Shape != new Shape(values.Shape[0]))
            throw new InvalidDataException($"{file.FullName} holds X of shape {values.Shape} and y of shape {labels.Shape}; expected [rows, columns] and [rows].");
        if (values.FirstNonFinite() >= 0)
            throw new InvalidDataException($"{file.FullName} holds a number that is not finite in X.");
        bool[] anomalous = [.. labels.ToDoubles().Select(label => label switch
        {
            0 => false,
            1 => true,
            _ => throw new InvalidDataException($"{file.FullName} holds the label {label}; expected 0 or 1."),
        })];
        return anomalous.Count(it => !it) >= 10 && anomalous.Contains(true)
            ? new(values.To(Precision.Double), anomalous)
            : throw new InvalidDataException($"{file.FullName} holds {anomalous.Count(it => it)} anomalies among {anomalous.Length} rows; expected some, and ten normal rows.");
    }

    /// <summary>Normal rows near a curved sheet of two dimensions among six, and anomalies that leave it though no single column shows it: each column
    /// of an anomaly is taken from another normal row.</summary>
    public static LabeledTable Generate(RandomKey key, int normal, int anomalies)
    {
        var rows = Sheet(key.Fold("normal"), normal);
        var donors = Sheet(key.Fold("donors"), anomalies);
        var columns = Enumerable.Range(0, donors.Shape[1])
            .Select(column => donors.Slice(column, 1, axis: 1).Take(key.Fold("shuffle").Fold(column).Permutation(anomalies)));
        return new(
            Tensor.Concatenate([rows, Tensor.Concatenate([.. columns], axis: 1)]),
            [.. Enumerable.Repeat(false, normal), .. Enumerable.Repeat(true, anomalies)]);
    }

    /// <summary>The rows of one kind, <c>[count, columns]</c>.</summary>
    public Tensor Rows(bool anomalous) =>
        Values.Take([.. Anomalous.Index().Where(row => row.Item == anomalous).Select(row => row.Index)]);

    private static Tensor Sheet(RandomKey key, int count)
    {
        var shape = new Shape(count, 1);
        var (angle, height) = (2 * Math.PI * key.Fold("angle").Uniform(shape, Precision.Double), key.Fold("height").Uniform(shape, Precision.Double));
        var radius = 1 + height;
        var sheet = Tensor.Concatenate(
            [angle.Cos(), angle.Sin(), radius * angle.Cos(), radius * (2 * angle).Sin(), height.Square(), height + (0.5 * angle.Sin())], axis: 1);
        return sheet + (Noise * key.Fold("noise").Normal(sheet.Shape, Precision.Double));
    }
}
