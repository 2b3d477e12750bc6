using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace VaeFunctional;

/// <summary>Reads the JSON of a safetensors file, and refuses whatever the format does not allow.</summary>
internal ref struct SafetensorsHeaderParser
{
    // The header, a tensor, its list of sizes.
    private const int MaximumDepth = 3;

    private readonly ByteSource source;
    private readonly byte[] bytes;
    private readonly List<SafetensorsEntry> entries = [];
    private readonly HashSet<string> names = [];
    private readonly ImmutableSortedDictionary<string, string>.Builder metadata =
        ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);

    private Utf8JsonReader json;
    private int checksumAt = -1;

    public SafetensorsHeaderParser(ByteSource source, byte[] bytes)
    {
        this.source = source;
        this.bytes = bytes;
        json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaximumDepth });
    }

    private readonly long Position => SafetensorsHeader.LengthSize + json.TokenStartIndex;

    public SafetensorsHeader Parse()
    {
        if (bytes is not [(byte)'{', ..])
            throw source.Error(SafetensorsHeader.LengthSize, "expected a header that begins with '{'.");
        if (!Utf8.IsValid(bytes))
            throw source.Error(SafetensorsHeader.LengthSize, "expected a header in UTF-8.");
        try
        {
            ReadHeader();
        }
        catch (JsonException error)
        {
            throw source.Error(SafetensorsHeader.LengthSize + json.BytesConsumed, $"expected a header in JSON: {error.Message}");
        }

        return new SafetensorsHeader(bytes, InOrder(), metadata.ToImmutable(), checksumAt);
    }

    private void ReadHeader()
    {
        json.Read();
        while (ReadKey(names, "header") is [var name])
        {
            if (name == SafetensorsHeader.MetadataKey)
                ReadMetadata();
            else
                ReadEntry(name);
        }

        json.Read();
    }

    private void ReadMetadata()
    {
        Expect(JsonTokenType.StartObject, "an object of texts as metadata");
        HashSet<string> keys = [];
        while (ReadKey(keys, "metadata") is [var key])
        {
            Expect(JsonTokenType.String, $"a text as metadata '{key}'");
            metadata[key] = Text();
            if (key == FileChecksum.Key)
                checksumAt = json.ValueIsEscaped || json.ValueSpan.Length != FileChecksum.DigitCount ? -1 : (int)json.TokenStartIndex + 1;
        }
    }

    private void ReadEntry(string name)
    {
        var position = Position;
        Expect(JsonTokenType.StartObject, $"an object that describes tensor '{name}'");
        SafetensorsDtype? dtype = null;
        List<long>? sizes = null;
        List<long>? offsets = null;
        HashSet<string> fields = [];
        while (ReadKey(fields, $"tensor '{name}'") is [var field])
        {
            switch (field)
            {
                case "dtype":
                    dtype = ReadDtype(name);
                    break;
                case "shape":
                    sizes = ReadNumbers(name, "a shape");
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(name, "offsets");
                    break;
                default:
                    throw source.Error(Position, $"tensor '{name}' has a field '{field}' that the format does not know.");
            }
        }

        var missing = dtype is null ? "dtype" : sizes is null ? "shape" : offsets is null ? "data_offsets" : "";
        if (dtype is null || sizes is null || offsets is null)
            throw source.Error(position, $"tensor '{name}' has no {missing}.");
        if (offsets is not [var begin, var end])
            throw source.Error(position, $"tensor '{name}' has {offsets.Count} offsets, where a begin and an end are expected.");
        var shape = ToShape(name, sizes, position);
        var size = (long)shape.Count * dtype.Size;
        if (end < begin || end - begin != size)
        {
            throw source.Error(
                position, $"tensor '{name}' of shape {shape} and dtype {dtype.Name} takes {size} bytes, and its offsets are {begin} and {end}.");
        }

        entries.Add(new(name, dtype, shape, begin, end, position));
    }

    private SafetensorsDtype ReadDtype(string name)
    {
        Expect(JsonTokenType.String, $"a text as dtype of tensor '{name}'");
        var dtype = Text();
        return SafetensorsDtype.Find(dtype)
            ?? throw source.Error(Position, $"tensor '{name}' has dtype '{dtype}'; those read are {string.Join(", ", SafetensorsDtype.Names)}.");
    }

    private List<long> ReadNumbers(string name, string what)
    {
        Expect(JsonTokenType.StartArray, $"{what} of tensor '{name}': a list");
        List<long> numbers = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || json.ValueSpan[0] == '-' || !json.TryGetInt64(out var number))
                throw source.Error(Position, $"expected {what} of tensor '{name}': whole numbers from 0 to {long.MaxValue}.");
            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>The shape, if a tensor can have it; sizes of 0 do not count in its span.</summary>
    private readonly Shape ToShape(string name, List<long> sizes, long position)
    {
        if (sizes.Count > Shape.MaximumRank)
            throw source.Error(position, $"tensor '{name}' has {sizes.Count} axes; a tensor has at most {Shape.MaximumRank}.");
        var span = 1L;
        foreach (var size in sizes)
        {
            span = size > int.MaxValue ? long.MaxValue : span * Math.Max(size, 1);
            if (span > int.MaxValue)
            {
                throw source.Error(
                    position, $"tensor '{name}' of shape [{string.Join(", ", sizes)}] spans more than the {int.MaxValue} elements that a tensor can hold.");
            }
        }

        return new Shape([.. sizes.Select(size => (int)size)]);
    }

    /// <summary>The entries in the order of their bytes, which must follow each other without holes from 0 on.</summary>
    private readonly ImmutableArray<SafetensorsEntry> InOrder()
    {
        var ordered = entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End).ToImmutableArray();
        var end = 0L;
        foreach (var entry in ordered)
        {
            if (entry.Begin != end)
            {
                throw source.Error(
                    entry.Position,
                    entry.Begin > end
                        ? $"the bytes {end} to {entry.Begin} before tensor '{entry.Name}' belong to no tensor."
                        : $"tensor '{entry.Name}' begins at {entry.Begin}, in bytes of another that ends at {end}.");
            }

            end = entry.End;
        }

        return ordered;
    }

    /// <summary>The next key of an object, or nothing at its end.</summary>
    private ImmutableArray<string> ReadKey(HashSet<string> seen, string where)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
            return [];
        var key = Text();
        return seen.Add(key) ? [key] : throw source.Error(Position, $"the key '{key}' occurs twice in the {where}.");
    }

    private void Expect(JsonTokenType type, string what)
    {
        json.Read();
        if (json.TokenType != type)
            throw source.Error(Position, $"expected {what}.");
    }

    private readonly string Text()
    {
        try
        {
            return json.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw source.Error(Position, "expected a text in Unicode and found half of a surrogate pair.");
        }
    }
}
