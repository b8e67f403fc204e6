using System.Collections.Generic;
using System.Linq;
using System.Net;
using GenesysOutbound.Desktop.Security;

namespace GenesysOutbound.Desktop.Http;

/// <summary>
/// The headers of every response: nothing from elsewhere, nothing inline, nobody may frame the page, nothing is kept.
/// </summary>
internal sealed class ResponseHeaders(IReadOnlyList<AllowedOrigin> frames)
{
    private readonly string _policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        + $"form-action 'none'; frame-ancestors 'none'; frame-src " +
            $"{(frames.Count == 0 ? "'none'" : string.Join(" ", frames.Select(frame => frame.Origin)))}";

    /// <summary>Sets the headers.</summary>
    public void Apply(HttpListenerResponse response)
    {
        response.Headers["Content-Security-Policy"] = _policy;
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["X-Frame-Options"] = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Cache-Control"] = "no-store";
    }
}
