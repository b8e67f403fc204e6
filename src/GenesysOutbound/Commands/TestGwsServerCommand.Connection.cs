using System;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Security;

namespace GenesysOutbound.Commands;

/// <content>How a test logs in by itself: what Connect-Gws takes for the way to the server.</content>
public sealed partial class TestGwsServerCommand
{
    /// <summary>The server's base address, such as https://gws.example.com.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = UriSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri Uri { get; set; } = null!;

    /// <summary>The user name and password.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = UriSet, ValueFromPipelineByPropertyName = true)]
    [Credential]
    [ValidateNotNull]
    public PSCredential Credential { get; set; } = null!;

    /// <summary>How many seconds each command of the test waits for its answer (10).</summary>
    [Parameter(ParameterSetName = UriSet)]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 10;

    /// <summary>How many seconds one HTTP request may take (30).</summary>
    [Parameter(ParameterSetName = UriSet)]
    [ValidateRange(1, 86400)]
    public int RequestTimeoutSec { get; set; } = 30;

    /// <summary>Allows the password to travel unencrypted to another machine.</summary>
    [Parameter(ParameterSetName = UriSet)]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>The thumbprint of a client certificate in the current user's or the machine's personal store.</summary>
    [Parameter(ParameterSetName = UriSet)]
    [ValidatePattern("^[0-9A-Fa-f :]+$")]
    public string? CertificateThumbprint { get; set; }

    /// <summary>A client certificate with its private key: the object, or the path of a PFX file without a password.</summary>
    [Parameter(ParameterSetName = UriSet)]
    [CertificateTransformation]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>
    /// Root certificates that are trusted in place of the machine's, in this test only: objects, or paths of files.
    /// </summary>
    [Parameter(ParameterSetName = UriSet)]
    [CertificateTransformation]
    [ValidateNotNullOrEmpty]
    public X509Certificate2[]? RootCertificate { get; set; }

    /// <summary>Trusts any server certificate, in this test only. It allows man-in-the-middle attacks.</summary>
    [Parameter(ParameterSetName = UriSet)]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The proxy that the whole test goes through. Without it the machine's own setting counts.</summary>
    [Parameter(ParameterSetName = UriSet)]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and password for the proxy.</summary>
    [Parameter(ParameterSetName = UriSet)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses no proxy, also where the machine is set up with one.</summary>
    [Parameter(ParameterSetName = UriSet)]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The place to log in at, where a campaign is named and the agent is not logged in. Without it the agent's
    /// own.</summary>
    [Parameter(ParameterSetName = UriSet)]
    [ValidateNotNullOrEmpty]
    public string? Place { get; set; }

    /// <summary>The voice device that outbound requests are sent from, /devices/ID. Without it the first active one.</summary>
    [Parameter(ParameterSetName = UriSet)]
    [ValidateNotNullOrEmpty]
    public string? DevicePath { get; set; }

    private GwsSessionOptions ReadOptions() => new()
    {
        Uri = Uri,
        UserName = Credential.UserName,
        Password = Credential.Password,
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        RequestTimeout = TimeSpan.FromSeconds(RequestTimeoutSec),
        AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
        SkipCertificateCheck = SkipCertificateCheck,
        ClientCertificate = CertificateThumbprint is null ? Certificate : CertificateFinder.Find(CertificateThumbprint),
        RootCertificates = RootCertificate ?? [],
        Proxy = Proxy,
        ProxyCredential = ProxyCredential?.GetNetworkCredential(),
        NoProxy = NoProxy,
        Place = Place,
        DevicePath = DevicePath,
        Trace = VerboseTraceScope.Write,
        IsTraceWanted = static () => VerboseTraceScope.IsWanted,
    };
}
