using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Testing;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>Runs a script of this folder in a fresh pwsh and reads the JSON that is the last line of its output.</summary>
internal static class Pwsh
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    public static async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        IEnumerable<string> all = ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", System.IO.Path.Combine(AppContext.BaseDirectory, "Module", script), .. arguments];
        foreach (string argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["NO_COLOR"] = "1";
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        string last = output.TrimEnd().Split('\n')[^1];
        if (process.ExitCode != 0 || !last.StartsWith('{'))
        {
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}:\n{output}\n{await errors}");
        }

        return JsonSerializer.Deserialize<JsonElement>(last);
    }

    /// <summary>The manifest of this checkout.</summary>
    public static string Module => Repository.PathOf("GenesysOutbound.psd1");
}
