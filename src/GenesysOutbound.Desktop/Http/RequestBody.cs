using System;
using System.IO;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.Http;

/// <summary>Reads the body of a request: one JSON object of bounded size, in bounded time.</summary>
internal static class RequestBody
{
    /// <summary>The largest body, in bytes. The largest request of the page is an update of all fields of a record.</summary>
    internal const int MaxBytes = 256 * 1024;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Reads the object.</summary>
    /// <returns>The object, or null; then the status says why.</returns>
    public static async Task<JObject?> ReadAsync(HttpListenerContext context, CancellationToken stop)
    {
        var request = context.Request;
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            context.Response.StatusCode = (int)HttpStatusCode.UnsupportedMediaType;
            return null;
        }

        using var content = new MemoryStream();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(TimeLimit);

        // Closing the response ends a read that the platform does not cancel.
        using var cut = time.Token.Register(context.Response.Abort);
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.InputStream.ReadAsync(buffer, 0, buffer.Length, time.Token).ConfigureAwait(false)) > 0)
        {
            if (content.Length + read > MaxBytes)
            {
                context.Response.StatusCode = (int)HttpStatusCode.RequestEntityTooLarge;
                return null;
            }

            content.Write(buffer, 0, read);
        }

        var body = Json.TryParseObject(Encoding.UTF8.GetString(content.ToArray()));
        if (body is null)
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadRequest;
        }

        return body;
    }
}
