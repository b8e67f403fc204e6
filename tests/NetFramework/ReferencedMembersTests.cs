using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace GenesysOutbound.NetFramework.Tests;

/// <summary>
/// Every type and member that our assemblies name exists in .NET Framework 4.7.2, Newtonsoft.Json or PowerShell 5.1.
/// </summary>
public sealed class ReferencedMembersTests
{
    private static string BinFolder => AppContext.BaseDirectory;

    private static string ReferenceFolder => Metadata("NetFrameworkReferences");

    public static TheoryData<string> OurAssemblies =>
        ["GenesysOutbound.CometD", "GenesysOutbound.Client", "GenesysOutbound", "GenesysOutbound.Simulator"];

    [Theory]
    [MemberData(nameof(OurAssemblies))]
    public void Every_referenced_member_exists_on_net_framework(string assembly) =>
        Assert.Empty(Missing(Path.Combine(BinFolder, assembly + ".dll")));

    [Fact]
    public void A_member_of_a_newer_runtime_is_reported()
    {
        // This test assembly targets the newest runtime; were nothing found here, the check above could not fail.
        var missing = Missing(typeof(ReferencedMembersTests).Assembly.Location);

        Assert.Contains(missing, m => m.Contains("TryAdd", StringComparison.Ordinal)
            || m.Contains("System.Runtime", StringComparison.Ordinal));
    }

    private static string Metadata(string key) =>
        typeof(ReferencedMembersTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;

    private static List<string> Missing(string assemblyPath)
    {
        string[] shipped = [Metadata("ShippedNewtonsoftJson"), .. Directory.GetFiles(BinFolder, "*.dll").Where(IsOurs)];
        using var surface = new NetFrameworkSurface(ReferenceFolder, shipped);
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var reader = file.GetMetadataReader();
        var missing = new List<string>();
        foreach (var handle in reader.TypeReferences)
        {
            if (Find(surface, reader, handle) is null)
            {
                missing.Add("type " + MemberSignature.Provider.GetTypeFromReference(reader, handle, 0));
            }
        }

        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            var owner = OwnerOf(surface, reader, member.Parent);
            var name = reader.GetString(member.Name);
            if (owner is null)
            {
                // An array's accessor, or a type reported above.
                continue;
            }

            var signature = member.GetKind() == MemberReferenceKind.Field
                ? member.DecodeFieldSignature(MemberSignature.Provider, null)
                : MemberSignature.Of(member.DecodeMethodSignature(MemberSignature.Provider, null));
            if (!NetFrameworkSurface.HasMember(owner, name, signature))
            {
                missing.Add($"{owner.FullName}.{name} {signature}");
            }
        }

        return missing;
    }

    // The engine's compile-time library stands for PowerShell 5.1, whose surface it states.
    private static bool IsOurs(string path) => Path.GetFileName(path) is var name
        && (name.StartsWith("GenesysOutbound", StringComparison.Ordinal) || name is "System.Management.Automation.dll");

    private static Type? OwnerOf(NetFrameworkSurface surface, MetadataReader reader, EntityHandle parent)
    {
        switch (parent.Kind)
        {
            case HandleKind.TypeReference:
                return Find(surface, reader, (TypeReferenceHandle)parent);
            case HandleKind.TypeSpecification:
                var text = reader.GetTypeSpecification((TypeSpecificationHandle)parent)
                    .DecodeSignature(MemberSignature.Provider, null);
                var generic = text.IndexOf('<', StringComparison.Ordinal);
                if (generic < 0)
                {
                    return null;
                }

                var definition = text[..generic];
                return reader.TypeReferences.Where(h => MemberSignature.Provider.GetTypeFromReference(reader, h, 0) == definition)
                    .Select(h => Find(surface, reader, h)).FirstOrDefault();
            default:
                return null;
        }
    }

    private static Type? Find(NetFrameworkSurface surface, MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        while (scope.Kind == HandleKind.TypeReference)
        {
            scope = reader.GetTypeReference((TypeReferenceHandle)scope).ResolutionScope;
        }

        var assembly = reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name);
        return surface.FindType(assembly, MemberSignature.Provider.GetTypeFromReference(reader, handle, 0));
    }
}
