namespace VaeFunctional;

/// <summary>An entry of a zip archive: its name, whether it is compressed by Deflate or stored, its checksum, its lengths in the archive and
/// unpacked, and where in the archive its header and its content begin.</summary>
internal sealed record ZipEntry(
    string Name, bool IsCompressed, uint Checksum, long CompressedLength, long Length, long Position, long ContentPosition)
{
    /// <summary>The first byte after the content.</summary>
    public long End => ContentPosition + CompressedLength;
}
