using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Tools;

/// <summary>
/// A PowerShell to run scripts in, each in a fresh process: the one that the build restored, unless the environment variable
/// <c>GWS_PWSH</c> names another. One that merely stands on the PATH is not used.
/// </summary>
public sealed class PowerShellHost
{
    private const string Variable = "GWS_PWSH";

    /// <summary>A bound on a hung process, not an expectation.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private PowerShellHost(string name, string path) => (Name, Path) = (name, path);

    /// <summary>The restored PowerShell, or the chosen one.</summary>
    public static PowerShellHost Current { get; } = new("pwsh", FindCurrent());

    /// <summary>Windows PowerShell 5.1; null where there is none.</summary>
    public static PowerShellHost? WindowsPowerShell { get; } = FindWindowsPowerShell();

    /// <summary>The manifest of the Pester that the build restored.</summary>
    public static string Pester { get; } = Metadata("Pester");

    /// <summary>What a reader is shown.</summary>
    public string Name { get; }

    /// <summary>The program.</summary>
    public string Path { get; }

    /// <summary>How to start a script in a fresh process of this PowerShell.</summary>
    public ProcessStartInfo ScriptStart(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path);
        string[] policy = this == WindowsPowerShell ? ["-ExecutionPolicy", "Bypass"] : [];
        foreach (var argument in (string[])["-NoLogo", "-NoProfile", "-NonInteractive", .. policy, "-File", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";

        // The runtime may be installed where only the process that it started knows.
        start.Environment["DOTNET_ROOT"] = System.IO.Path.GetFullPath(
            System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        if (this == WindowsPowerShell)
        {
            // A path that was made for PowerShell 7 leads Windows PowerShell to modules that it cannot load.
            start.Environment.Remove("PSModulePath");
        }

        return start;
    }

    /// <summary>Runs a script to its end. What it writes to its error stream is part of the output.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string folder, IEnumerable<string> arguments,
        CancellationToken cancellationToken)
    {
        var start = ScriptStart(arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        start.Environment["NO_COLOR"] = "1";

        // A script of some seconds pays for the profile that the compiler collects, and ends before it is used.
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{Name} did not end. It wrote:\n{output}");
        }

        lock (output)
        {
            return (process.ExitCode, output.ToString());
        }
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }

    private static string FindCurrent()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen)
        {
            return FindProgram(chosen)
                ?? throw new FileNotFoundException(
                    $"The environment variable {Variable} names '{chosen}', which is neither a file nor a program on the PATH.");
        }

        var restored = Metadata("PowerShell");
        return File.Exists(restored)
            ? restored : throw new FileNotFoundException($"{restored} is missing. Build the solution again: that lays it out.");
    }

    private static PowerShellHost? FindWindowsPowerShell()
    {
        if (!OperatingSystem.IsWindows())
        {
            return null;
        }

        var path = System.IO.Path.Combine(Environment.SystemDirectory, "WindowsPowerShell", "v1.0", "powershell.exe");
        return File.Exists(path) ? new PowerShellHost("Windows PowerShell", path) : null;
    }

    private static string? FindProgram(string name)
    {
        string[] folders = name.Contains(System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? [Directory.GetCurrentDirectory()]
            : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
                .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static string Metadata(string key) =>
        typeof(PowerShellHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == key).Value!;
}
