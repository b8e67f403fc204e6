using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client;

/// <summary>What a session is opened with.</summary>
public sealed record GwsSessionOptions
{
    /// <summary>The server's base address, for example <c>https://gws.example.com</c>; <c>/api/v2</c> is added.</summary>
    public Uri Uri { get; init; } = new("http://127.0.0.1:8090");

    /// <summary>The user's login name.</summary>
    public string UserName { get; init; } = string.Empty;

    /// <summary>The password. The session keeps a copy, because it may have to log in again.</summary>
    public SecureString? Password { get; init; }

    /// <summary>A name for the session, or null for one made from the user and the server.</summary>
    public string? Name { get; init; }

    /// <summary>How long an operation waits for its acknowledgement.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one HTTP request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many events the log keeps.</summary>
    public int EventCapacity { get; init; } = 10_000;

    /// <summary>How many finished records, calls and e-mails the session remembers, of each.</summary>
    public int HistoryCapacity { get; init; } = 1_000;

    /// <summary>How large an answer may be, in bytes.</summary>
    public int MaxReplyBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// A file that keeps what is pending on records and which requests have no answer, so that a later session can finish or
    /// discard it; null for none. One session at a time. It holds no credentials, but the customers' data that were changed; only
    /// its owner can read it.
    /// </summary>
    public string? JournalPath { get; init; }

    /// <summary>The definitions of record fields; null when only the records themselves tell.</summary>
    public GwsFieldSchema? FieldSchema { get; init; }

    /// <summary>Allows credentials over plain HTTP to another machine.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>
    /// Trusts any server certificate, in this session only. For testing: it allows man-in-the-middle attacks.
    /// </summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Root certificates that take the place of the machine's, in this session only. Empty: the machine's.</summary>
    public IReadOnlyList<X509Certificate2> RootCertificates { get; init; } = [];

    /// <summary>A certificate with its private key, for servers that ask the client for one; or null.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The proxy that everything goes through; null for the machine's own setting.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user name and password for the proxy, or null.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Uses no proxy, also where the machine is set up with one.</summary>
    public bool NoProxy { get; init; }

    /// <summary>Whether StartContactCenterSession is sent (and EndContactCenterSession at the end).</summary>
    public bool StartContactCenterSession { get; init; } = true;

    /// <summary>The media of the contact-center session. Those that the user has no feature for are left out.</summary>
    public IReadOnlyList<string> MediaChannels { get; init; } = ["voice", "email"];

    /// <summary>The place, or null for the agent's own.</summary>
    public string? Place { get; init; }

    /// <summary>The agent login, or null for the default.</summary>
    public string? LoginCode { get; init; }

    /// <summary>The queue to log in to, or null.</summary>
    public string? Queue { get; init; }

    /// <summary>The voice device, as <c>/devices/&lt;id&gt;</c>, or null for the first active one.</summary>
    public string? DevicePath { get; init; }

    /// <summary>The path of the notification channel, or null for the usual one.</summary>
    public string? NotificationsPath { get; init; }

    /// <summary>
    /// The channels to subscribe to, or null for the usual ones. Those that the user has no feature for may be refused without
    /// harm.
    /// </summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>
    /// Gets a line for each request and state, without secrets; null costs nothing. Called from any thread; must return quickly.
    /// </summary>
    public Action<string>? Trace { get; init; }

    /// <summary>
    /// Says whether a trace line would be read at this moment; a line that nobody reads is not made. Null: always.
    /// </summary>
    public Func<bool>? IsTraceWanted { get; init; }

    /// <summary>
    /// Makes the HTTP handlers, for tests and for special proxies; null for the usual one. It must not use cookies nor follow
    /// redirects.
    /// </summary>
    public Func<HttpMessageHandler>? HandlerFactory { get; init; }

    /// <summary>
    /// The time of day; tests set it. It is shown to people, ends cookies and judges callbacks. No wait goes by it: those go by a
    /// clock that never jumps.
    /// </summary>
    internal Func<DateTimeOffset> TimeOfDay { get; init; } = static () => DateTimeOffset.Now;

    /// <summary>Sees every exchange of the session from its first request on.</summary>
    internal IExchangeObserver? Observer { get; init; }

    /// <summary>Changes how the notifications are taken in, for tests: limits and pauses of seconds become shorter.</summary>
    internal Action<BayeuxClientOptions>? TuneNotifications { get; init; }

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean($"{Name ?? UserName} at {Uri.Authority}");
}
