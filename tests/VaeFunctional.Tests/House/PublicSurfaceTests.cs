using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace VaeFunctional.Tests;

public sealed class PublicSurfaceTests
{
    private const string AcceptVariable = "VAEFUNCTIONAL_ACCEPT_SURFACE";

    // The one deliberate switch of a process: how many threads compute. Results do not depend on it.
    private static readonly string[] Settable = ["Backend.Threads"];

    private static readonly Dictionary<string, Assembly> Libraries = new()
    {
        ["PublicSurface.txt"] = typeof(Tensor).Assembly,
        ["PublicSurface.FsCheck.txt"] = typeof(VaeArbitraries).Assembly,
        ["PublicSurface.Tables.txt"] = typeof(Csv).Assembly,
    };

    private static readonly IReadOnlyList<Type> Types = [.. Libraries.Values.SelectMany(library => library.GetExportedTypes())];

    public static TheoryData<string> Listings => [.. Libraries.Keys];

    [Theory]
    [MemberData(nameof(Listings))]
    public void The_public_surface_is_the_one_agreed_on(string name)
    {
        var listing = $"tests/VaeFunctional.Tests/House/{name}";
        var actual = Signatures.Of(Libraries[name]).ToList();
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
            File.WriteAllLines(Path.Combine(Repository.Root, listing), actual);
        var agreed = Repository.Read(listing).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var difference = agreed.Except(actual).Select(line => $"- {line}").Concat(actual.Except(agreed).Select(line => $"+ {line}")).ToList();
        Assert.True(
            difference.Count == 0,
            $"The public surface differs from {listing}; run this test with {AcceptVariable}=1 to accept it:\n{string.Join('\n', difference)}");
    }

    [Fact]
    public void Every_library_in_CSharp_has_a_listing() =>
        Assert.Equal(Libraries.Values.Select(library => $"{library.GetName().Name}.csproj").Order(), Repository.Files("src", ".csproj").Select(Path.GetFileName).Order());

    [Fact]
    public void No_parameter_or_result_is_passed_by_reference() =>
        Findings.None(LinesWhere(member => TypesIn(member).Any(type => type.IsByRef)));

    [Fact]
    public void No_signature_mentions_a_value_tuple() =>
        Findings.None(LinesWhere(member => TypesIn(member).Any(MentionsValueTuple)));

    [Fact]
    public void Nothing_can_be_set_after_creation() =>
        Findings.None(LinesWhere(member => member switch
        {
            FieldInfo field => field is { IsInitOnly: false, IsLiteral: false },
            PropertyInfo { SetMethod: { IsPublic: true } setter } property =>
                !Signatures.IsInit(setter) && !Settable.Contains($"{property.DeclaringType!.Name}.{property.Name}"),
            _ => false,
        }));

    [Fact]
    public void No_two_overloads_differ_only_in_the_shape_of_a_function() =>
        Findings.None(Types
            .SelectMany(type => Signatures.Members(type).OfType<MethodInfo>())
            .GroupBy(method => $"{method.DeclaringType}.{method.Name}({string.Join(", ", method.GetParameters().Select(WithoutFunctionShape))})")
            .Where(overloads => overloads.Count() > 1 && overloads.Any(method => method.GetParameters().Any(IsFunction)))
            .Select(overloads => overloads.Key));

    [Fact]
    public void A_record_that_holds_an_immutable_array_compares_its_elements() =>
        Findings.None(Types.Where(Signatures.IsRecord).Where(HoldsImmutableArray).Where(ComparesByReference));

    private static IEnumerable<string> LinesWhere(Func<MemberInfo, bool> predicate) =>
        Types.SelectMany(Signatures.Members).Where(predicate).Select(Signatures.Line);

    private static IEnumerable<Type> TypesIn(MemberInfo member) =>
        Signatures.Parameters(member).Select(parameter => parameter.ParameterType).Append(Signatures.Result(member));

    private static bool MentionsValueTuple(Type type) =>
        type.HasElementType
            ? MentionsValueTuple(type.GetElementType()!)
            : type.IsAssignableTo(typeof(ITuple)) || type.GetGenericArguments().Any(MentionsValueTuple);

    private static bool IsFunction(ParameterInfo parameter) => parameter.ParameterType.IsSubclassOf(typeof(Delegate));

    private static string WithoutFunctionShape(ParameterInfo parameter) =>
        IsFunction(parameter) ? "function" : Signatures.Name(parameter.ParameterType);

    private static bool HoldsImmutableArray(Type type) =>
        type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance)
            .Any(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(ImmutableArray<>));

    private static bool ComparesByReference(Type record) =>
        IsGenerated(record.GetMethod(nameof(Equals), [record])) || IsGenerated(record.GetMethod(nameof(GetHashCode), []));

    private static bool IsGenerated(MethodInfo? method) => method is null || Signatures.IsGenerated(method);
}
