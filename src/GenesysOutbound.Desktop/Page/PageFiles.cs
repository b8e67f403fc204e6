using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace GenesysOutbound.Desktop.Page;

/// <summary>The files of the page, which the assembly carries. They hold no data: every browser may have them.</summary>
internal static class PageFiles
{
    private const string Prefix = "Page/";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly Dictionary<string, string> Names = Index();

    /// <summary>Finds a file by the path of a URL.</summary>
    /// <param name="path">The path, <c>/</c> for the page itself.</param>
    /// <param name="contentType">Its content type.</param>
    /// <returns>The content, or null when there is no such file.</returns>
    public static byte[]? Find(string path, out string contentType)
    {
        contentType = string.Empty;
        if (!Names.TryGetValue(path == "/" ? "/index.html" : path, out var name))
        {
            return null;
        }

        contentType = ContentTypes[Path.GetExtension(name)];
        using var resource = typeof(PageFiles).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }

    private static Dictionary<string, string> Index()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Assembly.GetExecutingAssembly().GetManifestResourceNames())
        {
            // The name of a resource carries the separators of the machine that built it.
            var path = name.Replace('\\', '/');
            if (path.StartsWith(Prefix, StringComparison.Ordinal))
            {
                names.Add(path.Substring(Prefix.Length - 1), name);
            }
        }

        return names;
    }
}
