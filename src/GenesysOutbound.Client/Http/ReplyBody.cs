using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client.Http;

/// <summary>Reads an answer's body within a limit and makes it a <see cref="GwsResponse"/>.</summary>
internal static class ReplyBody
{
    private const int LeastBuffer = 2 * 1024;
    private const int MostBelieved = 256 * 1024;

    public static async Task<string> ReadAsync(HttpContent? content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return string.Empty;
        }

        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);

        // Older frameworks do not end a read when the token is cancelled; closing the stream does.
        using var stop = cancellationToken.Register(static s => ((Stream)s!).Dispose(), stream);
        var buffer = new byte[FirstBuffer(content.Headers.ContentLength, maxBytes)];
        var length = 0;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > maxBytes)
                {
                    throw new GwsException(GwsErrorIds.ReplyTooLarge, "The answer is larger than " + maxBytes + " bytes.");
                }

                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(Math.Max(2L * length, LeastBuffer), maxBytes + 1L));
                }
            }
        }
        catch (ObjectDisposedException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        // JSON is UTF-8 whatever the header says; a byte order mark is not part of the text.
        var start = length >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF ? 3 : 0;
        return Encoding.UTF8.GetString(buffer, start, length - start);
    }

    // One byte more than announced, so that the end is seen without growing. What is announced is believed within reason only.
    private static int FirstBuffer(long? announced, int maxBytes) =>
        (int)Math.Min(announced is > 0 and < MostBelieved ? announced.Value + 1 : LeastBuffer, maxBytes + 1L);

    public static GwsResponse ToResponse(HttpResponseMessage reply, string body)
    {
        object? data = null;
        if (body.Length > 0)
        {
            _ = WireJson.TryParse(body, out data);
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
            WireHeaders = reply.Headers,
        };
    }
}
