using Xunit;

namespace VaeFunctional.Tests;

/// <summary>Files that were written once and are kept in <c>Formats</c>: every later version reads them, or refuses them by name.</summary>
/// <remarks>
/// A new version of a format gets a row and a file of its own; a file is never written again. With VAEFUNCTIONAL_WRITE_FORMATS=1 a file that is
/// missing is written.
/// </remarks>
public sealed class FormatsTests
{
    private static readonly Tensor Singles = Tensor.FromArray([0.1f, -0f, float.Epsilon, float.MaxValue, float.NegativeInfinity, 3], new Shape(2, 3));
    private static readonly Tensor Doubles = Tensor.FromArray([0.1, double.Epsilon, 1e300, double.NaN]);
    private static readonly ImageSet Images = new(Tensor.FromArray([0, 1 / 255f, 127 / 255f, 128 / 255f, 254 / 255f, 1], new Shape(1, 6)), 2, 3);

    private static readonly Dictionary<string, Format> Rows = new()
    {
        ["model-2.safetensors"] = new(path => ModelFile.Save(path, Model), path => Assert.Equal(Model, ModelFile.Load(path, Model.ZerosLike()))),
        ["checkpoint-2.safetensors"] = new(path => Checkpoint.Save(path, State), path => Assert.Equal(State, Checkpoint.Load(path, Fresh))),
        ["tensors.safetensors"] = new(
            path => Safetensors.Write(path, Named.WithMetadata("key", "text")), path => Assert.Equal(Named.WithMetadata("key", "text"), Safetensors.Read(path))),
        ["stored.npz"] = new(path => Npz.Write(path, Named), path => Assert.Equal(Named, Npz.Read(path))),
        ["compressed.npz"] = new(path => Npz.Write(path, Named, compress: true), path => Assert.Equal(Named, Npz.Read(path))),
        ["singles.npy"] = new(path => Npy.Write(path, Singles), path => Assert.Equal(Singles, Npy.Read(path))),
        ["doubles.npy.gz"] = new(path => Npy.Write(path, Doubles), path => Assert.Equal(Doubles, Npy.Read(path))),
        ["images-idx3-ubyte"] = new(path => Idx.WriteImages(path, Images), path => Assert.Equal(Images, Idx.ReadImages(path))),
        ["labels-idx1-ubyte.gz"] = new(path => Idx.WriteLabels(path, Labels.Of([0, 7, 255])), path => Assert.Equal(Labels.Of([0, 7, 255]), Idx.ReadLabels(path))),
        ["binary.amat"] = new(path => BinarizedText.Write(path, Bits), path => Assert.Equal(Bits, BinarizedText.Read(path))),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    private static NamedTensors Named => NamedTensors.Empty.With("a", Singles).With("b/c", Doubles).With("empty", Tensor.Zeros(new Shape(0, 2)));

    private static Tensor Bits => Tensor.FromArray([0f, 1, 1, 0, 0, 1], new Shape(3, 2));

    private static Vae Model => Counting(1, Vae.Create(
        Mlp.Create(RandomKey.FromSeed(1), [3, 4, 4], Activation.Tanh), Mlp.Create(RandomKey.FromSeed(2), [2, 4, 3], Activation.LeakyRelu(0.1)), LikelihoodHead.Gaussian()));

    private static Dense Layer => Counting(2, Dense.Create(RandomKey.FromSeed(3), 2, 3, Activation.Softplus, Initialization.GlorotUniform).To(Precision.Double));

    private static TrainingState<Dense> Fresh => TrainingState.Start(Layer.ZerosLike(), Adam.Default.WithLearningRate(0.003), RandomKey.FromSeed(4));

    private static TrainingState<Dense> State => Fresh with
    {
        Model = Layer,
        OptimizerState = new OptimizerState<Dense>(7, [Counting(3, Layer), Counting(4, Layer)]),
        Key = RandomKey.FromSeed(5).Fold("run"),
        Step = 8,
        Terms = Terms.Empty.With("elbo", -0.1).With("rate", double.PositiveInfinity),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kept_file_is_read_with_the_values_that_were_written(string name)
    {
        var path = PathOf(name);
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("VAEFUNCTIONAL_WRITE_FORMATS") == "1")
            Rows[name].Write(path);
        Rows[name].Check(path);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_written_today_is_read_in_the_same_way(string name)
    {
        using var folder = new TemporaryFolder();
        Rows[name].Write(folder[name]);
        Rows[name].Check(folder[name]);
    }

    [Fact]
    public void Every_kept_file_is_read_by_a_test() =>
        Assert.Equal(
            Rows.Keys.Append("model-1.safetensors").Append("checkpoint-1.safetensors").Order(StringComparer.Ordinal),
            Directory.GetFiles(PathOf("")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_model_and_a_checkpoint_of_format_1_are_refused_in_a_sentence()
    {
        var (model, state) = (PathOf("model-1.safetensors"), PathOf("checkpoint-1.safetensors"));
        Assert.Matches(Refusal(model, "$"), Assert.Throws<InvalidDataException>(() => ModelFile.Load(model, Layer)).Message);
        Assert.Matches(Refusal(state, " There is no state"), Assert.Throws<InvalidDataException>(() => Checkpoint.Load(state, Fresh)).Message);
    }

    private static string Refusal(string path, string end) =>
        @$"^'{path}' has format 1, written by VaeFunctional 0\.1\.0, and this is VaeFunctional \d+\.\d+\.\d+, which reads format 2; Safetensors\.Read still reads its tensors\.{end}";

    private static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "VaeFunctional.Tests", "Persistence", "Formats", name);

    /// <summary>The record with short decimals in place of its numbers, different in every element.</summary>
    private static TModel Counting<TModel>(int start, TModel model)
        where TModel : IParameters<TModel>
    {
        var next = start * 1000;
        return model.MapAll(leaf => Tensor.FromArray([.. Enumerable.Range(0, leaf.Value.Count).Select(_ => next++ / 64.0)], leaf.Value.Shape).To(leaf.Value.Precision));
    }

    private sealed record Format(Action<string> Write, Action<string> Check);
}
