using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace GenesysOutbound.CometD.Transport;

/// <summary>
/// A body that leaves once. A platform may repeat a request by itself when a kept connection turns out to be dead; a published message must
/// not be sent twice, whoever means well.
/// </summary>
internal sealed class OnceContent : HttpContent
{
    private readonly byte[] _body;
    private bool _started;

    public OnceContent(byte[] body) => _body = body;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        if (_started)
        {
            throw new IOException("The connection broke after the message had begun to leave; it is not sent a second time.");
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
