using System;
using System.IO;

namespace GenesysOutbound.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

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
