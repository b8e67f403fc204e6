using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.CometD.Tests.Support;

/// <summary>One HTTP request as it arrived.</summary>
internal sealed record TinyRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>
/// What to answer. <see cref="Raw"/> goes out as it is and the connection is closed; <see cref="Reset"/> tears the connection
/// down.
/// </summary>
internal sealed class TinyResponse
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    public byte[] Body { get; init; } = [];

    public List<string> SetCookies { get; } = [];

    public List<string> Headers { get; } = [];

    public byte[]? Raw { get; init; }

    public bool Reset { get; init; }

    public bool Chunked { get; init; }

    /// <summary>Send the body byte by byte group, to split characters over segments.</summary>
    public int Segment { get; init; }

    /// <summary>Say the whole length but send only this many bytes, then close.</summary>
    public int? CutAfter { get; init; }

    public static TinyResponse Json(string json) => new() { Body = Encoding.UTF8.GetBytes(json) };

    public static TinyResponse Code(int status, string body = "") =>
        new() { Status = status, Body = Encoding.UTF8.GetBytes(body), ContentType = "text/html" };
}

/// <summary>A small HTTP/1.1 server on loopback for these tests alone: keep-alive, one task a connection.</summary>
internal sealed class TinyHttpServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<TinyRequest, CancellationToken, Task<TinyResponse>> _handler;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();

    public TinyHttpServer(Func<TinyRequest, CancellationToken, Task<TinyResponse>> handler, int port = 0)
    {
        _handler = handler;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public Uri Uri => new($"http://127.0.0.1:{Port}/cometd");

    /// <summary>Connections accepted so far.</summary>
    public int Accepted { get; private set; }

    /// <summary>Connections that are open now.</summary>
    public int Connected => _clients.Count;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        foreach (TcpClient client in _clients.Keys)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                client.NoDelay = true;
                Accepted++;
                _clients[client] = true;
                _ = ServeAsync(client);
            }
        }
        catch (Exception)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            using NetworkStream stream = client.GetStream();
            var reader = new LineReader(stream);
            while (await ReadAsync(reader, gone.Token) is TinyRequest request)
            {
                TinyResponse response = await _handler(request, gone.Token);
                if (!await WriteAsync(client, stream, response))
                {
                    break;
                }
            }
        }
        catch (Exception)
        {
            // The client went away, or the server is stopping.
        }
        finally
        {
            _ = _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private static async Task<TinyRequest?> ReadAsync(LineReader reader, CancellationToken stop)
    {
        string? first = await reader.ReadLineAsync(stop);
        if (first is null)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(stop) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        int length = headers.TryGetValue("Content-Length", out string? text) ? int.Parse(text) : 0;
        byte[] body = await reader.ReadBytesAsync(length, stop);
        string[] parts = first.Split(' ');
        return new TinyRequest(parts[0], parts[1], headers, Encoding.UTF8.GetString(body));
    }

    private static async Task<bool> WriteAsync(TcpClient client, NetworkStream stream, TinyResponse response)
    {
        if (response.Reset)
        {
            client.LingerState = new LingerOption(true, 0);
            return false;
        }

        if (response.Raw is not null)
        {
            await stream.WriteAsync(response.Raw);
            client.Client.Shutdown(SocketShutdown.Send);
            return false;
        }

        var head = new StringBuilder($"HTTP/1.1 {response.Status} X\r\nContent-Type: {response.ContentType}\r\n");
        foreach (string cookie in response.SetCookies)
        {
            head.Append($"Set-Cookie: {cookie}\r\n");
        }

        foreach (string header in response.Headers)
        {
            head.Append(header).Append("\r\n");
        }

        head.Append(response.Chunked ? "Transfer-Encoding: chunked\r\n\r\n" : $"Content-Length: {response.Body.Length}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()));
        if (response.CutAfter is int cut)
        {
            await stream.WriteAsync(response.Body.AsMemory(0, cut));
            client.LingerState = new LingerOption(true, 0);
            return false;
        }

        int segment = response.Segment > 0 ? response.Segment : response.Chunked ? 1000 : Math.Max(1, response.Body.Length);
        for (int at = 0; at < response.Body.Length; at += segment)
        {
            int size = Math.Min(segment, response.Body.Length - at);
            if (response.Chunked)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"{size:x}\r\n"));
            }

            await stream.WriteAsync(response.Body.AsMemory(at, size));
            if (response.Chunked)
            {
                await stream.WriteAsync("\r\n"u8.ToArray());
            }
        }

        if (response.Chunked)
        {
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        }

        return true;
    }

    private sealed class LineReader(Stream stream)
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private int _start;
        private int _end;

        public async Task<string?> ReadLineAsync(CancellationToken stop)
        {
            var line = new StringBuilder();
            while (true)
            {
                if (_start == _end && !await FillAsync(stop))
                {
                    return null;
                }

                char c = (char)_buffer[_start++];
                if (c == '\n')
                {
                    return line.ToString().TrimEnd('\r');
                }

                line.Append(c);
            }
        }

        public async Task<byte[]> ReadBytesAsync(int count, CancellationToken stop)
        {
            byte[] bytes = new byte[count];
            int have = 0;
            while (have < count)
            {
                if (_start == _end && !await FillAsync(stop))
                {
                    throw new EndOfStreamException();
                }

                int part = Math.Min(count - have, _end - _start);
                Buffer.BlockCopy(_buffer, _start, bytes, have, part);
                _start += part;
                have += part;
            }

            return bytes;
        }

        private async Task<bool> FillAsync(CancellationToken stop)
        {
            _start = 0;
            _end = await stream.ReadAsync(_buffer, stop);
            return _end > 0;
        }
    }
}
