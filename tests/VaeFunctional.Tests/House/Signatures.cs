using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace VaeFunctional.Tests;

/// <summary>An assembly's public surface in readable lines, one a type or member; what the compiler adds to records is left out.</summary>
internal static class Signatures
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    public static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(type => Members(type).Select(Line).Prepend(Header(type))).Order(StringComparer.Ordinal);

    /// <summary>The members that users of a type, or of a class derived from it, can reach.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => IsVisible(member) && !IsGenerated(member));

    /// <summary>Whether the compiler wrote this very member; an override by hand counts as hand-written.</summary>
    public static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    public static IEnumerable<ParameterInfo> Parameters(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters(),
        PropertyInfo property => property.GetIndexParameters(),
        _ => [],
    };

    /// <summary>The type that a member gives: a field's, a property's, or what a method returns.</summary>
    public static Type Result(MemberInfo member) => member switch
    {
        MethodInfo method => method.ReturnType,
        PropertyInfo property => property.PropertyType,
        FieldInfo field => field.FieldType,
        _ => typeof(void),
    };

    public static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    public static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly) is not null;

    public static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsByRef)
            return $"ref {Name(type.GetElementType()!)}";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return $"{Name(underlying)}?";
        return type.IsGenericParameter ? type.Name : Name(type, type.GetGenericArguments());
    }

    public static string Line(MemberInfo member)
    {
        var modifiers = Modifiers(member);
        var name = $"{Name(member.DeclaringType!)}.{member.Name}";
        return member switch
        {
            ConstructorInfo constructor => $"{Name(member.DeclaringType!)}.{modifiers}new({List(constructor.GetParameters())})",
            MethodInfo { IsGenericMethod: true } method =>
                $"{name}<{List(method.GetGenericArguments())}>({List(method.GetParameters())}) : {modifiers}{Name(method.ReturnType)}",
            MethodInfo method => $"{name}({List(method.GetParameters())}) : {modifiers}{Name(method.ReturnType)}",
            PropertyInfo property when property.GetIndexParameters().Length > 0 =>
                $"{Name(member.DeclaringType!)}[{List(property.GetIndexParameters())}] : {modifiers}{Name(property.PropertyType)} {Accessors(property)}",
            PropertyInfo property => $"{name} : {modifiers}{Name(property.PropertyType)} {Accessors(property)}",
            FieldInfo { IsLiteral: true } field => $"{name} = {Value(field.GetRawConstantValue())}",
            FieldInfo field => $"{name} : {modifiers}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)}",
            _ => $"{name} : {member.MemberType}",
        };
    }

    /// <summary>A type's name with its arguments; a nested type has those of the type around it first.</summary>
    private static string Name(Type type, Type[] arguments)
    {
        var outerCount = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        var outer = type.DeclaringType is { } declaring ? $"{Name(declaring, arguments[..outerCount])}." : "";
        var own = arguments[outerCount..];
        return outer + type.Name.Split('`')[0] + (own.Length > 0 ? $"<{List(own)}>" : "");
    }

    private static string Header(Type type)
    {
        var bases = string.Join(", ", Bases(type).Select(Name).Order(StringComparer.Ordinal));
        return $"{Name(type)} : {Kind(type)}{(bases.Length > 0 ? $" is {bases}" : "")}";
    }

    /// <summary>The base class and the interfaces that say something: not those that every enumeration, delegate or record has.</summary>
    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum || type.IsSubclassOf(typeof(Delegate)))
            return [];
        var interfaces = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []);
        var declared = IsRecord(type) ? interfaces.Where(based => based.Name != typeof(IEquatable<>).Name) : interfaces;
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? declared.Prepend(parent) : declared;
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(IsRecord(type) ? "record " : "")}struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
    };

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: true } method => IsVisible((MethodBase)method) && method.Name.StartsWith("op_", StringComparison.Ordinal),
        MethodBase method => IsVisible(method),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName,
        Type => false,
        _ => true,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifiers(MemberInfo member)
    {
        var method = member as MethodBase ?? (member as PropertyInfo)?.GetAccessors(nonPublic: true).First(IsVisible);
        var isStatic = method?.IsStatic ?? member is FieldInfo { IsStatic: true };
        var isProtected = method is { IsPublic: false } || member is FieldInfo { IsPublic: false };
        var isAbstract = method is { IsAbstract: true } && !member.DeclaringType!.IsInterface;
        return $"{(isProtected ? "protected " : "")}{(isStatic ? "static " : "")}{(isAbstract ? "abstract " : "")}";
    }

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && IsVisible(setter) ? IsInit(setter) ? "init; " : "set; " : "";
        return $"{{ {get}{set}}}";
    }

    private static string List(IEnumerable<Type> types) => string.Join(", ", types.Select(Name));

    private static string List(IEnumerable<ParameterInfo> parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var receiver = parameter is { Position: 0, Member: MethodInfo method } && method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        var list = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        var initial = parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "";
        return $"{receiver}{list}{Name(parameter.ParameterType)} {parameter.Name}{initial}";
    }

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        Enum choice => $"{choice.GetType().Name}.{choice}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
