using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Tools;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>Runs a script of this folder in a fresh pwsh and reads the JSON that is the last line of its output.</summary>
internal static class Pwsh
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["NO_COLOR"] = "1",
        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        ["POWERSHELL_UPDATECHECK"] = "Off",
    };

    /// <summary>The pwsh that the build restored; <c>GWS_PWSH</c> names another.</summary>
    public static string Path => PowerShellHost.Current.Path;

    public static Task<Dictionary<string, double>> RunAsync(string script, params string[] arguments) =>
        RunInAsync(Path, script, arguments);

    /// <summary>The same in another PowerShell.</summary>
    public static async Task<Dictionary<string, double>> RunInAsync(string pwsh, string script, params string[] arguments)
    {
        string file = System.IO.Path.Combine(AppContext.BaseDirectory, "Module", script);
        string output = await RunRawAsync(pwsh, ["-File", file, .. arguments]);
        string last = output.TrimEnd().Split('\n')[^1];
        return last.StartsWith('{')
            ? JsonSerializer.Deserialize<Dictionary<string, double>>(last)!
            : throw new InvalidOperationException($"{script} did not end with figures:\n{output}");
    }

    /// <summary>The whole life of a fresh process: wall and processor time in milliseconds.</summary>
    public static async Task<Dictionary<string, double>> TimeInAsync(string pwsh, params string[] arguments)
    {
        double before = OtherLoad.EndedChildren();
        long began = Stopwatch.GetTimestamp();
        await RunRawAsync(pwsh, arguments);
        return new Dictionary<string, double>
        {
            ["wall"] = Stopwatch.GetElapsedTime(began).TotalMilliseconds,
            ["cpu"] = (OtherLoad.EndedChildren() - before) * 1000,
        };
    }

    private static async Task<string> RunRawAsync(string pwsh, string[] arguments)
    {
        string[] all = ["-NoLogo", "-NoProfile", "-NonInteractive", .. arguments];
        (int exitCode, string output, string errors) = await CommandLine.RunAsync(pwsh, all, Environment);
        return exitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"pwsh {string.Join(' ', arguments)} ended with {exitCode}:\n{output}\n{errors}");
    }
}
