using System;
using System.IO;

namespace GenesysOutbound.Pester.Tests;

/// <summary>
/// A copy of the built module in a folder of its own: a pwsh that has it loaded never locks the files of the next build.
/// </summary>
internal sealed class ModuleCopy : IDisposable
{
    private readonly string _parent = Path.Combine(Path.GetTempPath(), "gws-module-" + Guid.NewGuid().ToString("N"));

    public ModuleCopy()
    {
        string target = Path.Combine(_parent, "GenesysOutbound");
        Directory.CreateDirectory(target);
        File.Copy(Path.Combine(Repository.Root, "GenesysOutbound.psd1"), Path.Combine(target, "GenesysOutbound.psd1"));
        foreach (string part in new[] { "bin", "en-US" })
        {
            string source = Path.Combine(Repository.Root, part);
            if (Directory.Exists(source))
            {
                Directory.CreateDirectory(Path.Combine(target, part));
                foreach (string file in Directory.GetFiles(source))
                {
                    File.Copy(file, Path.Combine(target, part, Path.GetFileName(file)));
                }
            }
        }

        Manifest = Path.Combine(target, "GenesysOutbound.psd1");
    }

    public string Manifest { get; }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_parent, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that is still in use stays in the temporary folder.
        }
    }
}
