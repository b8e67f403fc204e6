using System;
using System.Net;
using System.Net.Http;

namespace GenesysOutbound.CometD;

/// <summary>How a <see cref="BayeuxClient"/> behaves.</summary>
public sealed class BayeuxClientOptions
{
    /// <summary>Makes options with the defaults.</summary>
    /// <param name="endpoint">The absolute address of the Bayeux server, for example
    /// <c>http://host/api/v2/notifications</c>.</param>
    public BayeuxClientOptions(Uri endpoint) => Endpoint = endpoint ?? throw new ArgumentNullException(nameof(endpoint));

    /// <summary>The absolute address of the Bayeux server. Every message goes to it as it is.</summary>
    public Uri Endpoint { get; }

    /// <summary>
    /// Makes the handler of a connection (one for the poll, one for the disconnect message; new ones after a failure): cookies,
    /// credentials, tokens, traces, certificates and proxies belong to it. It must not follow redirects. A handler that throws a
    /// <see cref="BayeuxException"/> of the kind <see cref="BayeuxErrorKind.Unauthorized"/> ends the session. Null: a platform
    /// handler with a cookie container of the client's own.
    /// </summary>
    public Func<HttpMessageHandler>? HandlerFactory { get; set; }

    /// <summary>
    /// How long a reply may take on the network, on top of the time for which the server holds a poll. 10 seconds; read for every
    /// request.
    /// </summary>
    public TimeSpan MaxNetworkDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The first step of the exponential back-off. 1 second. Half of each step is left to chance, so that many clients do not
    /// come back at once.
    /// </summary>
    public TimeSpan BackoffInitial { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest back-off. 30 seconds.</summary>
    public TimeSpan BackoffMaximum { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long <see cref="BayeuxClient.DisconnectAsync"/> may take. 2 seconds.</summary>
    public TimeSpan DisconnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The largest reply that is read, in bytes after decompression. 64 MiB. A larger one costs the session (see the gap notice).
    /// </summary>
    public int MaxReplyBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Receives each client id that the server assigns, so that callers can redact it from their logs. Must not block nor throw.
    /// </summary>
    public Action<string>? ClientIdAssigned { get; set; }

    /// <summary>
    /// The time of day, for the stamps on events, gaps and states; null: the system's. Nothing is decided by it, so that a clock
    /// that is set changes nothing: every wait and limit goes by a clock that never jumps. Must not block nor throw.
    /// </summary>
    public Func<DateTimeOffset>? TimeOfDay { get; set; }

    /// <summary>A handler as the client makes it when <see cref="HandlerFactory"/> is null, to begin from.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="cookies">Where it keeps cookies; null: it leaves cookies alone.</param>
    /// <returns>A new handler that follows no redirects and has enough connections for held polls on every platform.</returns>
    public static HttpClientHandler CreateHandler(Uri endpoint, CookieContainer? cookies = null) =>
        Platform.DefaultHandler.Create(endpoint ?? throw new ArgumentNullException(nameof(endpoint)), cookies);

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
        CheckTime(DisconnectTimeout, nameof(DisconnectTimeout));
        if (MaxReplyBytes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxReplyBytes), MaxReplyBytes, "The number must be at least one.");
        }
    }

    private static void CheckTime(TimeSpan value, string name)
    {
        if (value < TimeSpan.FromMilliseconds(1) || value > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(name, value, "The time must be between a millisecond and a day.");
        }
    }
}
