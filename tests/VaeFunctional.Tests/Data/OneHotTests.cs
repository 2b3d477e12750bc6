using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Labels as coordinates, and through splits and batches.</summary>
public class OneHotTests
{
    [Property]
    public void Every_row_has_its_1_at_its_label(RandomKey key)
    {
        int[] labels = [.. key.Uniform(new Shape(20), Precision.Double).ToDoubles().Select(u => (int)(u * 7))];
        var rows = OneHot.Of(labels, 7, Precision.Double);
        Assert.Equal(labels.Select(label => (double)label), rows.ArgMax(-1).ToDoubles());
        Assert.Equal(Tensor.Ones(new Shape(20), Precision.Double), rows.Sum(-1));
        Assert.Equal(20, rows.EqualTo(1).Sum().ToScalar());
    }

    [Property]
    public void Labels_follow_their_rows_through_a_split(RandomKey key)
    {
        var labels = Labels.Of(Enumerable.Range(100, 30));
        var data = Tensor.FromArray([.. labels.Values.Select(label => (double)label)], new Shape(30, 1));
        var split = DataSplit.Random(data, 0.3, key);
        Assert.Equal(labels.At(split.TrainRows).Values.Select(label => (double)label), split.Train.ToDoubles());
        Assert.Equal(labels.At(split.ValidationRows).Values.Select(label => (double)label), split.Validation.ToDoubles());
        var batches = Batches.Shuffled(data, size: 7);
        foreach (var batch in Enumerable.Range(0, (int)batches.Count).Select(step => batches.At(step, key)))
            Assert.Equal(labels.At(batch.Rows).Values.Select(label => (double)label), batch.X.ToDoubles());
    }

    [Fact]
    public void A_label_outside_the_classes_is_told_with_its_position() =>
        Assert.Contains("number 1 is 3", Assert.Throws<ArgumentException>(() => OneHot.Of([0, 3], 3)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_labels_are_no_rows() => Assert.Equal(new Shape(0, 3), OneHot.Of([], 3).Shape);
}
