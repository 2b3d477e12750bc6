using Xunit;

namespace VaeFunctional.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private const string LeftDraft = "x.0123456789abcdef0123.draft";

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
            isKept: _ => true));
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
    public void Files_that_are_not_drafts_of_this_one_stay()
    {
        string[] others =
        [
            "y.0123456789abcdef0123.draft", "x.0123456789ABCDEF0123.draft", "x.0123456789abcdef012.draft", "x.0123456789abcdef01234.draft", "x.draft",
            "x.0123456789abcdef0123.draft.txt", "x.0123456789abcdeg0123.draft", "xx.0123456789abcdef0123.draft",
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
    public void A_draft_of_this_moment_stays_and_one_of_a_minute_ago_does_not()
    {
        string DraftOf(DateTimeOffset time) => $"x.{time.ToUnixTimeMilliseconds():x12}00000000.draft";
        var (now, young) = (DateTimeOffset.UtcNow, DraftOf(DateTimeOffset.UtcNow.AddMinutes(1)));
        folder.With(DraftOf(now.AddMinutes(-1)), [1]);
        folder.With(young, [1]);
        Save(1);
        Assert.Equal(["x", young], folder.Files.Order());
    }

    [Fact]
    public void The_new_file_is_there_before_the_previous_generation_is_replaced()
    {
        Save(1);
        Directory.CreateDirectory(folder["x.previous"]);
        Assert.ThrowsAny<SystemException>(() => Save(2));
        Assert.Equal([2], File.ReadAllBytes(Target));
        Assert.Equal(["x"], folder.Files);
    }

    [Fact]
    public void Where_both_names_are_of_one_file_as_after_a_kill_between_the_renames_no_draft_stays()
    {
        Save(1);
        if (!PosixFiles.TryLink(Target, folder["x.previous"]))
            File.Copy(Target, folder["x.previous"]);
        Save(2);
        Assert.Equal([2], File.ReadAllBytes(Target));
        Assert.Equal([1], File.ReadAllBytes(folder["x.previous"]));
        Assert.Equal(["x", "x.previous"], folder.Files.Order());
    }

    [Fact]
    public void A_file_that_is_not_to_be_kept_leaves_the_one_before()
    {
        Save(1);
        Save(2);
        AtomicFile.Save(Target, stream => stream.WriteByte(3), isKept: file => File.ReadAllBytes(file)[0] != 2);
        Assert.Equal([3], File.ReadAllBytes(Target));
        Assert.Equal([1], File.ReadAllBytes(folder["x.previous"]));
        Assert.Equal(["x", "x.previous"], folder.Files.Order());
    }

    [Fact]
    public void Two_savers_of_one_file_disturb_neither_each_other_nor_who_reads_it()
    {
        const int size = 5_000;
        Exception? Saves(byte first) => Record.Exception(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var content = Enumerable.Repeat((byte)(first + i), size).ToArray();
                AtomicFile.Save(Target, stream => stream.Write(content), isKept: _ => true);
                var read = File.ReadAllBytes(Target);
                Assert.Equal(size, read.Length);
                Assert.Single(read.Distinct());
            }
        });
        var failures = new Exception?[2];
        Thread[] savers = [new(() => failures[0] = Saves(0)), new(() => failures[1] = Saves(100))];
        foreach (var saver in savers)
            saver.Start();
        foreach (var saver in savers)
            saver.Join();
        Assert.All(failures, Assert.Null);
        Assert.Equal(["x", "x.previous"], folder.Files.Order());
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

    private void Save(byte content) => AtomicFile.Save(Target, stream => stream.WriteByte(content), isKept: _ => true);
}
