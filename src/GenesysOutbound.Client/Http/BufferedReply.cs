using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Transport;

namespace GenesysOutbound.Client.Http;

/// <summary>A reply's body in memory, read within a limit.</summary>
internal sealed class BufferedReply : HttpContent
{
    private BufferedReply(ArraySegment<byte> utf8, MediaTypeHeaderValue? type)
    {
        Utf8 = utf8;
        Type = type;
    }

    /// <summary>The bytes.</summary>
    public ArraySegment<byte> Utf8 { get; }

    /// <summary>The content type as the server sent it, or null.</summary>
    public MediaTypeHeaderValue? Type { get; }

    /// <summary>Reads the body of a reply, unless that has been done, and puts what was read in its place.</summary>
    /// <param name="response">The reply.</param>
    /// <param name="maxBytes">The most bytes that are read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="setsHeaders">Whether the new body has the content type among its headers, for readers that are not of this
    /// assembly.</param>
    /// <exception cref="ReplyTooLargeException">The body is larger than the limit.</exception>
    public static async Task<BufferedReply> OfAsync(HttpResponseMessage response, int maxBytes,
        CancellationToken cancellationToken, bool setsHeaders = true)
    {
        if (response.Content is BufferedReply known)
        {
            return known;
        }

        var utf8 = default(ArraySegment<byte>);
        var content = response.Content;
        if (content is not null)
        {
            using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
            utf8 = await BoundedBody.ReadAsync(stream, content.Headers.ContentLength, maxBytes, [], cancellationToken)
                .ConfigureAwait(false);
        }

        var buffered = new BufferedReply(utf8, content?.Headers.ContentType);
        if (setsHeaders && buffered.Type is { } type)
        {
            buffered.Headers.ContentType = type;
        }

        response.Content = buffered;
        return buffered;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        Utf8.Count == 0 ? Task.CompletedTask : stream.WriteAsync(Utf8.Array!, Utf8.Offset, Utf8.Count);

    protected override Task<Stream> CreateContentReadStreamAsync() =>
        Task.FromResult<Stream>(Utf8.Count == 0
            ? new MemoryStream() : new MemoryStream(Utf8.Array!, Utf8.Offset, Utf8.Count, writable: false));

    protected override bool TryComputeLength(out long length)
    {
        length = Utf8.Count;
        return true;
    }
}
