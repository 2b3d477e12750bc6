using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace VaeFunctional.Tests;

[Properties(Arbitrary = new[] { typeof(CsvTests.Examples) })]
public class CsvTests
{
    private static readonly double[] Awkward =
        [0, -0.0, double.Epsilon, -1e-310, double.MaxValue, 0.1, 1.0 / 3, -123456789.125, double.NaN, double.NegativeInfinity, double.PositiveInfinity];

    private static readonly string[] Names = ["", "a", "a b", " a", "a,b", "a;b", "a\"b", "\"", "a\nb", "a\r\nb", "größe", "#a"];

    private static readonly Gen<CsvTable> Tables =
        from columns in Gen.Choose(1, 4)
        from names in Gen.Shuffle(Names)
        from rows in Gen.Choose(0, 5)
        from values in Gen.Elements(Awkward).ArrayOf(rows * columns)
        select new CsvTable([.. names.Take(columns)], Tensor.FromArray(values, new Shape(rows, columns)));

    [Property]
    public bool What_was_written_reads_back_bit_for_bit(CsvTable table, char delimiter)
    {
        using var folder = new TemporaryFolder();
        Csv.Write(folder["table"], table, delimiter: delimiter);
        return table.Equals(Csv.Read(folder["table"], delimiter: delimiter, allowNonFinite: true));
    }

    [Fact]
    public void A_table_without_header_numbers_its_columns()
    {
        var table = Read("1,2\n3,4\n", hasHeader: false);
        Assert.Equal<string>(["column 1", "column 2"], table.Columns);
        Assert.Equal(Tensor.FromArray([2.0, 4.0]), table.Column("column 2"));
        Assert.Contains("'column 1', 'column 2'", Assert.Throws<ArgumentException>(() => table.Column("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        var machine = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            german.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = german;
            Assert.Equal(Tensor.FromArray(new[,] { { 1.5, -2e-3 } }), Read("a,b\n1.5,-2e-3\n").Values);
            Assert.Throws<InvalidDataException>(() => Read("a;b\n1,5;2\n", delimiter: ';'));
        }
        finally
        {
            CultureInfo.CurrentCulture = machine;
        }
    }

    [Fact]
    public void Quotes_blanks_marks_and_line_ends_are_taken_as_the_format_says()
    {
        var expected = new CsvTable(["a", "b"], Tensor.FromArray(new double[,] { { 1, 2 } }));
        foreach (var text in new[] { "a,b\r\n1,2\r\n", "a,b\n1,2", "\"a\",b\n\"1\",\"2\"\n", "a,b\n 1 , 2\n", "\uFEFFa,b\n1,2\n", "a,b\n1,2\n\n\r\n" })
            Assert.Equal(expected, Read(text));
        Assert.Equal(expected, Csv.Read(new MemoryStream(Damage.Gzip("a,b\n1,2\n"u8.ToArray())), "test"));
    }

    [Theory]
    [InlineData("", "byte 0: expected a table and found an empty file")]
    [InlineData("\n\n", "byte 0: expected a table and found an empty file")]
    [InlineData("a,b\n1,2\n3\n", "line 3 (byte 8): row 2 has 1 cells where 2 columns are expected")]
    [InlineData("a,b\n1,2,3\n", "line 2 (byte 4): row 1 has 3 cells where 2 columns are expected")]
    [InlineData("a,b\n1,x\n", "line 2 (byte 4): row 1, column 2 'b' is not a number: 'x'")]
    [InlineData("a,b\n1,\n", "line 2 (byte 4): row 1, column 2 'b' is missing: the cell is empty")]
    [InlineData("a,b\n1,\" \"\n", "line 2 (byte 4): row 1, column 2 'b' is missing: the cell is empty")]
    [InlineData("a,b\n1,NaN\n", "line 2 (byte 4): row 1, column 2 'b' is not finite: 'NaN'")]
    [InlineData("a,b\n1,1e999\n", "line 2 (byte 4): row 1, column 2 'b' is not finite: '1e999'")]
    [InlineData("a,b\n1,-Infinity\n", "line 2 (byte 4): row 1, column 2 'b' is not finite: '-Infinity'")]
    [InlineData("a,b,a\n1,2,3\n", "line 1 (byte 0): two columns are named 'a'")]
    [InlineData("a\n1\n\n2\n", "line 3: the line is blank and others follow it")]
    [InlineData("\"a\nb\"\n1\n\"x\"\n", "line 4 (byte 8): row 2, column 1 'a\nb' is not a number: 'x'")]
    [InlineData("a,b\n1,2 3\n", "line 2 (byte 4): row 1, column 2 'b' is not a number: '2 3'")]
    public void What_is_wrong_is_named_with_line_row_and_column(string text, string expected) =>
        Assert.StartsWith($"test, {expected}", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a,b\n\"1,2\n3,4\n", "never closed")]
    [InlineData("a,b\n1\"2,3\n", "a quote inside an unquoted field")]
    [InlineData("a,b\n\"1\"2,3\n", "text after the closing quote")]
    public void Quotes_out_of_place_are_named_with_line_and_byte(string text, string expected)
    {
        var message = Assert.Throws<InvalidDataException>(() => Read(text)).Message;
        Assert.StartsWith("test: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("line 2", message, StringComparison.Ordinal);
        Assert.Contains("byte offset", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_table_cut_short_is_refused_even_between_rows()
    {
        var content = Damage.Gzip(Encoding.ASCII.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 500))));
        foreach (var damaged in Damage.Truncations(content).Where(damaged => damaged.Length != 1))
            Assert.Null(Damage.Read(stream => Csv.Read(stream, "test").Values, damaged));
    }

    [Fact]
    public void A_delimiter_that_cannot_separate_is_refused()
    {
        using var folder = new TemporaryFolder();
        var table = Read("a,b\n1,2\n");
        foreach (var delimiter in new[] { '"', '\n', '\r', 'é' })
        {
            Assert.ThrowsAny<ArgumentException>(() => Read("a,b\n1,2\n", delimiter: delimiter));
            Assert.ThrowsAny<ArgumentException>(() => Csv.Write(folder["table"], table, delimiter: delimiter));
        }

        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_taken_on_request() =>
        Assert.Equal(
            Tensor.FromArray(new[,] { { double.NaN, double.NegativeInfinity } }),
            Read("a,b\nNaN,-Infinity\n", allowNonFinite: true).Values);

    [Fact]
    public void Tables_are_equal_by_content()
    {
        var values = Tensor.FromArray(new double[,] { { 1, 2 } });
        var table = new CsvTable(["a", "b"], values);
        Assert.Equal(table, new CsvTable(["a", "b"], values.Copy()));
        Assert.Equal(table.GetHashCode(), new CsvTable(["a", "b"], values.Copy()).GetHashCode());
        Assert.NotEqual(table, new CsvTable(["a", "c"], values));
        Assert.Throws<ArgumentException>(() => new CsvTable(["a", "a"], values));
        Assert.Throws<ArgumentException>(() => new CsvTable(["a"], values));
        Assert.Throws<ArgumentException>(() => new CsvTable(default(ImmutableArray<string>), values));
    }

    [DataFact]
    public void Mixed_tables_are_read_whole()
    {
        var wine = Csv.Read(DataFactAttribute.Path("hi-vae", "Wine", "data.csv"), hasHeader: false);
        Assert.Equal(new Shape(6_497, 13), wine.Values.Shape);
        var adult = Csv.Read(DataFactAttribute.Path("hi-vae", "Adult", "data.csv"), hasHeader: false, allowNonFinite: true);
        Assert.Equal(new Shape(32_561, 12), adult.Values.Shape);
    }

    private static CsvTable Read(string text, bool hasHeader = true, char delimiter = ',', bool allowNonFinite = false) =>
        Csv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test", hasHeader, delimiter, allowNonFinite);

    internal static class Examples
    {
        public static Arbitrary<CsvTable> Any => Tables.ToArbitrary();

        public static Arbitrary<char> Delimiters { get; } = Gen.Elements(',', ';', '\t').ToArbitrary();
    }
}
