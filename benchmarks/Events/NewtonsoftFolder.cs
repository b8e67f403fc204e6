using System;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Module;
using GenesysOutbound.Testing;

namespace GenesysOutbound.Benchmarks.Events;

/// <summary>
/// A copy of this program's folder whose client reads JSON with Newtonsoft.Json, and is otherwise built from the same sources.
/// </summary>
internal static class NewtonsoftFolder
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static Task<string> GetAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "benchmarks", "newtonsoft-reader");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        string project = Path.Combine(Repository.Root, "benchmarks", "NewtonsoftReader");
        (int exitCode, string text, string errors) = await CommandLine.RunAsync("dotnet",
            ["build", project, "--nologo", "--configuration", "Release", "-p:UseSharedCompilation=false"]);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"The client with the other reader was not built:\n{text}\n{errors}");
        }

        string built = Path.Combine(project, "bin", "Release", "netstandard2.0", "GenesysOutbound.Client.dll");
        File.Copy(built, Path.Combine(folder, Path.GetFileName(built)), overwrite: true);
        return folder;
    }
}
