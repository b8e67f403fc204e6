using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.NetworkFaults;

/// <summary>
/// Stands between a client and a server on loopback and makes the faults that a network makes. It passes whole requests and whole
/// replies, so that it can say which one to break, and where.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly Uri _upstream;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<ProxiedConnection, bool> _connections = new();
    private readonly List<FaultRule> _rules = [];
    private readonly List<string> _requests = [];
    private TcpListener _listener;
    private int _polls;

    private FaultProxy(Uri upstream)
    {
        _upstream = upstream;
        _listener = Listen(0);
    }

    /// <summary>Where clients connect: the server's address with the proxy's port.</summary>
    public Uri Url => new UriBuilder(_upstream) { Port = Port }.Uri;

    /// <summary>Every request that came, first line and body.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
            {
                return _requests.ToArray();
            }
        }
    }

    /// <summary>The most polls that were outstanding at once.</summary>
    public int MostPollsAtOnce { get; private set; }

    /// <summary>Connections open now.</summary>
    public int Connections => _connections.Count;

    private int Port { get; set; }

    public static FaultProxy Before(Uri server) => new(server);

    /// <summary>Adds a fault to come.</summary>
    public FaultRule Add(FaultRule rule)
    {
        lock (_rules)
        {
            _rules.Add(rule);
        }

        return rule;
    }

    /// <summary>The network is down: everything open is reset, nothing can be opened.</summary>
    public void GoDown()
    {
        _listener.Stop();
        foreach (ProxiedConnection connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    /// <summary>The network is back.</summary>
    public void ComeUp() => _listener = Listen(Port);

    /// <summary>How many requests so far contain a text.</summary>
    public int Count(string text) => Requests.Count(request => request.Contains(text, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (ProxiedConnection connection in _connections.Keys)
        {
            connection.Reset();
        }

        _stop.Dispose();
    }

    internal FaultRule? RuleFor(string request, string? reply)
    {
        lock (_rules)
        {
            return _rules.FirstOrDefault(rule => rule.Applies(request, reply));
        }
    }

    internal bool Begin(string request)
    {
        lock (_requests)
        {
            _requests.Add(request);
            bool poll = request.Contains("\"/meta/connect\"", StringComparison.Ordinal);
            _polls += poll ? 1 : 0;
            MostPollsAtOnce = Math.Max(MostPollsAtOnce, _polls);
            return poll;
        }
    }

    internal void End(bool poll)
    {
        lock (_requests)
        {
            _polls -= poll ? 1 : 0;
        }
    }

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(_stop.Token);
                var connection = new ProxiedConnection(this, client, _upstream);
                _connections[connection] = true;
                _ = ServeAsync(connection);
            }
        }
        catch (Exception failure) when (failure is SocketException or ObjectDisposedException or OperationCanceledException
            or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        try
        {
            await connection.RunAsync(_stop.Token);
        }
        catch (Exception)
        {
            // One side went away; the other must notice.
            connection.Reset();
        }
        finally
        {
            _ = _connections.TryRemove(connection, out _);
            connection.Dispose();
        }
    }
}
