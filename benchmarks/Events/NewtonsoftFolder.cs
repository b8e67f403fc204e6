using System;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Module;
using GenesysOutbound.Testing;

namespace GenesysOutbound.Benchmarks.Events;

/// <summary>
/// A copy of this program's folder whose client reads JSON with Newtonsoft.Json, and is otherwise built from the same sources and
/// compiled ahead in the same way, Newtonsoft.Json included.
/// </summary>
internal static class NewtonsoftFolder
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static Task<string> GetAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        string folder = ProductFolder.Copy("newtonsoft-reader");
        string project = Path.Combine(Repository.Root, "benchmarks", "NewtonsoftReader");
        (int exitCode, string text, string errors) = await CommandLine.RunAsync("dotnet",
            ["build", project, "--nologo", "--configuration", "Release", "-p:UseSharedCompilation=false"]);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"The client with the other reader was not built:\n{text}\n{errors}");
        }

        string built = Path.Combine(project, "bin", "Release", "netstandard2.0");
        const string Client = "GenesysOutbound.Client";
        File.Copy(Path.Combine(built, Client + ".dll"), Path.Combine(folder, Client + ".dll"), overwrite: true);
        await ProductFolder.CompileAsync([Client], built, folder);
        await ProductFolder.CompileAsync(["GenesysOutbound.CometD", "Newtonsoft.Json"], AppContext.BaseDirectory, folder);
        return folder;
    }
}
