using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;

namespace GenesysOutbound.NetFramework.Tests;

/// <summary>
/// One way to write a member's signature, both for a reference in a compiled assembly and for a member that
/// was found, so that the two can be compared as text.
/// </summary>
internal sealed class MemberSignature : ISignatureTypeProvider<string, object?>
{
    public static MemberSignature Provider { get; } = new();

    public static string Of(MethodInfo method) =>
        Write(method.ReturnType, method.GetParameters(), method.GetGenericArguments().Length);

    public static string Of(ConstructorInfo constructor) => "System.Void(" + Join(constructor.GetParameters()) + ")";

    public static string Of(FieldInfo field) => Name(field.FieldType);

    public static string Of(MethodSignature<string> signature) =>
        signature.ReturnType + (signature.GenericParameterCount > 0 ? "`" + signature.GenericParameterCount : string.Empty)
        + "(" + string.Join(",", signature.ParameterTypes) + ")";

    public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[" + new string(',', shape.Rank - 1) + "]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetFunctionPointerType(MethodSignature<string> signature) => "fnptr";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        genericType + "<" + string.Join(",", typeArguments) + ">";

    public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index;

    public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        return type.IsNested
            ? GetTypeFromDefinition(reader, type.GetDeclaringType(), rawTypeKind) + "+" + reader.GetString(type.Name)
            : Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, rawTypeKind) + "+"
                + reader.GetString(type.Name)
            : Qualified(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle,
        byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    private static string Write(Type returnType, ParameterInfo[] parameters, int genericCount) =>
        Name(returnType) + (genericCount > 0 ? "`" + genericCount : string.Empty) + "(" + Join(parameters) + ")";

    private static string Join(ParameterInfo[] parameters) => string.Join(",", parameters.Select(p => Name(p.ParameterType)));

    private static string Qualified(string space, string name) => space.Length == 0 ? name : space + "." + name;

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "!" : "!!") + type.GenericParameterPosition;
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        }

        if (type.IsByRef)
        {
            return Name(type.GetElementType()!) + "&";
        }

        if (type.IsPointer)
        {
            return Name(type.GetElementType()!) + "*";
        }

        if (type.IsGenericType)
        {
            return type.GetGenericTypeDefinition().FullName + "<" + string.Join(",", type.GetGenericArguments().Select(Name))
                + ">";
        }

        return type.FullName ?? type.Name;
    }
}
