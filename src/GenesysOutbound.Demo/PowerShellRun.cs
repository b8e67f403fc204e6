using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace GenesysOutbound.Demo;

/// <summary>Finds pwsh and lets it run the demo script with the module of this checkout.</summary>
internal static class PowerShellRun
{
    public const string ScriptName = "Demo.ps1";

    /// <summary>The pwsh on PATH; null when there is none.</summary>
    public static string? FindPwsh()
    {
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs the script; its exit code is ours.</summary>
    public static int Start(string pwsh)
    {
        var start = new ProcessStartInfo(pwsh)
        {
            ArgumentList =
            {
                "-NoLogo", "-NoProfile", "-NonInteractive",
                "-File", Path.Combine(AppContext.BaseDirectory, ScriptName),
                "-ModulePath", DemoFiles.ModuleManifest,
                "-CallingListPath", DemoFiles.CallingList,
            },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pwsh did not start.");
        process.WaitForExit();
        return process.ExitCode;
    }
}
