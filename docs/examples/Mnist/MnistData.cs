using VaeFunctional;

namespace Mnist;

/// <summary>How gray digits became black and white. Figures of one are not comparable with those of the other: they differ by about two nats.</summary>
internal enum Binarization
{
    /// <summary>Once, by Larochelle and Murray (2011), who published the pixels.</summary>
    Static,

    /// <summary>For training again in every batch; for validation and test once, from a key.</summary>
    Dynamic,
}

/// <summary>Handwritten digits of 28 x 28 pixels, <c>[count, 784]</c>: black and white, those to train on possibly gray.</summary>
internal sealed record MnistData(Tensor Train, Tensor Validation, Tensor Test, Binarization Binarization)
{
    public const int Side = 28;

    /// <summary>The published split: of every six training images the last is for validation, which makes 50,000 and 10,000.</summary>
    private const int ValidationPart = 6;

    public static MnistData Read(DirectoryInfo folder, Binarization binarization, RandomKey key) => binarization switch
    {
        Binarization.Static => ReadStatic(folder),
        _ => ReadDynamic(folder, key),
    };

    /// <summary>These data with at most the given number of test images, drawn at random: the published ones are sorted by digit.</summary>
    public MnistData WithTestLimit(int limit, RandomKey key) =>
        limit < Test.Shape[0] ? this with { Test = Test.Take(key.Permutation(Test.Shape[0])[..limit]) } : this;

    public Batches Batches(int size, int epochs)
    {
        var batches = VaeFunctional.Batches.Shuffled(Train, size, epochs);
        return Binarization == Binarization.Static ? batches : batches.Map((gray, key) => key.Bernoulli(gray));
    }

    private static MnistData ReadStatic(DirectoryInfo folder)
    {
        Tensor Part(string part) => ReadImages(folder, $"binarized_mnist_{part}.amat", BinarizedText.Read);
        return new(Part("train"), Part("valid"), Part("test"), Binarization.Static);
    }

    private static MnistData ReadDynamic(DirectoryInfo folder, RandomKey key)
    {
        Tensor Part(string part) => ReadImages(folder, $"{part}-images-idx3-ubyte", path => Idx.ReadImages(path).Images);
        var (gray, test) = (Part("train"), Part("t10k"));
        var validation = Math.Max(1, gray.Shape[0] / ValidationPart);
        var train = gray.Shape[0] - validation;
        return new(
            gray.Slice(0, train),
            key.Fold("validation").Bernoulli(gray.Slice(train, validation)),
            key.Fold("test").Bernoulli(test),
            Binarization.Dynamic);
    }

    private static Tensor ReadImages(DirectoryInfo folder, string name, Func<string, Tensor> read)
    {
        var plain = Path.Combine(folder.FullName, name);
        var path = new[] { plain, $"{plain}.gz" }.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{folder.FullName} holds neither {name} nor {name}.gz.");
        var images = read(path);
        return images.Shape[1] == Side * Side && images.Shape[0] > 1
            ? images
            : throw new InvalidDataException($"{path} holds {images.Shape[0]} images of {images.Shape[1]} pixels; expected several of {Side * Side}.");
    }
}
