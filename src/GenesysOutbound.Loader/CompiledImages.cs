using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;

namespace GenesysOutbound.Loader;

/// <summary>
/// Loads the module's assemblies from <c>bin/&lt;platform&gt;</c>, where they are compiled ahead for this platform. The manifest
/// names this assembly as the first nested module, so the engine runs it before it loads the second, the commands; the runtime
/// then takes the loaded assemblies for those that the engine and the commands ask for.
/// </summary>
/// <remarks>
/// The manifest cannot choose by itself: it may read <c>$PSEdition</c> but neither the operating system nor the processor. A
/// choice is needed, because an image that was compiled ahead for another platform does not fall back to its intermediate
/// language: it fails to load (BadImageFormatException). In a checkout there is no such folder, and nothing happens.
/// </remarks>
public sealed class CompiledImages : IModuleAssemblyInitializer
{
    /// <summary>The version of .NET that the images were compiled for. An older runtime does not use them.</summary>
    private const int OldestRuntime = 10;

    /// <summary>
    /// What an assembly refers to comes before it. The runtime finds the simulator and the desktop beside the commands when they
    /// are first used.
    /// </summary>
    private static readonly string[] Images =
        ["GenesysOutbound.CometD.dll", "GenesysOutbound.Client.dll", "GenesysOutbound.dll"];

    /// <inheritdoc/>
    public void OnImport()
    {
        var folder = FolderFor(Path.GetDirectoryName(typeof(CompiledImages).Assembly.Location)!);
        if (folder is null)
        {
            return;
        }

        try
        {
            foreach (var image in Images)
            {
                Assembly.LoadFrom(Path.Combine(folder, image));
            }
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            // Another copy of the module is loaded already, or the file is damaged: the portable assemblies in
            // bin do as well.
        }
    }

    private static string? FolderFor(string bin)
    {
        // Windows PowerShell 5.1 reports version 4.
        if (Environment.Version.Major < OldestRuntime)
        {
            return null;
        }

        var system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx"
            : "linux";
        var processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var folder = Path.Combine(bin, $"{system}-{processor}");
        return Directory.Exists(folder) ? folder : null;
    }
}
