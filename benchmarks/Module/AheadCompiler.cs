using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using GenesysOutbound.Testing;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>
/// Compiles assemblies ahead (ReadyToRun) for linux-x64, with the project and the settings that the package is made with.
/// </summary>
internal static class AheadCompiler
{
    /// <summary>Whether an image for linux-x64 can run here.</summary>
    public static bool IsForThisMachine =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Compiles assemblies of one folder into another. Says so where the compiler is not there.</summary>
    /// <param name="assemblies">Their names, without the extension.</param>
    /// <param name="input">The folder with them and everything that they refer to.</param>
    /// <param name="output">The folder for the images; not the same.</param>
    /// <param name="runtimeGenerics">Whether the images hold the runtime library's generic code for their types, as the package's
    /// do.</param>
    /// <returns>Whether they were compiled.</returns>
    public static async Task<bool> CompileAsync(string[] assemblies, string input, string output, bool runtimeGenerics = true)
    {
        string project = Path.Combine(Repository.Root, "src", "GenesysOutbound.Ahead");
        (int exitCode, string text, string errors) = await CommandLine.RunAsync("dotnet", ["msbuild", project, "-nologo",
            "-verbosity:quiet", "-restore", "-target:CompileAhead", "-p:RuntimeIdentifier=linux-x64",
            $"-p:Assemblies={string.Join('|', assemblies)}", $"-p:InputFolder={input}/", $"-p:OutputFolder={output}/",
            $"-p:RuntimeGenerics={runtimeGenerics}"]);
        if (exitCode != 0)
        {
            await Console.Error.WriteLineAsync($"The assemblies of {input} were not compiled ahead:\n{text}\n{errors}");
        }

        return exitCode == 0;
    }
}
