using Xunit;

namespace VaeFunctional.Tests;

/// <summary>What cannot be opened is one documented exception that names it, in every reader.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Readers => [.. All.Keys];

    private static IReadOnlyDictionary<string, Action<string>> All { get; } = new Dictionary<string, Action<string>>
    {
        ["safetensors"] = path => Safetensors.Read(path),
        ["model"] = path => ModelFile.Load(path, TrainingProblem.Model),
        ["checkpoint"] = path => Checkpoint.Load(path, TrainingProblem.Start),
        ["npy"] = path => Npy.Read(path),
        ["npz"] = path => Npz.Read(path),
        ["csv"] = path => Csv.Read(path),
        ["idx"] = path => Idx.ReadLabels(path),
        ["idx images"] = path => IdxRecords.OpenImages(path).Dispose(),
        ["text"] = path => BinarizedText.Read(path),
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_folder_and_an_impossible_name_are_one_error_that_names_them(string reader)
    {
        Directory.CreateDirectory(folder["folder"]);
        Assert.Equal($"'{folder["folder"]}' cannot be read: it is a folder.", Assert.Throws<IOException>(() => All[reader](folder["folder"])).Message);
        var impossible = folder["a\0b"];
        var error = Assert.Throws<IOException>(() => All[reader](impossible));
        Assert.StartsWith($"'{impossible}' cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_missing_file_or_folder_is_named_with_its_full_path(string reader)
    {
        var inFolder = Path.Combine(folder["folder"], "missing");
        AssertMissing(folder["missing"], $"file '{folder["missing"]}'");
        AssertMissing(inFolder, $"folder '{folder["folder"]}'");
        var relative = $"missing-{Guid.NewGuid():N}";
        AssertMissing(relative, $"file '{Path.Combine(Directory.GetCurrentDirectory(), relative)}'");

        void AssertMissing(string path, string missing)
        {
            var error = Assert.Throws<FileNotFoundException>(() => All[reader](path));
            Assert.Equal($"'{path}' cannot be read: there is no {missing}.", error.Message);
            Assert.Equal(Path.GetFullPath(path), error.FileName);
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_file_that_may_not_be_read_is_one_error_that_names_it(string reader)
    {
        // An administrator may read every file.
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            return;
        var path = folder.With("secret", [1]);
        File.SetUnixFileMode(path, UnixFileMode.None);
        var error = Assert.Throws<IOException>(() => All[reader](path));
        Assert.StartsWith($"'{path}' cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
