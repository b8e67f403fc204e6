using System;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Module;
using GenesysOutbound.Testing;

namespace GenesysOutbound.Benchmarks.Events;

/// <summary>
/// A copy of this program's folder whose client and CometD client are compiled ahead, as the package has them. Where that cannot
/// be, the copy has the portable assemblies.
/// </summary>
internal static class ProductFolder
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    /// <summary>The folder.</summary>
    public static Task<string> GetAsync() => Made.Value;

    /// <summary>Whether the images were made: what the page says of the contestants.</summary>
    public static bool IsCompiledAhead { get; private set; } = AheadCompiler.IsForThisMachine;

    /// <summary>A new copy of this program's folder, under a name of its own.</summary>
    public static string Copy(string name)
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "benchmarks", name);
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        return folder;
    }

    /// <summary>Compiles assemblies ahead where an image can run.</summary>
    public static async Task CompileAsync(string[] assemblies, string input, string output) =>
        IsCompiledAhead = IsCompiledAhead && await AheadCompiler.CompileAsync(assemblies, input.TrimEnd('/'), output);

    private static async Task<string> MakeAsync()
    {
        string folder = Copy("product");
        await CompileAsync(["GenesysOutbound.CometD", "GenesysOutbound.Client"], AppContext.BaseDirectory, folder);
        return folder;
    }
}
