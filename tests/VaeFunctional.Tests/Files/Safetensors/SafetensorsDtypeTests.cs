using Xunit;

namespace VaeFunctional.Tests;

public class SafetensorsDtypeTests
{
    [Fact]
    public void Small_integers_become_single_precision()
    {
        Assert.Equal(Tensor.FromArray([-128f, -1, 127]), Read("I8", 0x80, 0xff, 0x7f));
        Assert.Equal(Tensor.FromArray([0f, 255]), Read("U8", 0, 0xff));
        Assert.Equal(Tensor.FromArray([-32768f, 258]), Read("I16", 0, 0x80, 2, 1));
        Assert.Equal(Tensor.FromArray([65535f, 258]), Read("U16", 0xff, 0xff, 2, 1));
        Assert.Equal(Tensor.FromArray([0f, 1, 1]), Read("BOOL", 0, 1, 1));
    }

    [Fact]
    public void Wide_integers_become_double_precision()
    {
        Assert.Equal(Tensor.FromArray([(double)int.MinValue, 16777217]), Read("I32", 0, 0, 0, 0x80, 1, 0, 0, 1));
        Assert.Equal(Tensor.FromArray([(double)uint.MaxValue]), Read("U32", 0xff, 0xff, 0xff, 0xff));
    }

    [Fact]
    public void All_halves_become_the_same_singles()
    {
        var halves = Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits).ToArray();
        var bytes = halves.SelectMany(BitConverter.GetBytes).ToArray();
        Assert.Equal(Tensor.FromArray([.. halves.Select(HalfAsDouble)]).To(Precision.Single), Read("F16", bytes));
        var brain = Read("BF16", bytes).ToSingles();
        Assert.Equal(halves.Select(bits => (uint)bits << 16), brain.Select(BitConverter.SingleToUInt32Bits));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1L << 53)]
    [InlineData((1L << 53) + 2)]
    [InlineData(-(1L << 53))]
    [InlineData(0x7ffffffffffffc00)]
    [InlineData(long.MinValue)]
    public void Long_integers_that_double_precision_holds_are_read(long number)
    {
        Assert.Equal(Tensor.FromArray([(double)number]), Read("I64", BitConverter.GetBytes(number)));
        Assert.Equal(Tensor.FromArray([(double)(ulong)number]), number < 0 && number != long.MinValue
            ? Tensor.FromArray([(double)(ulong)number])
            : Read("U64", BitConverter.GetBytes(number)));
    }

    [Theory]
    [InlineData("I64", (1L << 53) + 1)]
    [InlineData("I64", -(1L << 53) - 1)]
    [InlineData("I64", long.MaxValue)]
    [InlineData("U64", (1L << 53) + 1)]
    [InlineData("U64", long.MaxValue)]
    [InlineData("U64", -1)]
    public void Long_integers_that_double_precision_rounds_are_refused(string dtype, long number)
    {
        byte[] data = [.. new byte[16], .. BitConverter.GetBytes(number), .. new byte[8]];
        var file = SafetensorsBytes.OfTensor(dtype, "[2,2]", data);
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsBytes.Read(file));
        Assert.Equal($"test, byte {file.Length - 16}: element 2 of tensor 't' is not a {dtype} that a tensor can hold exactly.", error.Message);
    }

    [Fact]
    public void A_boolean_of_another_byte_is_refused() =>
        Assert.Contains("element 1 of tensor 't'", Assert.Throws<InvalidDataException>(() => Read("BOOL", 1, 2)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(32_767)]
    [InlineData(32_768)]
    [InlineData(32_769)]
    [InlineData(70_001)]
    public void Tensors_that_cross_the_blocks_of_the_reader_are_read_the_same_way(int count)
    {
        var numbers = Enumerable.Range(0, count).Select(i => (short)(i * 7)).ToArray();
        Assert.Equal(Tensor.FromArray(Array.ConvertAll(numbers, x => (float)x)), Read("I16", [.. numbers.SelectMany(BitConverter.GetBytes)]));
    }

    private static Tensor Read(string dtype, params byte[] data)
    {
        var size = dtype is "BOOL" ? 1 : int.Parse(dtype.Where(char.IsDigit).ToArray()) / 8;
        return SafetensorsBytes.Read(SafetensorsBytes.OfTensor(dtype, $"[{data.Length / size}]", data))["t"];
    }

    /// <summary>A half by its definition: sign, five bits of exponent, ten of significand.</summary>
    private static double HalfAsDouble(ushort bits)
    {
        var (exponent, significand) = ((bits >> 10) & 31, bits & 1023);
        var magnitude = exponent switch
        {
            0 => significand * Math.Pow(2, -24),
            31 => significand == 0 ? double.PositiveInfinity : double.NaN,
            _ => (1024 + significand) * Math.Pow(2, exponent - 25),
        };
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
