using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using GenesysOutbound.Simulator.Http;

namespace GenesysOutbound.Simulator.Page;

/// <summary>
/// The files of the page: embedded, so that it works offline. They hold nothing secret and need no token. The content security
/// policy lets the page load and call this server only, and makes it impossible to insert a text as markup.
/// </summary>
internal sealed class PageFiles
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private const string Prefix = "Page/";

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public PageFiles()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                _files.Add(name.Substring(Prefix.Length), copy.ToArray());
            }
        }
    }

    /// <summary>The file at a path; null when there is none.</summary>
    public HttpReply? Find(string path)
    {
        var name = path == "/" ? "index.html" : path.StartsWith("/page/", StringComparison.Ordinal) ? path.Substring(6) : null;
        return name is null || !_files.TryGetValue(name, out var bytes)
            ? null
            : new HttpReply(200, bytes, TypeOf(name))
                .With("Content-Security-Policy", Policy)
                .With("Referrer-Policy", "no-referrer")
                .With("X-Content-Type-Options", "nosniff")
                .With("Cross-Origin-Opener-Policy", "same-origin")
                .With("Cross-Origin-Resource-Policy", "same-origin")
                .With("Cache-Control", "no-store");
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html;charset=UTF-8",
        ".css" => "text/css;charset=UTF-8",
        ".js" => "text/javascript;charset=UTF-8",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
