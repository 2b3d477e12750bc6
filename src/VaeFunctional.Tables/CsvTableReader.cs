using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;

namespace VaeFunctional;

/// <summary>Turns the records of a CSV file into numbers, and says where it cannot.</summary>
internal sealed class CsvTableReader(ByteSource source, bool hasHeader, char delimiter, bool allowNonFinite)
{
    private readonly List<double> numbers = [];
    private readonly CsvReaderOptions options = new()
    {
        Separator = delimiter,
        HasHeader = false,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    private ImmutableArray<string> columns;
    private int rows;

    public CsvTable Read()
    {
        try
        {
            using var csv = CsvReader.Create(source.Content, options, leaveOpen: true);
            Read(csv);
        }
        catch (CsvFormatException e)
        {
            throw new InvalidDataException($"{source.Name}: {e.Message}", e);
        }

        return new CsvTable(columns, Tensor.FromArray([.. numbers], new Shape(rows, columns.Length)));
    }

    private void Read(CsvReader csv)
    {
        var blankLine = 0L;
        while (csv.Read())
        {
            if (csv.RawRecord.IsEmpty)
            {
                blankLine = blankLine == 0 ? csv.LineNumber : blankLine;
                continue;
            }

            if (blankLine != 0)
                throw new InvalidDataException($"{source.Name}, line {blankLine}: the line is blank and others follow it.");
            AddRecord(csv);
        }

        if (columns.IsDefault)
            throw source.Error(0, "expected a table and found an empty file.");
    }

    private void AddRecord(CsvReader csv)
    {
        if (columns.IsDefault)
        {
            columns = [.. Enumerable.Range(0, csv.FieldCount).Select(column => hasHeader ? csv.GetString(column) : $"column {column + 1}")];
            if (CsvTable.FirstRepeated(columns) is [var repeated, ..])
                throw Error(csv, $"two columns are named '{repeated}'.");
            if (hasHeader)
                return;
        }

        rows++;
        if (csv.FieldCount != columns.Length)
            throw Error(csv, $"row {rows} has {csv.FieldCount} cells where {columns.Length} columns are expected.");
        for (var column = 0; column < columns.Length; column++)
            numbers.Add(Number(csv, column));
    }

    private double Number(CsvReader csv, int column)
    {
        var text = csv.GetSpan(column).Trim((byte)' ');
        if (text.IsEmpty)
            throw Error(csv, $"row {rows}, column {column + 1} '{columns[column]}' is missing: the cell is empty.");
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw Error(csv, $"row {rows}, column {column + 1} '{columns[column]}' is not a number: '{Encoding.UTF8.GetString(text)}'.");
        if (!double.IsFinite(number) && !allowNonFinite)
        {
            throw Error(
                csv,
                $"row {rows}, column {column + 1} '{columns[column]}' is not finite: '{Encoding.UTF8.GetString(text)}' (allowNonFinite: true reads it).");
        }

        return number;
    }

    private InvalidDataException Error(CsvReader csv, string problem) =>
        new($"{source.Name}, line {csv.LineNumber} (byte {csv.ByteOffset}): {problem}");
}
