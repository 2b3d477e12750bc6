using System.CommandLine;
using Checkpoints;
using Examples;

var folder = ExampleCommand.Folder("--folder", "saved-run", "The folder for checkpoints and the model; it is created if it does not exist.");
var epochs = ExampleCommand.WholeNumber("--epochs", 20, "How often training sees each image; with more than before, training continues from there.");
var every = ExampleCommand.WholeNumber("--every", 50, "After how many steps a checkpoint is saved.");
var stopAfter = ExampleCommand.WholeNumber("--stop-after", 0, "Stop after this number of checkpoints, as if interrupted; 0 does not stop.", least: 0);
var status = new Option<bool>("--status") { Description = "Say which checkpoints are in the folder and load; do nothing else." };
var command = new RootCommand("Trains a variational autoencoder that survives its process: kill it whenever you like, and start it again.")
{
    folder, epochs, every, stopAfter, status,
};
command.SetAction(given =>
{
    var run = new SavedRun(given.GetRequiredValue(folder), given.GetValue(epochs));
    if (given.GetValue(status))
        return run.ShowStatus() ? 0 : 1;
    run.Continue(given.GetValue(every), given.GetValue(stopAfter));
    return 0;
});
return ExampleCommand.Run(command, args);
