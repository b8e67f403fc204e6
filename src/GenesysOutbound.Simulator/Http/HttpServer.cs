using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Simulator.Http;

/// <summary>Answers a request. The token is cancelled when the client is gone.</summary>
internal delegate Task<HttpReply> HttpHandler(HttpRequest request, CancellationToken gone);

/// <summary>
/// A small HTTP/1.1 server. It uses sockets alone: HttpListener would need rights on Windows, and could not break off
/// replies.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private readonly ConcurrentDictionary<HttpConnection, byte> _connections = new();
    private readonly HttpHandler _handler;
    private readonly IPAddress _address;
    private readonly HttpLimits _limits;
    private readonly object _gate = new();
    private TcpListener? _listener;

    public HttpServer(IPAddress address, int port, HttpLimits limits, HttpHandler handler)
    {
        _address = address;
        _handler = handler;
        _limits = limits;
        Port = port;
        Listen();
    }

    public int Port { get; private set; }

    public void Listen()
    {
        lock (_gate)
        {
            if (_listener is not null)
            {
                return;
            }

            var listener = new TcpListener(_address, Port);
            listener.Start(512);
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _listener = listener;
            _ = AcceptAsync(listener);
        }
    }

    public void StopListening()
    {
        lock (_gate)
        {
            _listener?.Stop();
            _listener = null;
        }
    }

    /// <summary>Cuts the connections. One with a request that drives the simulator ends after its answer.</summary>
    public void DropConnections()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Drop();
        }
    }

    public void Dispose()
    {
        StopListening();
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptSocketAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                if (!ReferenceEquals(listener, Volatile.Read(ref _listener)))
                {
                    return;
                }

                // A client that was gone before it was accepted, or no socket left: neither ends the server.
                await Task.Delay(10).ConfigureAwait(false);
                continue;
            }

            _ = ServeAsync(new HttpConnection(socket, _limits, _handler), listener);
        }
    }

    private async Task ServeAsync(HttpConnection connection, TcpListener listener)
    {
        // Leaves the accept loop at once: one slow client must not keep the others waiting.
        await Task.Yield();
        _connections[connection] = 0;
        try
        {
            if (ReferenceEquals(listener, Volatile.Read(ref _listener)))
            {
                await connection.RunAsync().ConfigureAwait(false);
            }
            else
            {
                connection.Reset();
            }
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }
}
