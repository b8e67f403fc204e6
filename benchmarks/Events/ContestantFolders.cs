using System;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Module;
using GenesysOutbound.Testing;

namespace GenesysOutbound.Benchmarks.Events;

/// <summary>
/// Copies of this program's folder for the contestants, with the client and the CometD client compiled ahead, as the package has
/// them. Where that cannot be, the copies have the portable assemblies.
/// </summary>
/// <param name="Product">The product.</param>
/// <param name="WithNewtonsoft">The product with a client that reads JSON with Newtonsoft.Json, and is otherwise built from the
/// same sources; Newtonsoft.Json is compiled ahead too.</param>
/// <param name="AreCompiledAhead">Whether the assemblies of both are compiled ahead.</param>
internal sealed record ContestantFolders(string Product, string WithNewtonsoft, bool AreCompiledAhead)
{
    private const string CometD = "GenesysOutbound.CometD";
    private const string Client = "GenesysOutbound.Client";

    /// <summary>Makes the folders.</summary>
    public static async Task<ContestantFolders> MakeAsync()
    {
        string portable = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string product = WorkFolder.CopyOf(portable, "product");
        string other = WorkFolder.CopyOf(portable, "newtonsoft-reader");
        string otherClient = await BuildOtherClientAsync();
        File.Copy(Path.Combine(otherClient, Client + ".dll"), Path.Combine(other, Client + ".dll"), overwrite: true);
        bool compiled = AheadCompiler.IsForThisMachine
            && await AheadCompiler.CompileAsync([CometD, Client], portable, product)
            && await AheadCompiler.CompileAsync([Client], otherClient, other)
            && await AheadCompiler.CompileAsync([CometD, "Newtonsoft.Json"], portable, other);
        return new ContestantFolders(product, other, compiled);
    }

    private static async Task<string> BuildOtherClientAsync()
    {
        string project = Path.Combine(Repository.Root, "benchmarks", "NewtonsoftReader");
        (int exitCode, string text, string errors) = await CommandLine.RunAsync("dotnet",
            ["build", project, "--nologo", "--configuration", "Release", "-p:UseSharedCompilation=false"]);
        return exitCode == 0 ? Path.Combine(project, "bin", "Release", "netstandard2.0")
            : throw new InvalidOperationException($"The client with the other reader was not built:\n{text}\n{errors}");
    }
}
