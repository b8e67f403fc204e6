using System;
using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Security;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>Opens a session with Genesys Web Services and makes it the current one of this runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "Gws")]
[OutputType(typeof(GwsSession))]
public sealed class ConnectGwsCommand : GwsCmdlet
{
    private GwsSessionOptions? _options;
    private RunspaceSessions? _here;

    /// <summary>The server's base address, such as https://gws.example.com.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri Uri { get; set; } = null!;

    /// <summary>The user name and password.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Credential]
    [ValidateNotNull]
    public PSCredential Credential { get; set; } = null!;

    /// <summary>A name for the session. Without it the session is called user@server.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>How many seconds the session's operations wait for their answer (10).</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 10;

    /// <summary>How many seconds one HTTP request may take (30).</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int RequestTimeoutSec { get; set; } = 30;

    /// <summary>How many events the session's log keeps (10,000).</summary>
    [Parameter]
    [ValidateRange(1, 10_000_000)]
    public int EventCapacity { get; set; } = 10_000;

    /// <summary>A file that keeps pending changes and unanswered requests, for a later session to finish or discard.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Allows the password to travel unencrypted to another machine.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>The thumbprint of a client certificate in the current user's or the machine's personal store.</summary>
    [Parameter]
    [ValidatePattern("^[0-9A-Fa-f :]+$")]
    public string? CertificateThumbprint { get; set; }

    /// <summary>A client certificate with its private key: the object, or the path of a PFX file without a password.</summary>
    [Parameter]
    [CertificateTransformation]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>
    /// Root certificates that are trusted in place of the machine's, in this session only: objects, or paths of files.
    /// </summary>
    [Parameter]
    [CertificateTransformation]
    [ValidateNotNullOrEmpty]
    public X509Certificate2[]? RootCertificate { get; set; }

    /// <summary>Trusts any server certificate, in this session only. For testing: it allows man-in-the-middle attacks.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The proxy that the whole session goes through. Without it the machine's own setting counts.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and password for the proxy.</summary>
    [Parameter]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses no proxy, also where the machine is set up with one.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Leaves the agent logged out: no contact-center session is started, and none is ended.</summary>
    [Parameter]
    public SwitchParameter NoContactCenterSession { get; set; }

    /// <summary>The media to log in to (voice, email). Those that the user has no feature for are left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] MediaChannel { get; set; } = ["voice", "email"];

    /// <summary>The place to log in at. Without it the agent's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Place { get; set; }

    /// <summary>The agent login. Without it the default one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LoginCode { get; set; }

    /// <summary>The queue to log in to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Queue { get; set; }

    /// <summary>The voice device that outbound requests are sent from, /devices/ID. Without it the first active one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DevicePath { get; set; }

    /// <summary>A file with the definitions of record fields. Without it fields are known by what records show.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? FieldSchemaPath { get; set; }

    private protected override object ErrorTarget => Uri;

    /// <summary>Reads what belongs to the runspace (paths, certificates), then connects.</summary>
    protected override void ProcessRecord() => Attempt(Uri, () =>
    {
        // Until this session is open there is no current one: a loop over servers must not go on with the one before.
        _here = RunspaceSessions.ForCurrentRunspace;
        _here.Deselect();

        // Reads the field schema too: a file that cannot be used is an error before anything is sent.
        _options = ReadOptions();
        base.ProcessRecord();
    });

    private protected override async Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token)
    {
        GwsSession session = await GwsSession.ConnectAsync(_options!, token).ConfigureAwait(false);
        bool isKept = false;
        try
        {
            await pipeline.InvokeAsync(() =>
            {
                _here!.Add(session);
                return isKept = true;
            }).ConfigureAwait(false);
        }
        finally
        {
            // The user stopped the command at the last moment: nobody would get this session, or close it.
            if (!isKept)
            {
                session.Dispose();
            }
        }

        pipeline.WriteWarnings(session.Warnings);
        await pipeline.WriteObjectAsync(session).ConfigureAwait(false);
    }

    private GwsSessionOptions ReadOptions() => new()
    {
        Uri = Uri,
        UserName = Credential.UserName,
        Password = Credential.Password,
        Name = Name,
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        RequestTimeout = TimeSpan.FromSeconds(RequestTimeoutSec),
        EventCapacity = EventCapacity,
        FieldSchema = GetFilePath(nameof(FieldSchemaPath), FieldSchemaPath) is string schema ? GwsFieldSchema.Load(schema) : null,
        AllowUnencryptedAuthentication = AllowUnencryptedAuthentication,
        JournalPath = GetFilePath(nameof(JournalPath), JournalPath),
        SkipCertificateCheck = SkipCertificateCheck,
        ClientCertificate = CertificateThumbprint is null ? Certificate : CertificateFinder.Find(CertificateThumbprint),
        RootCertificates = RootCertificate ?? [],
        Proxy = Proxy,
        ProxyCredential = ProxyCredential?.GetNetworkCredential(),
        NoProxy = NoProxy,
        StartContactCenterSession = !NoContactCenterSession,
        MediaChannels = MediaChannel,
        Place = Place,
        LoginCode = LoginCode,
        Queue = Queue,
        DevicePath = DevicePath,
        Trace = VerboseTraceScope.Write,
        IsTraceWanted = static () => VerboseTraceScope.IsWanted,
    };
}
