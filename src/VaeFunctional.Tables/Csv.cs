using System.Globalization;
using CsvHelper;

namespace VaeFunctional;

/// <summary>Tables of numbers as text (RFC 4180), in the invariant culture whatever the machine's.</summary>
/// <remarks>
/// Every row has a number in every column: a missing cell is an error, not a guess. Blanks around a number and blank lines at the end are
/// ignored. A file may be compressed with gzip; its first bytes determine that. Errors name the file, the line (from 1, the header included),
/// the byte at which it begins, the row (from 1, the header not counted) and the column.
/// </remarks>
public static class Csv
{
    /// <summary>Reads a table in double precision.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hasHeader">Whether the first line holds the names of the columns; if not, they are <c>column 1</c> and so on.</param>
    /// <param name="delimiter">What separates the cells: an ASCII character.</param>
    /// <param name="allowNonFinite">Whether NaN, Infinity and numbers beyond the range of double (read as infinite) are taken.</param>
    /// <exception cref="InvalidDataException">Rows of unequal length, a cell that is missing or is not a number, a name that occurs twice, a
    /// quote that is out of place or never closed, or an empty file.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static CsvTable Read(string path, bool hasHeader = true, char delimiter = ',', bool allowNonFinite = false)
    {
        using var source = ByteSource.Open(path);
        return new CsvTableReader(source, hasHeader, delimiter, allowNonFinite).Read();
    }

    /// <summary>Reads a table in double precision.</summary>
    /// <param name="stream">The content, read to its end; it stays open.</param>
    /// <param name="name">The name used in error messages.</param>
    /// <param name="hasHeader">Whether the first line holds the names of the columns; if not, they are <c>column 1</c> and so on.</param>
    /// <param name="delimiter">What separates the cells: an ASCII character.</param>
    /// <param name="allowNonFinite">Whether NaN, Infinity and numbers beyond the range of double (read as infinite) are taken.</param>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static CsvTable Read(Stream stream, string name, bool hasHeader = true, char delimiter = ',', bool allowNonFinite = false)
    {
        using var source = ByteSource.Over(stream, name);
        return new CsvTableReader(source, hasHeader, delimiter, allowNonFinite).Read();
    }

    /// <summary>Writes a table, each number with as many digits as it takes to read the same number back.</summary>
    /// <param name="path">The file, replaced if it exists; compressed when its name ends in .gz.</param>
    /// <param name="table">The table; numbers that are not finite are written as NaN, Infinity and -Infinity.</param>
    /// <param name="hasHeader">Whether the first line holds the names of the columns.</param>
    /// <param name="delimiter">What separates the cells: an ASCII character.</param>
    /// <exception cref="ArgumentException">The table has no columns.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, CsvTable table, bool hasHeader = true, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Columns.IsEmpty)
            throw new ArgumentException("A table without columns cannot be written as text.", nameof(table));
        DataFile.Save(path, stream => Write(stream, table, hasHeader, delimiter));
    }

    private static void Write(Stream stream, CsvTable table, bool hasHeader, char delimiter)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { Separator = delimiter, NewLine = "\n" }, leaveOpen: true);
        if (hasHeader)
            csv.WriteRecord([.. table.Columns]);
        for (var i = 0; i < table.Values.Count; i++)
        {
            csv.WriteField(table.Values.ElementAt(i).ToString("R", CultureInfo.InvariantCulture));
            if ((i + 1) % table.Columns.Length == 0)
                csv.EndRecord();
        }
    }
}
