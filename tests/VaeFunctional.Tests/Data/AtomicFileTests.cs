using Xunit;

namespace VaeFunctional.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private const string LeftDraft = "x.0123456789ab.draft";

    private readonly TemporaryFolder folder = new();

    private string Target => folder["x"];

    [Fact]
    public void Each_generation_replaces_the_one_before_and_keeps_it_where_it_is_asked_to()
    {
        Save(1);
        Assert.Equal(["x"], folder.Files);
        Save(2);
        Save(3);
        Assert.Equal([3], File.ReadAllBytes(Target));
        Assert.Equal([2], File.ReadAllBytes(folder["x.previous"]));
        AtomicFile.Save(Target, stream => stream.WriteByte(4));
        Assert.Equal([4], File.ReadAllBytes(Target));
        Assert.Equal(["x", "x.previous"], folder.Files.Order());
    }

    [Fact]
    public void A_failure_while_writing_leaves_both_generations_and_no_draft()
    {
        Save(1);
        Save(2);
        var error = Assert.Throws<IOException>(() => AtomicFile.Save(
            Target,
            stream =>
            {
                stream.WriteByte(3);
                throw new IOException("No space left on device.");
            },
            keepsPrevious: true));
        Assert.Equal($"'{Target}' cannot be saved: No space left on device.", error.Message);
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Save(Target, _ => throw new InvalidOperationException()));
        Assert.Equal([2], File.ReadAllBytes(Target));
        Assert.Equal([1], File.ReadAllBytes(folder["x.previous"]));
        Assert.Equal(["x", "x.previous"], folder.Files.Order());
    }

    [Fact]
    public void A_draft_that_a_killed_process_left_is_deleted_by_the_next_save()
    {
        folder.With(LeftDraft, [1, 2]);
        Save(1);
        Assert.Equal(["x"], folder.Files);
    }

    [Fact]
    public void Files_that_are_no_drafts_of_this_one_stay()
    {
        string[] others =
        [
            "y.0123456789ab.draft", "x.0123456789AB.draft", "x.0123456789a.draft", "x.0123456789abc.draft", "x.draft", "x.0123456789ab.draft.txt",
            "x.0123456789ag.draft", "xx.0123456789ab.draft",
        ];
        foreach (var name in others)
            folder.With(name, []);
        Save(1);
        Assert.Equal(others.Append("x").Order(), folder.Files.Order());
    }

    [Fact]
    public void A_draft_that_is_being_written_stays()
    {
        using (new FileStream(folder[LeftDraft], FileMode.CreateNew, FileAccess.Write, FileShare.None))
            Save(1);
        Assert.Equal(["x", LeftDraft], folder.Files.Order());
    }

    [Fact]
    public void A_save_within_a_save_to_the_same_file_disturbs_neither()
    {
        AtomicFile.Save(Target, stream =>
        {
            stream.WriteByte(1);
            Save(2);
            Assert.Equal([2], File.ReadAllBytes(Target));
        });
        Assert.Equal([1], File.ReadAllBytes(Target));
        Assert.Equal(["x"], folder.Files);
    }

    [Fact]
    public void A_path_that_is_a_folder_or_in_no_folder_is_one_error_that_names_it()
    {
        Directory.CreateDirectory(Target);
        Assert.Equal($"'{Target}' cannot be saved: it is a folder.", Assert.Throws<IOException>(() => Save(1)).Message);
        var missing = folder["missing/x"];
        var error = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Save(missing, stream => stream.WriteByte(1)));
        Assert.StartsWith($"'{missing}' cannot be saved: ", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Files);
        Directory.Delete(Target);
    }

    [Fact]
    public void A_relative_path_is_one_in_the_current_folder()
    {
        var name = Path.GetRandomFileName();
        AtomicFile.Save(name, stream => stream.WriteByte(1));
        Assert.True(File.Exists(Path.Combine(Environment.CurrentDirectory, name)));
        File.Delete(name);
    }

    public void Dispose() => folder.Dispose();

    private void Save(byte content) => AtomicFile.Save(Target, stream => stream.WriteByte(content), keepsPrevious: true);
}
