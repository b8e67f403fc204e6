using System;
using System.IO;

namespace GenesysOutbound.Client.Tests.Support;

internal static class Checkout
{
    public static string Read(params string[] path)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "GenesysOutbound.psd1")))
            {
                return File.ReadAllText(Path.Combine([at.FullName, .. path]));
            }
        }

        throw new DirectoryNotFoundException("The checkout was not found.");
    }
}
