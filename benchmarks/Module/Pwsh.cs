using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Testing;
using GenesysOutbound.Tools;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>Runs a script of this folder in a fresh PowerShell and reads the JSON that is the last line of its output.</summary>
internal static class Pwsh
{
    public static async Task<JsonElement> RunAsync(string script, params string[] arguments)
    {
        var start = PowerShellHost.Current.ScriptStart([Path.Combine(AppContext.BaseDirectory, "Module", script), .. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardInput, start.RedirectStandardError) = (true, true, true);
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
