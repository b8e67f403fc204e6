# Dot-sourced by suites that need a server with a certificate: an authority made for the run, and a front that ends TLS before the simulator.
Add-Type -TypeDefinition @'
using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

public sealed class GwsTlsFront : IDisposable
{
    private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new CancellationTokenSource();
    private readonly X509Certificate2 _certificate;
    private readonly string _client;
    private readonly int _port;
    private int _passed;

    public GwsTlsFront(int port, X509Certificate2 certificate, string clientThumbprint)
    {
        _port = port;
        _certificate = certificate;
        _client = clientThumbprint;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Uri { get { return "https://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/"; } }

    // Connections whose handshake was good, on both sides.
    public int Passed { get { return Volatile.Read(ref _passed); } }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException || e is SocketException || e is ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                using var tls = new SslStream(client.GetStream(), false, (_, shown, _, _) => string.IsNullOrEmpty(_client) || (shown != null && ((X509Certificate2)shown).Thumbprint == _client));
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate, ClientCertificateRequired = !string.IsNullOrEmpty(_client) }, _stop.Token);
                Interlocked.Increment(ref _passed);
                await server.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
                var stream = server.GetStream();
                await Task.WhenAny(tls.CopyToAsync(stream, _stop.Token), stream.CopyToAsync(tls, _stop.Token));
            }
            catch (Exception)
            {
                // A handshake that failed, or one side that went away: what the other side makes of it is what is tested.
            }
        }
    }
}
'@

function New-TestAuthority {
    # A certificate authority with its key.
    param([string] $Name = 'Test authority')
    $key = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve+NamedCurves]::nistP256)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=$Name", $key, [Security.Cryptography.HashAlgorithmName]::SHA256)
    $request.CertificateExtensions.Add([Security.Cryptography.X509Certificates.X509BasicConstraintsExtension]::new($true, $false, 0, $true))
    $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddYears(-1), [DateTimeOffset]::UtcNow.AddYears(5))
}

function New-TestCertificate {
    # A certificate of an authority, with its key: for 127.0.0.1 unless it is a client's.
    param($Authority, [string] $Client)
    $key = [Security.Cryptography.ECDsa]::Create([Security.Cryptography.ECCurve+NamedCurves]::nistP256)
    $name = if ($Client) { $Client } else { '127.0.0.1' }
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=$name", $key, [Security.Cryptography.HashAlgorithmName]::SHA256)
    $purpose = [Security.Cryptography.OidCollection]::new()
    $null = $purpose.Add($(if ($Client) { '1.3.6.1.5.5.7.3.2' } else { '1.3.6.1.5.5.7.3.1' }))
    $request.CertificateExtensions.Add([Security.Cryptography.X509Certificates.X509EnhancedKeyUsageExtension]::new($purpose, $false))
    if (-not $Client) {
        $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
        $names.AddIpAddress([Net.IPAddress]::Loopback)
        $request.CertificateExtensions.Add($names.Build())
    }

    $serial = [Security.Cryptography.RandomNumberGenerator]::GetBytes(12)
    $issued = $request.Create($Authority, [DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddYears(1), $serial)
    $withKey = [Security.Cryptography.X509Certificates.ECDsaCertificateExtensions]::CopyWithPrivateKey($issued, $key)

    # Some platforms' TLS cannot use a key that was never in a file.
    [Security.Cryptography.X509Certificates.X509Certificate2]::new($withKey.Export('Pfx'), '', 'Exportable')
}
