using System.Text.Json;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => folder["model.safetensors"];

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Every_model_loads_as_it_was_saved(Precision precision)
    {
        foreach (var (posterior, prior, likelihood) in
            from posterior in TestModels.Posteriors.Keys
            from prior in TestModels.Priors.Keys
            from likelihood in TestModels.Likelihoods.Keys
            select (posterior, prior, likelihood))
        {
            var model = TestModels.Of(posterior, prior, likelihood).To(precision);
            ModelFile.Save(File, model);
            Assert.Equal(model, ModelFile.Load(File, model.ZerosLike()));
        }
    }

    [Fact]
    public void Numbers_that_are_not_finite_come_back_bit_for_bit()
    {
        int[] bits = [0x7fc00001, unchecked((int)0xffa00003), 0x7f800000, unchecked((int)0x80000000), 1];
        var model = ParameterList.Of(Tensor.FromArray(Array.ConvertAll(bits, BitConverter.Int32BitsToSingle)));
        ModelFile.Save(File, model);
        var loaded = ModelFile.Load(File, model.ZerosLike()).Tensors()[0].ToSingles();
        Assert.Equal(bits, Array.ConvertAll(loaded, BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void The_names_are_the_leaves_paths_and_the_metadata_are_json()
    {
        var model = TestModels.Of("default", "standard", "Gaussian about the mean");
        ModelFile.Save(File, model);
        var content = Safetensors.Read(File);
        Assert.Equal(model.Leaves().Select(leaf => leaf.Path).Order(StringComparer.Ordinal), content.Names);
        using var json = JsonDocument.Parse(content.Metadata["vaefunctional"]);
        Assert.Equal(2, json.RootElement.GetProperty("format").GetInt32());
        Assert.Equal("model", json.RootElement.GetProperty("kind").GetString());
        Assert.StartsWith("VaeFunctional 0.", json.RootElement.GetProperty("writer").GetString(), StringComparison.Ordinal);
        Assert.Equal("tanh", json.RootElement.GetProperty("settings").GetProperty("encoder/hidden/0/activation").GetString());
    }

    [Fact]
    public void A_file_of_another_program_with_the_right_tensors_loads()
    {
        var model = TestModels.Vae;
        Safetensors.Write(File, NamedTensors.Empty.With("", model).WithMetadata("format", "pt"));
        Assert.Equal(model, ModelFile.Load(File, model.ZerosLike()));
    }

    [Fact]
    public void A_file_that_was_edited_through_the_library_loads()
    {
        var model = ParameterList.Of(Tensor.FromArray([1.0, 2]));
        ModelFile.Save(File, model);
        Safetensors.Write(File, Safetensors.Read(File).With("items/0/value", Tensor.FromArray([3.0, 4])));
        Assert.Equal(ParameterList.Of(Tensor.FromArray([3.0, 4])), ModelFile.Load(File, model));
    }

    [Fact]
    public void Every_difference_is_listed_in_one_error()
    {
        ModelFile.Save(File, Vae.Create(Network([4, 6, 4], Activation.Tanh), Network([2, 5, 5, 5, 4], Activation.Relu), LikelihoodHead.Gaussian()).To(Precision.Double));
        var like = Vae.Create(Network([4, 6, 4], Activation.Relu), Network([2, 6, 4], Activation.Relu), LikelihoodHead.Bernoulli())
            .WithPosterior(PosteriorHead.DiagonalGaussianWithin(new SmoothBound(3)));
        var message = Assert.Throws<ArgumentException>(() => ModelFile.Load(File, like)).Message;
        string[] expected =
        [
            "setting 'encoder/hidden/0/activation' is 'tanh' in the file and 'relu' in the template",
            "setting 'posterior/log-variance-limit' is '10' in the file and '3' in the template",
            "setting 'likelihood' is 'GaussianHead' in the file and 'BernoulliHead' in the template",
            "setting 'decoder/hidden/1' is 'Dense' in the file and absent in the template",
            "'encoder/hidden/0/weight' has precision Double in the file and Single in the template (like.To(Precision.Double) has it)",
            "'decoder/hidden/0/weight' has shape [2, 5] in the file and [2, 6] in the template",
        ];
        Assert.All(expected, line => Assert.Contains($"- {line}", message, StringComparison.Ordinal));
        Assert.Matches(@"- and \d+ more$", message);
        Assert.Equal(1 + 20 + 1, message.Split('\n').Length);
    }

    [Fact]
    public void Missing_and_unexpected_leaves_are_named()
    {
        ModelFile.Save(File, ParameterList.Of(Tensor.Scalar(1), Tensor.Scalar(2)));
        var shorter = Assert.Throws<ArgumentException>(() => ModelFile.Load(File, ParameterList.Of(Tensor.Scalar(1)))).Message;
        Assert.Contains("- 'items/1/value' of shape [] in the file is not in the template", shorter, StringComparison.Ordinal);
        var longer = Assert.Throws<ArgumentException>(
            () => ModelFile.Load(File, ParameterList.Of(Tensor.Scalar(1), Tensor.Scalar(2), Tensor.Ones(new Shape(2, 3))))).Message;
        Assert.Contains("- 'items/2/value' of shape [2, 3] is missing in the file", longer, StringComparison.Ordinal);
        Assert.Contains(File, longer, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_tensors_of_another_kind_of_model_are_refused()
    {
        var (weight, bias) = (Tensor.Ones(new Shape(2, 2)), Tensor.Ones(new Shape(2)));
        ModelFile.Save(File, new Layer(weight, bias));
        Assert.Contains(
            "- the model is 'Layer' in the file and 'Dense' in the template",
            Assert.Throws<ArgumentException>(() => ModelFile.Load(File, new Dense(weight, bias, Activation.Relu))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"format":3,"kind":"model","writer":"VaeFunctional 9.1.0","settings":{}}""", "' has format 3, written by VaeFunctional 9.1.0, and this is VaeFunctional 0.")]
    [InlineData("""{"format":3,"kind":"model"}""", ", which reads format 2.")]
    [InlineData("""{"format":1,"kind":"model","settings":{}}""", ", which reads format 2; Safetensors.Read still reads its tensors.")]
    [InlineData("""{"format":0,"kind":"model","settings":{}}""", "cannot be read: there is no format 0.")]
    [InlineData("""{"format":-1,"kind":"model","settings":{}}""", "cannot be read: there is no format -1.")]
    [InlineData("""{"format":"2"}""", "cannot be read")]
    [InlineData("""{"format":2,"kind":"model"}""", "cannot be read")]
    [InlineData("""{"format":2,"kind":"model","settings":{"a":"1","a":"2"}}""", "cannot be read")]
    [InlineData("""{"format":2,"kind":"model","settings":{"a":1}}""", "cannot be read")]
    [InlineData("""{"format":2,"kind":7,"settings":{}}""", "cannot be read")]
    [InlineData("""{"format":99999999999}""", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    [InlineData("", "cannot be read")]
    [InlineData("{", "cannot be read")]
    public void Metadata_that_are_not_of_this_format_are_refused(string json, string reason)
    {
        var model = ParameterList.Of(Tensor.Scalar(1));
        Safetensors.Write(File, NamedTensors.Empty.With("", model).WithMetadata("vaefunctional", json));
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => ModelFile.Load(File, model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_says_who_reads_it_where_anyone_does()
    {
        string Refusal(string kind)
        {
            var json = $$"""{"format":2,"kind":"{{kind}}","settings":[]}""";
            Safetensors.Write(File, NamedTensors.Empty.WithMetadata("vaefunctional", json));
            return Assert.Throws<InvalidDataException>(() => ModelFile.Load(File, ParameterList.Of(Tensor.Scalar(1)))).Message;
        }

        Assert.Equal($"'{File}' holds a picture, not a model.", Refusal("picture"));
        Assert.Equal($"'{File}' holds a checkpoint, not a model: Checkpoint.Load reads it.", Refusal("checkpoint"));
    }

    [Fact]
    public void A_record_with_two_leaves_of_one_path_is_refused_and_writes_nothing()
    {
        var message = Assert.Throws<ArgumentException>(() => ModelFile.Save(File, new TwoOfOneName(Tensor.Scalar(1), Tensor.Scalar(2)))).Message;
        Assert.Contains("'w' names 2 leaves", message, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void A_cut_at_any_byte_and_a_flipped_bit_in_any_byte_are_refused()
    {
        ModelFile.Save(File, ParameterList.Of(Tensor.FromArray([1f, 2, 3]), Tensor.Scalar(0.5, Precision.Double)));
        var bytes = System.IO.File.ReadAllBytes(File);
        var like = ParameterList.Of(Tensor.Zeros(new Shape(3)), Tensor.Scalar(0, Precision.Double));
        foreach (var damaged in Damage.Truncations(bytes).Concat(Damage.FlipsOfEachByte(bytes)))
        {
            System.IO.File.WriteAllBytes(File, damaged);
            Assert.Throws<InvalidDataException>(() => ModelFile.Load(File, like));
        }
    }

    public void Dispose() => folder.Dispose();

    private static Mlp Network(int[] widths, Activation activation) => Mlp.Create(TestModels.Key, widths, activation);

    private sealed record TwoOfOneName(Tensor A, Tensor B) : IParameters<TwoOfOneName>
    {
        public TwoOfOneName Map(LeafMap f) => new(f.At("w", A), f.At("w", B));
    }
}
