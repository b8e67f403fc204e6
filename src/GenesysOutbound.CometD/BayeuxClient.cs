using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.CometD;

/// <summary>A Bayeux client over HTTP long polling.</summary>
public sealed class BayeuxClient : IDisposable
{
    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="listener">Who receives events, state changes and gap notices.</param>
    public BayeuxClient(BayeuxClientOptions options, IBayeuxListener listener)
    {
        _ = options ?? throw new ArgumentNullException(nameof(options));
        _ = listener ?? throw new ArgumentNullException(nameof(listener));
    }

    /// <summary>The session's state.</summary>
    public BayeuxState State => throw new NotImplementedException();

    /// <summary>Whether the server accepted the acknowledgement extension: then a cut reply loses nothing.</summary>
    public bool AcknowledgementsActive => throw new NotImplementedException();

    /// <summary>A snapshot of the counters.</summary>
    public BayeuxCounters Counters => throw new NotImplementedException();

    /// <summary>The channels that are to be subscribed, with the server's last verdict on each.</summary>
    public IReadOnlyList<SubscriptionResult> Subscriptions => throw new NotImplementedException();

    /// <summary>Handshakes, subscribes, and makes the first poll.</summary>
    /// <param name="channels">The channels to subscribe; patterns may end in <c>/*</c> or <c>/**</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The verdict on every channel; a refused one does not fail the call.</returns>
    /// <exception cref="BayeuxException">The session could not be made.</exception>
    public Task<IReadOnlyList<SubscriptionResult>> ConnectAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Subscribes one more channel, or counts one more user of it.</summary>
    /// <param name="channel">The channel or pattern.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The server's verdict.</returns>
    public Task<SubscriptionResult> SubscribeAsync(string channel, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Gives up one use of a channel; the last one tells the server.</summary>
    /// <param name="channel">The channel or pattern.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task.</returns>
    public Task UnsubscribeAsync(string channel, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Publishes a message. It is never sent twice.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="dataJson">The <c>data</c> member as JSON.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The server's verdict.</returns>
    public Task<PublishResult> PublishAsync(string channel, string dataJson, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Ends the session.</summary>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>A task.</returns>
    public Task DisconnectAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
