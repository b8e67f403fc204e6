using System;
using System.IO;

namespace GenesysOutbound.Testing;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] path) => Path.Combine([Root, .. path]);

    public static string Read(params string[] path) => File.ReadAllText(PathOf(path));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GenesysOutbound.psd1")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No GenesysOutbound.psd1 above " + AppContext.BaseDirectory + ".");
    }
}
