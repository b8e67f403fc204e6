using System.IO;
using GenesysOutbound.Testing;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>Folders that a benchmark makes for itself, under artifacts/benchmarks.</summary>
internal static class WorkFolder
{
    /// <summary>Makes a new copy of a folder; an old one of the same name is deleted.</summary>
    /// <returns>The path of the copy.</returns>
    public static string CopyOf(string source, string name)
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "benchmarks", name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }
}
