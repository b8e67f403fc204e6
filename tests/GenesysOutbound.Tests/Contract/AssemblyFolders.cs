using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace GenesysOutbound.Tests.Contract;

/// <summary>
/// Which folders of an assembly's sources use which, read from the compiled assembly and its symbols: from signatures, fields,
/// base types, attributes and method bodies. What the compiler made (lambdas, state machines) belongs to the type that it was
/// made for.
/// </summary>
internal sealed class AssemblyFolders
{
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    private readonly MetadataReader _metadata;
    private readonly PEReader _assembly;
    private readonly Dictionary<TypeDefinitionHandle, string> _folders = [];
    private readonly Dictionary<(string From, string To), string> _uses = [];
    private readonly List<(string From, string To)> _typeUses = [];
    private readonly string[] _walls;

    private AssemblyFolders(string path, string[] walls)
    {
        _walls = walls;
        using var assembly = new PEReader(File.OpenRead(path));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(path, ".pdb")));
        _assembly = assembly;
        _metadata = assembly.GetMetadataReader();
        FindFolders(symbols.GetMetadataReader(), "/" + Path.GetFileNameWithoutExtension(path) + "/");
        foreach (var handle in _metadata.TypeDefinitions)
        {
            FindUses(handle);
        }
    }

    /// <summary>The folders that use each other both ways, with one use of each direction.</summary>
    public IReadOnlyList<string> TwoWayPairs => _uses.Keys
        .Where(use => string.CompareOrdinal(use.From, use.To) < 0 && _uses.ContainsKey((use.To, use.From)))
        .Select(use => $"{use.From} <-> {use.To}: {_uses[use]}; {_uses[(use.To, use.From)]}")
        .Order(StringComparer.Ordinal)
        .ToList();

    /// <summary>The folders that were found.</summary>
    public IReadOnlyList<string> Folders => _folders.Values.Distinct().Order(StringComparer.Ordinal).ToList();

    /// <summary>Reads an assembly.</summary>
    /// <param name="path">The assembly; its symbols lie beside it.</param>
    /// <param name="walls">Folders within a folder that count by themselves; every other folder counts as the topmost one that it
    /// is in.</param>
    public static AssemblyFolders Read(string path, params string[] walls) => new(path, walls);

    /// <summary>The types outside a folder that use something in it.</summary>
    public IReadOnlyList<string> UsersOf(string folder) => _typeUses
        .Where(use => use.To == folder && !use.From.StartsWith(folder + ":", StringComparison.Ordinal))
        .Select(use => use.From)
        .Distinct()
        .ToList();

    private void FindFolders(MetadataReader symbols, string root)
    {
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var document = Documents(symbols, handle).FirstOrDefault(name => name.Contains(root, StringComparison.Ordinal));
            if (document is null)
            {
                continue;
            }

            var relative = document[(document.LastIndexOf(root, StringComparison.Ordinal) + root.Length)..];
            var folder = relative.Contains('/') ? relative[..relative.LastIndexOf('/')] : string.Empty;
            var wall = _walls.FirstOrDefault(item => folder == item || folder.StartsWith(item + "/", StringComparison.Ordinal));
            _folders[handle] = wall ?? folder.Split('/')[0];
        }
    }

    private IEnumerable<string> Documents(MetadataReader symbols, TypeDefinitionHandle handle)
    {
        // A type without method bodies has its documents beside it.
        foreach (var custom in symbols.GetCustomDebugInformation(handle))
        {
            var information = symbols.GetCustomDebugInformation(custom);
            if (symbols.GetGuid(information.Kind) == TypeDefinitionDocuments)
            {
                var blob = symbols.GetBlobReader(information.Value);
                while (blob.RemainingBytes > 0)
                {
                    yield return Name(MetadataTokens.DocumentHandle(blob.ReadCompressedInteger()));
                }
            }
        }

        foreach (var method in _metadata.GetTypeDefinition(handle).GetMethods())
        {
            var document = symbols.GetMethodDebugInformation(method).Document;
            if (!document.IsNil)
            {
                yield return Name(document);
            }
        }

        string Name(DocumentHandle document) => symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/');
    }

    private void FindUses(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        if (Owner(handle) is not { } owner)
        {
            return;
        }

        var seen = new UsedTypes(_metadata);
        seen.Add(type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            seen.Add(_metadata.GetInterfaceImplementation(implementation).Interface);
        }

        foreach (var field in type.GetFields())
        {
            _metadata.GetFieldDefinition(field).DecodeSignature(seen, null);
        }

        foreach (var methodHandle in type.GetMethods())
        {
            var method = _metadata.GetMethodDefinition(methodHandle);
            method.DecodeSignature(seen, null);
            if (method.RelativeVirtualAddress != 0)
            {
                ReadBody(_assembly.GetMethodBody(method.RelativeVirtualAddress), seen);
            }
        }

        foreach (var used in seen.Definitions)
        {
            if (Owner(used) is { } target && target != owner && _folders[target] != _folders[owner])
            {
                var use = (_folders[owner], _folders[target]);
                _uses.TryAdd(use, $"{FullName(owner)} uses {FullName(target)}");
                _typeUses.Add((_folders[owner] + ":" + FullName(owner), _folders[target]));
            }
        }
    }

    private void ReadBody(MethodBodyBlock body, UsedTypes seen)
    {
        if (!body.LocalSignature.IsNil)
        {
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(seen, null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            seen.Add(region.CatchType);
        }

        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            var opCode = OpCodesByValue[value == 0xFE ? 0xFE00 | code.ReadByte() : value];
            switch (opCode.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    seen.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineSig or OperandType.InlineString
                    or OperandType.ShortInlineR:
                    code.Offset += 4;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset++;
                    break;
            }
        }
    }

    // The outermost type that has a place in the sources.
    private TypeDefinitionHandle? Owner(TypeDefinitionHandle handle)
    {
        for (var at = handle; !at.IsNil; at = _metadata.GetTypeDefinition(at).GetDeclaringType())
        {
            if (_folders.ContainsKey(at) && _metadata.GetTypeDefinition(at).GetDeclaringType().IsNil)
            {
                return at;
            }
        }

        return null;
    }

    private string FullName(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return _metadata.GetString(type.Namespace) + "." + _metadata.GetString(type.Name);
    }

    /// <summary>Collects the types of this assembly that signatures and tokens name.</summary>
    private sealed class UsedTypes(MetadataReader metadata) : ISignatureTypeProvider<bool, object?>
    {
        public HashSet<TypeDefinitionHandle> Definitions { get; } = [];

        public void Add(EntityHandle handle)
        {
            if (handle.IsNil)
            {
                return;
            }

            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Definitions.Add((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                    Add(member.Parent);
                    if (member.GetKind() == MemberReferenceKind.Method)
                    {
                        member.DecodeMethodSignature(this, null);
                    }

                    break;
                case HandleKind.MethodSpecification:
                    var specification = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(specification.Method);
                    specification.DecodeSignature(this, null);
                    break;
            }
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            Definitions.Add(handle);

        public bool GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle,
            byte rawTypeKind)
        {
            Add(handle);
            return true;
        }

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => true;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

        public bool GetArrayType(bool elementType, ArrayShape shape) => true;

        public bool GetSZArrayType(bool elementType) => true;

        public bool GetByReferenceType(bool elementType) => true;

        public bool GetPointerType(bool elementType) => true;

        public bool GetPinnedType(bool elementType) => true;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

        public bool GetGenericMethodParameter(object? context, int index) => true;

        public bool GetGenericTypeParameter(object? context, int index) => true;
    }
}
