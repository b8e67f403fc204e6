using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Wire;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client.Http;

/// <summary>Reads an answer's body within a limit and makes it a <see cref="GwsResponse"/>.</summary>
internal static class ReplyBody
{
    public static async Task<string> ReadAsync(HttpContent? content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return string.Empty;
        }

        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);

        // Older frameworks do not end a read when the token is cancelled; closing the stream does.
        using var stop = cancellationToken.Register(static s => ((Stream)s!).Dispose(), stream);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (buffer.Length + read > maxBytes)
                {
                    throw new GwsException(GwsErrorIds.ReplyTooLarge, "The answer is larger than " + maxBytes + " bytes.");
                }

                buffer.Write(chunk, 0, read);
            }
        }
        catch (ObjectDisposedException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        // JSON is UTF-8 whatever the header says; a byte order mark is not part of the text.
        var bytes = buffer.ToArray();
        var start = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0;
        return Encoding.UTF8.GetString(bytes, start, bytes.Length - start);
    }

    public static GwsResponse ToResponse(HttpResponseMessage reply, string body)
    {
        object? data = null;
        if (body.Length > 0)
        {
            _ = WireJson.TryParse(body, out data);
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in reply.Headers)
        {
            if (!Redaction.IsSecretHeader(header.Key))
            {
                headers[header.Key] = Redaction.Text(string.Join(", ", header.Value));
            }
        }

        var top = data as GwsData;
        return new GwsResponse
        {
            HttpStatus = (int)reply.StatusCode,
            StatusCode = top.Int("statusCode"),
            StatusMessage = top.Text("statusMessage", "errorDescription"),
            ContentType = reply.Content?.Headers.ContentType?.MediaType,
            Body = body,
            Data = data,
            Headers = headers,
        };
    }
}
