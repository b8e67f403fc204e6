using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;

namespace GenesysOutbound.Client.Http;

/// <summary>
/// A JSON body that leaves once. A platform may repeat a request by itself when a kept connection turns out to be closed (.NET
/// Framework does); a command must not be sent twice. Nor may it leave when nobody waits for it any more: see
/// <see cref="Abandon"/>.
/// </summary>
internal sealed class OnceContent : HttpContent
{
    // Shared: it is only read.
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    // Also the lock of the two fields below: an object for nothing else would be one more for every command.
    private readonly byte[] _body;
    private Departure _departure;
    private bool _abandoned;

    public OnceContent(string json)
    {
        _body = Encoding.UTF8.GetBytes(json);
        Headers.ContentType = Json;
    }

    private enum Departure
    {
        Ahead,
        Begun,
        TurnedAway,
    }

    /// <summary>
    /// True once the first byte may be on the wire; before that a broken connection means that nothing was sent.
    /// </summary>
    public bool Started
    {
        get
        {
            lock (_body)
            {
                return _departure == Departure.Begun;
            }
        }
    }

    /// <summary>Whether the server turned the request away, and it has not been allowed to leave again since.</summary>
    public bool WaitsForLogin
    {
        get
        {
            lock (_body)
            {
                return _departure == Departure.TurnedAway;
            }
        }
    }

    /// <summary>
    /// The server turned the request away before it looked at it: nothing was carried out, so that the body may leave once more
    /// after a login.
    /// </summary>
    /// <returns>False when nobody waits for the request any more: it is not to be sent again.</returns>
    public bool TurnAway()
    {
        lock (_body)
        {
            _departure = Departure.TurnedAway;
            return !_abandoned;
        }
    }

    /// <summary>The session has logged in again: the body may leave once more.</summary>
    /// <returns>False when nobody waits for the request any more: it is not to be sent again.</returns>
    public bool AllowAgain()
    {
        lock (_body)
        {
            if (_abandoned)
            {
                return false;
            }

            _departure = Departure.Ahead;
            return true;
        }
    }

    /// <summary>
    /// Nobody waits for the request any more: from now on the body does not begin to leave. What has begun to leave goes on.
    /// </summary>
    /// <returns>Whether it is certain that nothing was carried out.</returns>
    public bool Abandon()
    {
        lock (_body)
        {
            _abandoned = true;
            return _departure != Departure.Begun;
        }
    }

    /// <summary>The body as text, for a trace.</summary>
    public string Text() => Encoding.UTF8.GetString(_body);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        lock (_body)
        {
            if (_departure != Departure.Ahead)
            {
                throw new IOException("The connection broke after the request had begun to leave; it is not sent a second time.");
            }

            if (_abandoned)
            {
                throw new IOException("The wait for the request ended before it had begun to leave; it is not sent.");
            }

            _departure = Departure.Begun;
        }

        return stream.WriteAsync(_body, 0, _body.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
