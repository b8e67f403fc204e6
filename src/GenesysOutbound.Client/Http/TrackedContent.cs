using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Http;

/// <summary>A JSON body that knows whether it has begun to leave: before that, a broken connection means that nothing was sent.</summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly byte[] _body;
    private volatile bool _started;

    public TrackedContent(string json)
    {
        _body = Encoding.UTF8.GetBytes(json);
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    /// <summary>True once the first byte may be on the wire.</summary>
    public bool Started => _started;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // A platform that repeats a request by itself on a stale connection (.NET Framework may) would send a command twice.
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
