using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using GenesysOutbound.Tools;

namespace GenesysOutbound.Demo;

/// <summary>
/// Runs Demo.ps1, the main job of an outbound agent against the embedded simulator, in the PowerShell that the build brought.
/// </summary>
internal static class Program
{
    private static async Task<int> Main()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Demo.ps1");
        var manifest = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "Manifest").Value!;

        // Ctrl+C reaches PowerShell as well: it ends, and with it this process.
        Console.CancelKeyPress += static (_, pressed) => pressed.Cancel = true;
        using var process = Process.Start(PowerShellHost.Current.ScriptStart(script, "-ModulePath", manifest))
            ?? throw new InvalidOperationException("PowerShell did not start.");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
