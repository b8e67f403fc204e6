using System;
using System.Net.Http;
using System.Threading;
using GenesysOutbound.CometD.Replies;

namespace GenesysOutbound.CometD.Transport;

/// <summary>
/// A connection of its own: its handler, its buffer, its parser. After a failure of the network the next request gets a new
/// handler, so that neither an outdated address nor a broken pooled connection is used again.
/// </summary>
internal sealed class BayeuxConnection : IDisposable
{
    private readonly Func<HttpMessageHandler> _factory;
    private readonly object _gate = new();
    private HttpMessageInvoker? _client;
    private bool _disposed;

    public BayeuxConnection(Func<HttpMessageHandler> factory) => _factory = factory;

    public ReplyParser Parser { get; } = new();

    /// <summary>
    /// One exchange at a time: a request that was given up may still be letting go of the buffers when the next one wants to
    /// start.
    /// </summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The invoker to use now.</summary>
    public HttpMessageInvoker GetInvoker()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                throw new ObjectDisposedException(nameof(BayeuxConnection));
            }

            return _client ??= new HttpMessageInvoker(_factory());
        }
    }

    /// <summary>Forgets the connections.</summary>
    public void Renew()
    {
        HttpMessageInvoker? previous;
        lock (_gate)
        {
            previous = _client;
            _client = null;
        }

        previous?.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        Renew();
    }
}
