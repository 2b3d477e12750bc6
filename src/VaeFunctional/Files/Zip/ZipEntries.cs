namespace VaeFunctional;

/// <summary>The entries of a zip archive, and their contents.</summary>
internal static class ZipEntries
{
    /// <summary>The entries in the order of the directory: their names are distinct, and none shares bytes with another.</summary>
    public static IReadOnlyList<ZipEntry> Read(ZipBytes archive)
    {
        var directory = ZipDirectory.Locate(archive);
        var bytes = archive.Read(directory.Start, directory.Size, "the directory of a zip archive");
        var entries = new List<ZipEntry>();
        var names = new HashSet<string>();
        for (var place = 0; place < bytes.Length;)
        {
            var record = new ZipRecord(archive, bytes.AsSpan(place), directory.Start + place);
            var entry = record.ToEntry();
            if (!names.Add(entry.Name))
                throw archive.Error(directory.Start + place, $"two entries are named '{entry.Name}'.");
            entries.Add(entry);
            place += record.Size;
        }

        if (entries.Count != directory.Count)
            throw archive.Error(directory.Start, $"expected a directory of {directory.Count} entries and found {entries.Count}.");
        CheckApart(entries, directory.Start, archive);
        return entries;
    }

    private static void CheckApart(IEnumerable<ZipEntry> entries, long directoryStart, ZipBytes archive)
    {
        var end = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Position))
        {
            if (entry.Position < end || entry.End > directoryStart)
                throw archive.Error(entry.Position, $"entry '{entry.Name}' shares bytes with another or with the directory.");
            end = entry.End;
        }
    }
}
