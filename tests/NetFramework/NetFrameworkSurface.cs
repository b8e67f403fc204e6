using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace GenesysOutbound.NetFramework.Tests;

/// <summary>
/// What .NET Framework 4.7.2 offers, read from its reference assemblies: a name that a netstandard2.0 compile
/// accepted need not be there on Windows PowerShell 5.1.
/// </summary>
internal sealed class NetFrameworkSurface : IDisposable
{
    private readonly MetadataLoadContext _context;

    public NetFrameworkSurface(string referenceFolder, IEnumerable<string> ownAssemblies)
    {
        var paths = Directory.GetFiles(referenceFolder, "*.dll")
            .Concat(Directory.GetFiles(Path.Combine(referenceFolder, "Facades"), "*.dll"))
            .Concat(ownAssemblies);

        // The framework's own files come first, so that a package cannot answer in their place.
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths)
        {
            byName.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }

        _context = new MetadataLoadContext(new PathAssemblyResolver(byName.Values), "mscorlib");
    }

    /// <summary>The type, found through type forwards; null when the framework has none of that name.</summary>
    public Type? FindType(string assembly, string fullName)
    {
        try
        {
            return _context.LoadFromAssemblyName(assembly).GetType(fullName, throwOnError: false);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether a type, or a type it derives from, has a member of this name and signature.</summary>
    public static bool HasMember(Type type, string name, string signature)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        for (var at = type; at is not null; at = at.BaseType)
        {
            var definition = at.IsConstructedGenericType ? at.GetGenericTypeDefinition() : at;
            var found = definition.GetMethods(All).Where(m => m.Name == name).Select(MemberSignature.Of)
                .Concat(definition.GetConstructors(All).Where(c => c.Name == name).Select(MemberSignature.Of))
                .Concat(definition.GetFields(All).Where(f => f.Name == name).Select(MemberSignature.Of));
            if (found.Contains(signature))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _context.Dispose();
}
