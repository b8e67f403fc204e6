using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD;
using GenesysOutbound.Testing.Processes;
using Xunit;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>Our client, connected to a peer, with a recorder.</summary>
internal sealed class PeerFixture : IAsyncDisposable
{
    private PeerFixture(BayeuxClientOptions options)
    {
        Recorder = new RecordingListener();
        Client = new BayeuxClient(options, Recorder);
    }

    public BayeuxClient Client { get; }

    public RecordingListener Recorder { get; }

    public IReadOnlyList<SubscriptionResult> Subscribed { get; private set; } = [];

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts <c>cometd-nodejs-server</c>, or skips the test.</summary>
    public static Task<BayeuxPeer> CometDAsync(bool ack, int hold = 5000, int maxInterval = 10_000, params string[] more)
    {
        NeedPeers();
        return BayeuxPeer.StartCometDAsync(ack, hold, maxInterval, more);
    }

    /// <summary>Starts <c>faye</c>, or skips the test.</summary>
    public static Task<BayeuxPeer> FayeAsync(int hold = 5000, params string[] more)
    {
        NeedPeers();
        return BayeuxPeer.StartFayeAsync(hold, more);
    }

    /// <summary>Skips the test where the peers cannot be run.</summary>
    public static void NeedPeers() =>
        Assert.SkipWhen(PeerFolder.Ready.Unavailable is not null, PeerFolder.Ready.Unavailable ?? string.Empty);

    /// <summary>Makes a client that is not connected yet. Retries are quick, so that tests are.</summary>
    public static PeerFixture Make(Uri url, Action<BayeuxClientOptions>? set = null)
    {
        var options = new BayeuxClientOptions(url) { BackoffInitial = TimeSpan.FromMilliseconds(200),
            BackoffMaximum = TimeSpan.FromSeconds(2) };
        set?.Invoke(options);
        return new PeerFixture(options);
    }

    public static Task<PeerFixture> ConnectAsync(Uri url, params string[] channels) => ConnectAsync(url, null, channels);

    public static async Task<PeerFixture> ConnectAsync(Uri url, Action<BayeuxClientOptions>? set, params string[] channels)
    {
        PeerFixture peered = Make(url, set);
        peered.Subscribed = await peered.Client.ConnectAsync(channels.Length == 0 ? ["/test"] : channels, Token);
        return peered;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisconnectAsync(CancellationToken.None);
        Client.Dispose();
    }
}
