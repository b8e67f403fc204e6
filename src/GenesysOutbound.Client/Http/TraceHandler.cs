using System;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Http;

/// <summary>Traces each request and its reply, for REST calls and for the notification channel alike.</summary>
internal sealed class TraceHandler(HttpTrace trace, int maxReplyBytes, Func<long> nextNumber, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    /// <summary>More of a body is not decoded: the line is cut after fewer characters.</summary>
    private const int MostBytes = 16 * 1024;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        trace.IsWanted ? TraceAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> TraceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = nextNumber().ToString(CultureInfo.InvariantCulture);
        var body = request.Content switch
        {
            null => string.Empty,
            OnceContent once => once.Text(),
            var other => await other.ReadAsStringAsync().ConfigureAwait(false),
        };
        trace.Write($"> {number} {request.Method} {request.RequestUri!.PathAndQuery} {body}");
        var watch = Stopwatch.StartNew();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var reply = await BufferedReply.OfAsync(response, maxReplyBytes, cancellationToken).ConfigureAwait(false);
            trace.Write($"< {number} {(int)response.StatusCode} in {watch.ElapsedMilliseconds} ms {Text(reply.Utf8)}");
            return response;
        }
        catch (Exception error)
        {
            trace.Write($"< {number} failed after {watch.ElapsedMilliseconds} ms: {error.GetType().Name}");
            throw;
        }
    }

    private static string Text(ArraySegment<byte> utf8)
    {
        if (utf8.Count == 0)
        {
            return string.Empty;
        }

        var text = Encoding.UTF8.GetString(utf8.Array!, utf8.Offset, Math.Min(utf8.Count, MostBytes));
        return utf8.Count <= MostBytes ? text : $"{text} ({utf8.Count} bytes)";
    }
}
