using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// A JSON body that leaves once. A platform may repeat a request by itself when a kept connection turns out to be closed (.NET
/// Framework does); a command must not be sent twice.
/// </summary>
internal sealed class OnceContent : HttpContent
{
    // Shared: it is only read.
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    private readonly byte[] _body;
    private volatile bool _started;

    public OnceContent(string json)
    {
        _body = Encoding.UTF8.GetBytes(json);
        Headers.ContentType = Json;
    }

    /// <summary>
    /// True once the first byte may be on the wire; before that a broken connection means that nothing was sent.
    /// </summary>
    public bool Started => _started;

    /// <summary>
    /// The server turned the request away before it looked at it: nothing was carried out, so that the body may leave once more.
    /// </summary>
    public void TurnedAway() => _started = false;

    /// <summary>The body as text, for a trace.</summary>
    public string Text() => Encoding.UTF8.GetString(_body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (_started)
        {
            throw new IOException("The connection broke after the request had begun to leave; it is not sent a second time.");
        }

        _started = true;
        return stream.WriteAsync(_body, 0, _body.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
