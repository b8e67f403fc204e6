using System;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client.Security;

/// <summary>
/// Makes the handlers of one session, for REST and for notifications alike: certificates, TLS, proxy. Nothing of the process is
/// changed: another session, another module or a global callback neither sees these settings nor overrides them.
/// </summary>
internal sealed class ConnectionHandlers
{
    // The enumeration of this library's platform does not know it yet.
    private const SslProtocols Tls13 = (SslProtocols)12288;

    private readonly GwsSessionOptions _options;
    private readonly CertificateCheck _check;

    public ConnectionHandlers(GwsSessionOptions options)
    {
        _options = options;
        _check = new CertificateCheck(options.RootCertificates);
    }

    /// <summary>Why the server's certificate was refused the last time, or null.</summary>
    public string? CertificateRefusal => _check.Refusal;

    /// <summary>A new handler.</summary>
    public HttpMessageHandler Create()
    {
        if (_options.HandlerFactory is { } own)
        {
            return own();
        }

        var handler = BayeuxClientOptions.CreateHandler(_options.Uri);
        SetTls(handler);
        SetProxy(handler);
        return handler;
    }

    private void SetTls(HttpClientHandler handler)
    {
        if (_options.Uri.Scheme != "https")
        {
            return;
        }

        // .NET Framework would otherwise offer what the process was told, which in Windows PowerShell includes the broken SSL
        // 3.0; its own support of TLS 1.3 depends on the machine and fails where it is missing.
        var isFramework = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);
        handler.SslProtocols = isFramework ? SslProtocols.Tls12 : SslProtocols.Tls12 | Tls13;
        handler.ServerCertificateCustomValidationCallback = _options.SkipCertificateCheck ? static (_, _, _, _) =>
            true : _check.IsGood;
        if (_options.ClientCertificate is { } certificate)
        {
            handler.ClientCertificateOptions = ClientCertificateOption.Manual;
            handler.ClientCertificates.Add(certificate);
        }
    }

    private void SetProxy(HttpClientHandler handler)
    {
        if (_options.NoProxy)
        {
            handler.UseProxy = false;
        }
        else if (_options.Proxy is { } address)
        {
            handler.UseProxy = true;
            handler.Proxy = new FixedProxy(address, ProxyCredentials());
        }
        else if (_options.ProxyCredential is not null)
        {
            // For the proxy that the machine is set up with.
            handler.DefaultProxyCredentials = ProxyCredentials();
        }
    }

    private ProxyCredentials? ProxyCredentials() =>
        _options.ProxyCredential is { } credential
            ? new ProxyCredentials(credential, _options.AllowUnencryptedAuthentication) : null;
}
