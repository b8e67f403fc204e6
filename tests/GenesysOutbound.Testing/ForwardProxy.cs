using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing;

/// <summary>
/// An HTTP proxy on loopback: CONNECT for https, whole addresses for http, Basic authentication when it is told a user.
/// </summary>
public sealed class ForwardProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string? _expected;

    public ForwardProxy(string? user = null, string? password = null)
    {
        _expected = user is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + password));
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Uri => new("http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/");

    /// <summary>The first line of each request, and how it was answered.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    /// <summary>Every header line that reached the proxy in clear.</summary>
    public ConcurrentQueue<string> Headers { get; } = new();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using var client = new NetworkStream(socket, ownsSocket: true);
            using var end = _stop.Token.Register(client.Dispose);
            while (await ReadHeadAsync(client) is { Count: > 0 } head)
            {
                var parts = head[0].Split(' ');
                foreach (var line in head.Skip(1))
                {
                    Headers.Enqueue(line);
                }

                if (_expected is not null && !head.Any(line =>
                    line.Equals("Proxy-Authorization: " + _expected, StringComparison.OrdinalIgnoreCase)))
                {
                    Seen.Enqueue(head[0] + " -> 407");
                    await SkipBodyAsync(client, head);
                    await SayAsync(client,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic " +
                        "realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n");
                    continue;
                }

                Seen.Enqueue(head[0] + " -> passed");
                await PassAsync(client, parts, head);
                return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side went away.
        }
    }

    // One connection of the client serves one way onward: for https by nature, for http because every request is told to close.
    private async Task PassAsync(NetworkStream client, string[] parts, List<string> head)
    {
        var tunnel = parts[0] == "CONNECT";
        var target = tunnel ? new Uri("https://" + parts[1]) : new Uri(parts[1]);
        using var onward = new TcpClient();
        await onward.ConnectAsync(target.Host, target.Port, _stop.Token);
        using var server = onward.GetStream();
        if (tunnel)
        {
            await SayAsync(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        }
        else
        {
            var lines = head.Skip(1).Where(line => !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
                && !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase));
            await SayAsync(server, parts[0] + " " + target.PathAndQuery + " HTTP/1.1\r\nConnection: close\r\n"
                + string.Concat(lines.Select(line => line + "\r\n")) + "\r\n");
        }

        var up = client.CopyToAsync(server, _stop.Token);
        var down = server.CopyToAsync(client, _stop.Token);
        await Task.WhenAny(up, down);
    }

    private async Task SkipBodyAsync(NetworkStream client, List<string> head)
    {
        var length = head.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        for (var left = length is null ? 0 : int.Parse(length.AsSpan(15), provider: null); left > 0; left--)
        {
            await client.ReadExactlyAsync(new byte[1], _stop.Token);
        }
    }

    private async Task<List<string>> ReadHeadAsync(NetworkStream stream)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var item = new byte[1];
        while (await stream.ReadAsync(item, _stop.Token) == 1)
        {
            if (item[0] != '\n')
            {
                _ = line.Append((char)item[0]);
                continue;
            }

            var text = line.ToString().TrimEnd('\r');
            _ = line.Clear();
            if (text.Length == 0)
            {
                return lines;
            }

            lines.Add(text);
        }

        return [];
    }

    private Task SayAsync(NetworkStream stream, string text) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), _stop.Token).AsTask();
}
