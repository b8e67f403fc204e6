#nullable enable
using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.Tls;

/// <summary>
/// Ends TLS connections in front of a server on loopback and passes the bytes on. The Pester suites compile this file by itself
/// (<c>Add-Type -Path</c>): it uses nothing but the runtime.
/// </summary>
public sealed class TlsFront : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly X509Certificate2 _certificate;
    private readonly string? _clientThumbprint;
    private readonly SslProtocols _protocols;
    private int _connections;

    /// <param name="server">The server that the bytes are passed on to.</param>
    /// <param name="certificate">The certificate to show, with its key.</param>
    /// <param name="clientThumbprint">The only client certificate that is accepted; without it none is asked for.</param>
    /// <param name="protocols">The versions of TLS that are offered; none leaves the choice to the system.</param>
    public TlsFront(Uri server, X509Certificate2 certificate, string? clientThumbprint = null,
        SslProtocols protocols = SslProtocols.None)
    {
        _server = server;
        _certificate = certificate;
        _clientThumbprint = clientThumbprint;
        _protocols = protocols;
        _listener.Start();
        Uri = new Uri("https://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/");
        _ = AcceptAsync(_stop.Token);
    }

    /// <summary>The address to connect to.</summary>
    public Uri Uri { get; }

    /// <summary>How many connections came through TLS: both sides accepted what the other one showed.</summary>
    public int Connections => Volatile.Read(ref _connections);

    // PowerShell passes an empty text where it means null.
    private bool NeedsClient => !string.IsNullOrEmpty(_clientThumbprint);

    /// <summary>Closes the port and every connection.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(stop).ConfigureAwait(false), stop);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The front was disposed.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        {
            try
            {
                client.NoDelay = true;
                using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false,
                    (_, shown, _, _) => !NeedsClient || (shown is X509Certificate2 own && own.Thumbprint == _clientThumbprint));
                await tls.AuthenticateAsServerAsync(Options(), stop).ConfigureAwait(false);
                Interlocked.Increment(ref _connections);
                await server.ConnectAsync(_server.Host, _server.Port, stop).ConfigureAwait(false);
                var stream = server.GetStream();
                await Task.WhenAny(tls.CopyToAsync(stream, stop), stream.CopyToAsync(tls, stop)).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException
                or AuthenticationException or ObjectDisposedException)
            {
                // A handshake that failed, or a side that closed the connection: the tests look at what the client makes of it.
            }
        }
    }

    private SslServerAuthenticationOptions Options() => new()
    {
        ServerCertificate = _certificate,
        ClientCertificateRequired = NeedsClient,
        EnabledSslProtocols = _protocols,
    };
}
