using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace GenesysOutbound.CometD.Tests.Support;

/// <summary>Sends the beginning of a reply and then nothing more.</summary>
internal sealed class StallingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _client;

    public StallingServer(byte[] beginning)
    {
        _listener.Start();
        Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = ServeAsync(beginning);
    }

    public Uri Uri { get; }

    public void Dispose()
    {
        _listener.Stop();
        _client?.Dispose();
    }

    private async Task ServeAsync(byte[] beginning)
    {
        try
        {
            _client = await _listener.AcceptTcpClientAsync();
            NetworkStream stream = _client.GetStream();
            _ = await stream.ReadAsync(new byte[10_000]);
            await stream.WriteAsync(beginning);
            while (await stream.ReadAsync(new byte[10_000]) > 0)
            {
                // Until the client goes away.
            }
        }
        catch (Exception)
        {
            // Stopped.
        }
    }
}
