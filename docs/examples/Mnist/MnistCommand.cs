using System.CommandLine;
using Examples;

namespace Mnist;

/// <summary>What the command line says.</summary>
internal sealed record MnistChoices(
    DirectoryInfo Data,
    Binarization Binarization,
    int Epochs,
    int Hidden,
    int Latent,
    int Samples,
    int Batch,
    int Seed,
    int TestLimit,
    DirectoryInfo Output);

/// <summary>The command line.</summary>
internal static class MnistCommand
{
    private const string Description =
        "Trains a variational autoencoder on the handwritten digits of MNIST and draws what it learned. Progress goes to the error stream; " +
        "the standard output is one line of JSON.";

    public static RootCommand Create(Action<MnistChoices> run)
    {
        var data = Data();
        var binarization = HowBinarized();
        var epochs = ExampleCommand.WholeNumber("--epochs", 10, "How often training sees each image.");
        var hidden = ExampleCommand.WholeNumber("--hidden", 500, "The width of the hidden layer of the encoder and of the decoder.");
        var latent = ExampleCommand.WholeNumber("--latent", 20, "The number of latent dimensions.");
        var samples = ExampleCommand.WholeNumber("--samples", 500, "How many latents an image's log-likelihood is estimated from.");
        var batch = ExampleCommand.WholeNumber("--batch", 128, "How many images a step of training takes.");
        var seed = ExampleCommand.WholeNumber("--seed", 7, "The seed of everything random: the same seed gives the same numbers.", least: 0);
        var testLimit = ExampleCommand.WholeNumber("--test-limit", 10_000, "Test on at most this number of images, drawn at random.", least: 2);
        var output = ExampleCommand.Output("mnist-vae");
        var command = new RootCommand(Description) { data, binarization, epochs, hidden, latent, samples, batch, seed, testLimit, output };
        command.SetAction(given => run(new(
            given.GetRequiredValue(data),
            Enum.Parse<Binarization>(given.GetRequiredValue(binarization), ignoreCase: true),
            given.GetValue(epochs),
            given.GetValue(hidden),
            given.GetValue(latent),
            given.GetValue(samples),
            given.GetValue(batch),
            given.GetValue(seed),
            given.GetValue(testLimit),
            given.GetRequiredValue(output))));
        return command;
    }

    private static Option<DirectoryInfo> Data() => new Option<DirectoryInfo>("--data")
    {
        HelpName = "DIR",
        Required = true,
        Description =
            "The folder of the images, each file plain or with .gz added: binarized_mnist_train.amat, binarized_mnist_valid.amat and " +
            "binarized_mnist_test.amat if static; train-images-idx3-ubyte and t10k-images-idx3-ubyte if dynamic.",
    }.AcceptExistingOnly();

    private static Option<string> HowBinarized() => new Option<string>("--binarization")
    {
        HelpName = "static|dynamic",
        Description = "Pixels that were published black and white (static), or gray ones, drawn black or white again in every batch (dynamic).",
        DefaultValueFactory = _ => "static",
    }.AcceptOnlyFromAmong("static", "dynamic");
}
