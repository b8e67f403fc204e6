using System;
using System.IO.Pipelines;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace GenesysOutbound.Testing.Tls;

/// <summary>Kestrel in front of a server on loopback: it ends the TLS connection and passes the bytes on.</summary>
public sealed class TlsFront : IAsyncDisposable
{
    private readonly WebApplication _kestrel;
    private int _port;
    private int _connections;

    private TlsFront(WebApplication kestrel) => _kestrel = kestrel;

    public Uri Uri => new("https://127.0.0.1:" + _port + "/");

    /// <summary>How many connections came through TLS.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static async Task<TlsFront> StartAsync(
        Uri server, X509Certificate2 certificate, Func<X509Certificate2, bool>? acceptsClient = null,
            SslProtocols protocols = SslProtocols.None)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        TlsFront? front = null;
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.SslProtocols = protocols;
                if (acceptsClient is not null)
                {
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.ClientCertificateValidation = (client, _, _) => acceptsClient(client);
                }
            });
            listen.Run(connection =>
            {
                Interlocked.Increment(ref front!._connections);
                return PassAsync(connection, server);
            });
        }));
        var app = builder.Build();
        front = new TlsFront(app);
        await app.StartAsync();
        front._port = new Uri(app.Urls.First()).Port;
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            await _kestrel.StopAsync(soon.Token);
        }
        catch (OperationCanceledException)
        {
            // Held polls do not end by themselves; disposing ends them.
        }

        await _kestrel.DisposeAsync();
    }

    private static async Task PassAsync(ConnectionContext client, Uri server)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, client.ConnectionClosed);
            await using var stream = new NetworkStream(socket);
            var up = client.Transport.Input.CopyToAsync(stream, client.ConnectionClosed);
            var down = stream.CopyToAsync(client.Transport.Output, client.ConnectionClosed);
            await Task.WhenAny(up, down);
            client.Abort();
            await Task.WhenAll(up, down);
        }
        catch (Exception e) when (e is SocketException or System.IO.IOException or OperationCanceledException
            or ConnectionAbortedException or ConnectionResetException)
        {
            // One of the two sides has had enough.
        }
    }
}
