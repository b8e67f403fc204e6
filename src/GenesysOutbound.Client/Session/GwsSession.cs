#pragma warning disable CA1822 // The bodies follow.
using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>A session with Genesys Web Services. Thread-safe; it owns every thread, socket and timer that it needs.</summary>
public sealed class GwsSession : IDisposable
{
    private GwsSession(GwsSessionOptions options)
    {
        Uri = options.Uri;
        UserName = options.UserName;
        Name = options.Name ?? options.UserName + "@" + options.Uri.Authority;
        Events = new GwsEventLog(options.EventCapacity);
        Outbound = new GwsOutbound(this);
        Voice = new GwsVoice(this);
        Email = new GwsEmailOperations(this);
        Agent = new GwsAgent(this);
    }

    /// <summary>A number that no other session of this process has.</summary>
    public int Id { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The server's base address.</summary>
    public Uri Uri { get; }

    /// <summary>The state.</summary>
    public GwsSessionState State => GwsSessionState.Connecting;

    /// <summary>Why the session is in its state, when that is not as wished; else null.</summary>
    public string? StateReason { get; }

    /// <summary>The login name.</summary>
    public string UserName { get; }

    /// <summary>The user.</summary>
    public GwsUser User => new();

    /// <summary>The voice devices, kept current from events.</summary>
    public IReadOnlyList<GwsDevice> Devices => [];

    /// <summary>The ids of the user's features.</summary>
    public IReadOnlyList<string> Features => User.Features;

    /// <summary>When the session was connected.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>Whether the server acknowledges notifications, so that none is lost in a broken poll.</summary>
    public bool AcknowledgementsActive { get; }

    /// <summary>What the session has done so far.</summary>
    public GwsSessionCounters Counters => new();

    /// <summary>The channels that are subscribed.</summary>
    public IReadOnlyList<string> SubscribedChannels => [];

    /// <summary>The channels whose subscription the server refused, with its reason.</summary>
    public IReadOnlyDictionary<string, string> RefusedChannels => new Dictionary<string, string>();

    /// <summary>How long an operation waits for its acknowledgement, when it does not say itself.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The event log.</summary>
    public GwsEventLog Events { get; }

    /// <summary>The campaigns.</summary>
    public GwsCampaignBook Campaigns { get; } = new();

    /// <summary>The records.</summary>
    public GwsRecordBook Records { get; } = new();

    /// <summary>The calls.</summary>
    public GwsCallBook Calls { get; } = new();

    /// <summary>The e-mails.</summary>
    public GwsEmailBook Emails { get; } = new();

    /// <summary>The outbound operations.</summary>
    public GwsOutbound Outbound { get; }

    /// <summary>The voice operations.</summary>
    public GwsVoice Voice { get; }

    /// <summary>The e-mail operations.</summary>
    public GwsEmailOperations Email { get; }

    /// <summary>The agent's own state.</summary>
    public GwsAgent Agent { get; }

    /// <summary>Opens a session. When it returns, all of it works: REST, notifications, subscriptions, contact-center session.</summary>
    /// <param name="options">What to open it with.</param>
    /// <param name="cancellationToken">Stops it; what was opened is closed again.</param>
    /// <returns>The session.</returns>
    /// <exception cref="GwsException">It could not be opened; the error id says why.</exception>
    public static Task<GwsSession> ConnectAsync(GwsSessionOptions options, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Sends any request with the session's cookies, credentials and CSRF token. A POST, PUT or DELETE is never sent twice.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, for example <c>/api/v2/me/calls?fields=*</c>; or an absolute address on the session's server.</param>
    /// <param name="bodyJson">The body, JSON, or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The answer, also when it is an error of HTTP or has a statusCode.</returns>
    /// <exception cref="GwsException">No answer came, or the address is not on the session's server.</exception>
    public Task<GwsResponse> SendAsync(HttpMethod method, string path, string? bodyJson, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Asks the server whether the session is still alive.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How long the answer took.</returns>
    /// <exception cref="GwsException">It is not.</exception>
    public Task<TimeSpan> ProbeAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Closes the session: ends the notifications and the contact-center session. Takes at most seconds, also when the server is gone.</summary>
    /// <param name="cancellationToken">Stops waiting; the session is closed all the same.</param>
    /// <returns>A task that ends when it is closed. It does not fail.</returns>
    public Task DisconnectAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Closes everything at once, without a word to the server.</summary>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public override string ToString() => Name + " (" + State + ")";
}
