using System;
using System.IO;
using System.Threading.Tasks;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>
/// PowerShell with its assemblies compiled ahead (ReadyToRun), as in the packages that its makers release. The .NET tool, which
/// the build restores, has them in intermediate language only, so a script waits longer for the compiler than a user's does.
/// </summary>
internal static class CompiledPwsh
{
    private static readonly string[] Assemblies =
    [
        "System.Management.Automation", "Microsoft.PowerShell.Commands.Utility", "Microsoft.PowerShell.Commands.Management",
        "Microsoft.PowerShell.ConsoleHost", "Microsoft.PowerShell.Security", "pwsh", "Newtonsoft.Json",
        "Microsoft.ApplicationInsights",
    ];

    private static readonly Lazy<Task<string?>> Made = new(MakeAsync);

    /// <summary>The path of pwsh; null where the compiler is not there, or where the given PowerShell is another.</summary>
    public static Task<string?> GetAsync() => Made.Value;

    private static async Task<string?> MakeAsync()
    {
        string source = Path.GetDirectoryName(Path.GetFullPath(Pwsh.Path))!;
        if (!AheadCompiler.IsForThisMachine || !File.Exists(Path.Combine(source, "System.Management.Automation.dll")))
        {
            return null;
        }

        string folder = WorkFolder.CopyOf(source, "pwsh-compiled");
        return await AheadCompiler.CompileAsync(Assemblies, source, folder, runtimeGenerics: false)
            ? Path.Combine(folder, "pwsh") : null;
    }
}
