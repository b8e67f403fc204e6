using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Transport;

namespace GenesysOutbound.CometD;

/// <summary>
/// A Bayeux client over HTTP long polling. It keeps its session through every failure that can be survived, restores its
/// subscriptions when the server has forgotten it, and never loses events silently. Safe to use from several threads.
/// </summary>
public sealed class BayeuxClient : IDisposable
{
    private readonly BayeuxEventLoop _engine;

    /// <summary>Makes a client. Nothing is sent yet.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="listener">Who receives events, state changes and gap notices.</param>
    public BayeuxClient(BayeuxClientOptions options, IBayeuxListener listener)
        : this(options, listener, new SystemClock(options?.TimeOfDay), null, null)
    {
    }

    internal BayeuxClient(
        BayeuxClientOptions options, IBayeuxListener listener, IClock clock, IBayeuxTransport? transport, Func<double>? random)
    {
        _ = options ?? throw new ArgumentNullException(nameof(options));
        _ = listener ?? throw new ArgumentNullException(nameof(listener));
        options.Check();
        _engine = new BayeuxEventLoop(options, listener, clock, transport ?? new HttpTransport(options, clock), random
            ?? NewRandom());
    }

    /// <summary>The session's state.</summary>
    public BayeuxState State => _engine.State;

    /// <summary>Whether the server accepted the acknowledgement extension: then a cut reply loses nothing.</summary>
    public bool AcknowledgementsActive => _engine.AckActive;

    /// <summary>A snapshot of the counters.</summary>
    public BayeuxCounters Counters => _engine.GetCounters();

    /// <summary>
    /// The channels that are wanted, with the server's last verdict on each; those without a verdict yet are left out.
    /// </summary>
    public IReadOnlyList<SubscriptionResult> Subscriptions => _engine.GetSubscriptions();

    /// <summary>
    /// Handshakes, subscribes (one message a channel), and makes the first poll. May be called again after the session has ended.
    /// </summary>
    /// <param name="channels">The channels to subscribe; a pattern ends in <c>/*</c> (one more segment) or <c>/**</c> (one or
    /// more).</param>
    /// <param name="cancellationToken">Gives up and ends the session.</param>
    /// <returns>The verdict on every channel; a refused one does not fail the call.</returns>
    /// <exception cref="BayeuxException">The session could not be made.</exception>
    /// <exception cref="InvalidOperationException">The client is connected already, or about to be.</exception>
    /// <exception cref="ArgumentException">A channel is not a Bayeux channel.</exception>
    public async Task<IReadOnlyList<SubscriptionResult>> ConnectAsync(IReadOnlyList<string> channels,
        CancellationToken cancellationToken)
    {
        _ = channels ?? throw new ArgumentNullException(nameof(channels));
        foreach (string channel in channels)
        {
            ChannelPattern.Check(channel, nameof(channels), allowWildcard: true);
            if (ChannelPattern.IsMeta(channel))
            {
                throw new ArgumentException("'" + channel + "' belongs to the protocol and cannot be subscribed.",
                    nameof(channels));
            }
        }

        _engine.ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        string[] wanted = channels.ToArray();
        var pending = new Pending<IReadOnlyList<SubscriptionResult>>();
        _engine.Post(machine => machine.Connect(wanted, pending));
        using (cancellationToken.Register(() =>
        {
            if (pending.Cancel(cancellationToken))
            {
                _engine.Post(machine => machine.CancelConnect(pending));
            }
        }))
        {
            return await pending.Task.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Ends the session: one message to the server, at most <see cref="BayeuxClientOptions.DisconnectTimeout"/> of waiting,
    /// nothing sent after it. May be called in any state, more than once, and from inside the listener.
    /// </summary>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>A task that never fails.</returns>
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        var pending = new Pending<bool>();
        _engine.Post(machine => machine.Disconnect(pending));
        using (cancellationToken.Register(() => _engine.Post(machine => machine.Abort("disconnecting was cut short"))))
        {
            _ = await pending.Task.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Ends everything at once, without a request to the server; see <see cref="DisconnectAsync"/> for the polite way.
    /// </summary>
    public void Dispose() => _engine.Dispose();

    private static Func<double> NewRandom()
    {
        var random = new Random();
        return random.NextDouble;
    }
}
