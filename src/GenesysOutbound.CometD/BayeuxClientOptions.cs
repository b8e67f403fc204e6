using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;

namespace GenesysOutbound.CometD;

/// <summary>How a <see cref="BayeuxClient"/> behaves. Times marked "live" are read anew for every request.</summary>
public sealed class BayeuxClientOptions
{
    /// <summary>Makes options with the defaults.</summary>
    /// <param name="endpoint">The absolute address of the Bayeux server, for example <c>http://host/api/v2/notifications</c>.</param>
    public BayeuxClientOptions(Uri endpoint) => Endpoint = endpoint ?? throw new ArgumentNullException(nameof(endpoint));

    /// <summary>The absolute address of the Bayeux server.</summary>
    public Uri Endpoint { get; }

    /// <summary>
    /// Whether <c>/handshake</c>, <c>/connect</c> and <c>/disconnect</c> are appended to the address of a single meta message, as the
    /// reference clients do. Off by default: every server accepts the bare address, some proxies map exact paths only.
    /// </summary>
    public bool AppendMessageTypeToUrl { get; set; }

    /// <summary>Whether the acknowledgement extension is offered in the handshake. On by default: with it a cut reply loses nothing.</summary>
    public bool OfferAcknowledgements { get; set; } = true;

    /// <summary>How long a reply may take on the network, on top of what the server holds a poll. 10 seconds; live.</summary>
    public TimeSpan MaxNetworkDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The first step of the exponential back-off. 1 second.</summary>
    public TimeSpan BackoffInitial { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest back-off. 30 seconds.</summary>
    public TimeSpan BackoffMaximum { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The share of a back-off that is left to chance, 0 to 1, so that many clients do not come back at once. 0.5.</summary>
    public double BackoffJitter { get; set; } = 0.5;

    /// <summary>
    /// The least time between two polls when the server answers at once with nothing: nothing may make the client spin. It doubles with
    /// every such answer up to one second. 100 milliseconds.
    /// </summary>
    public TimeSpan MinimumPollSpacing { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The pause after a reply that came within 5 milliseconds and brought 32 events or more. Under such a load every poll costs client and server
    /// more than the events in it; the pause lets more of them gather. Zero for none. 1 millisecond (the system's timer may make it 16 on Windows);
    /// a lone reply, however large, is not followed by it.
    /// </summary>
    public TimeSpan BusyPollSpacing { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>How long <see cref="BayeuxClient.DisconnectAsync"/> may take. 2 seconds.</summary>
    public TimeSpan DisconnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The largest reply that is read, in bytes after decompression. 64 MiB. A larger one costs the session (see the gap notice).</summary>
    public int MaxReplyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The largest single message that is sent, in bytes. 1 MiB.</summary>
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// How many events may wait for the listener before the poll is held back. A reply is taken whole, so the queue may exceed this by one
    /// reply. 50,000.
    /// </summary>
    public int QueueCapacity { get; set; } = 50_000;

    /// <summary>What gives way when events come while the queue is full.</summary>
    public QueueOverflow QueueOverflow { get; set; } = QueueOverflow.DropOldest;

    /// <summary>
    /// Whether <see cref="BayeuxClient.ConnectAsync"/> keeps trying while the server cannot be reached, until it is cancelled. Off: the first
    /// failure is thrown.
    /// </summary>
    public bool KeepTryingToConnect { get; set; }

    /// <summary>How many handshakes <see cref="BayeuxClient.ConnectAsync"/> makes while the server asks for another one. 4.</summary>
    public int MaxHandshakesToConnect { get; set; } = 4;

    /// <summary>
    /// More members for the handshake message, name to JSON text; asked for with every handshake. The argument is the <c>ext</c> member (JSON)
    /// of the reply when the server refused the previous handshake and asked for another one, else null. Members of the protocol cannot be
    /// replaced. Must not block.
    /// </summary>
    public Func<string?, IReadOnlyDictionary<string, string>?>? HandshakeFields { get; set; }

    /// <summary>
    /// Makes the handler of a connection (one for the poll, one for everything else; new ones after a failure): cookies, credentials, tokens, traces,
    /// certificates and proxies belong to it. It must not follow redirects. A handler that throws a <see cref="BayeuxException"/> of the kind
    /// <see cref="BayeuxErrorKind.Unauthorized"/> ends the session. Null: a platform handler with a cookie container of the client's own.
    /// </summary>
    public Func<HttpMessageHandler>? HandlerFactory { get; set; }

    /// <summary>Receives each client id that the server assigns, so that callers can redact it from their logs. Must not block nor throw.</summary>
    public Action<string>? ClientIdAssigned { get; set; }

    /// <summary>
    /// The time of day, for the stamps on events, gaps and states; null: the system's. Nothing is decided by it, so that a clock that is set
    /// changes nothing: every wait and limit goes by a clock that never jumps. Must not block nor throw.
    /// </summary>
    public Func<DateTimeOffset>? TimeOfDay { get; set; }

    /// <summary>A handler as the client makes it when <see cref="HandlerFactory"/> is null, to begin from.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="cookies">Where it keeps cookies; null: it leaves cookies alone.</param>
    /// <returns>A new handler that follows no redirects and has enough connections for held polls on every platform.</returns>
    public static HttpClientHandler CreateHandler(Uri endpoint, CookieContainer? cookies = null) =>
        Transport.DefaultHandler.Create(endpoint ?? throw new ArgumentNullException(nameof(endpoint)), cookies);

    /// <summary>Throws when something cannot work.</summary>
    internal void Check()
    {
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("The endpoint must be an absolute http or https address.", nameof(Endpoint));
        }

        CheckTime(MaxNetworkDelay, nameof(MaxNetworkDelay));
        CheckTime(BackoffInitial, nameof(BackoffInitial));
        CheckTime(BackoffMaximum, nameof(BackoffMaximum));
        CheckTime(MinimumPollSpacing, nameof(MinimumPollSpacing));
        if (BusyPollSpacing != TimeSpan.Zero)
        {
            CheckTime(BusyPollSpacing, nameof(BusyPollSpacing));
        }

        CheckTime(DisconnectTimeout, nameof(DisconnectTimeout));
        CheckCount(MaxReplyBytes, nameof(MaxReplyBytes));
        CheckCount(MaxMessageBytes, nameof(MaxMessageBytes));
        CheckCount(QueueCapacity, nameof(QueueCapacity));
        CheckCount(MaxHandshakesToConnect, nameof(MaxHandshakesToConnect));
    }

    private static void CheckTime(TimeSpan value, string name)
    {
        if (value < TimeSpan.FromMilliseconds(1) || value > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(name, value, "The time must be between a millisecond and a day.");
        }
    }

    private static void CheckCount(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException(name, value, "The number must be at least one.");
        }
    }
}
