using System;
using System.Net.Http;
using System.Threading;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.CometD.Transport;

/// <summary>
/// A connection of its own: its HttpClient, its buffers, its parser. After a failure of the network the next request gets a new client, so
/// that a changed address or a dead connection in the pool is never met again.
/// </summary>
internal sealed class BayeuxConnection : IDisposable
{
    private readonly Func<HttpMessageHandler> _factory;
    private readonly object _gate = new();
    private HttpClient? _client;
    private bool _disposed;

    public BayeuxConnection(Func<HttpMessageHandler> factory) => _factory = factory;

    public BodyReader Body { get; } = new();

    public ReplyParser Parser { get; } = new();

    /// <summary>
    /// One exchange at a time: a request that was given up may still be letting go of the buffers when the next one wants to start.
    /// </summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The client to use now.</summary>
    public HttpClient GetClient()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                throw new ObjectDisposedException(nameof(BayeuxConnection));
            }

            // Which of stop, time-out and caller fired is known because only our own tokens can fire.
            return _client ??= new HttpClient(_factory(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        }
    }

    /// <summary>Forgets the connections.</summary>
    public void Renew()
    {
        HttpClient? old;
        lock (_gate)
        {
            old = _client;
            _client = null;
        }

        old?.Dispose();
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
