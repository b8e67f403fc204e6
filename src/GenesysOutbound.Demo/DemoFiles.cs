using System;
using System.IO;

namespace GenesysOutbound.Demo;

/// <summary>Where the demo's files lie: the list beside the program, the manifest at the top of the checkout.</summary>
internal static class DemoFiles
{
    public static string CallingList => Path.Combine(AppContext.BaseDirectory, "data", "spring-offer.csv");

    public static string ModuleManifest
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var manifest = Path.Combine(folder.FullName, "GenesysOutbound.psd1");
                if (File.Exists(manifest))
                {
                    return manifest;
                }
            }

            throw new FileNotFoundException("GenesysOutbound.psd1 was not found above " + AppContext.BaseDirectory + ".");
        }
    }
}
