using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.CometD.Replies;

namespace GenesysOutbound.CometD.Protocol;

/// <content>The beginning of a session: the user's wish, the handshake, its answer.</content>
internal sealed partial class BayeuxMachine
{
    private static readonly IReadOnlyList<Outgoing> NoMessages = [];

    private Pending<IReadOnlyList<SubscriptionResult>>? _connecting;
    private List<SubscriptionResult> _firstVerdicts = [];
    private int _handshakesMade;
    private int _pollsRefused;

    /// <summary>Begins a session.</summary>
    public void Connect(IReadOnlyList<string> channels, Pending<IReadOnlyList<SubscriptionResult>> pending)
    {
        if (State is not (BayeuxState.Unconnected or BayeuxState.Disconnected or BayeuxState.Failed))
        {
            pending.Fail(new InvalidOperationException("The client is " + State + "; it can be connected once at a time."));
            return;
        }

        _book.Clear();
        foreach (string channel in channels.Distinct(StringComparer.Ordinal))
        {
            Subscription entry = _book.Add(channel);
            if (ChannelPattern.IsService(channel))
            {
                // Messages of service channels come without a subscription, and some servers refuse to be asked.
                entry.Verdict = new SubscriptionResult(channel, true, null);
            }
        }

        _connecting = pending;
        _firstVerdicts = [];
        _handshakesMade = 0;
        _pollsRefused = 0;
        _lastGoodAt = null;
        _gapReason = null;
        _lastHandshakeAt = null;
        _backoff.Reset();
        _sessionBackoff.Reset();
        SetState(BayeuxState.Handshaking, "connecting");
        SendHandshake();
    }

    private void SendHandshake()
    {
        _clientId = null;
        AckActive = false;
        _ackNumber = 0;
        _brokenReplies = 0;
        _handshakesMade++;
        _lastHandshakeAt = _clock.Now;
        Counters.Handshakes++;
        byte[] body = MessageWriter.Handshake(NextId());
        Send(ConnectionKind.Poll, RequestKind.Handshake, body, NetworkDelay, NoMessages);
    }

    private void OnHandshakeReply(BayeuxRequest request, ParsedReply reply)
    {
        MetaMessage? answer = reply.Answers.FirstOrDefault(m => m.Channel == MetaChannels.Handshake);
        if (answer is null)
        {
            OnSessionFailure(request, new TransportFailure(BayeuxErrorKind.Protocol, "the reply does not answer the handshake",
                false));
            return;
        }

        if (State == BayeuxState.Disconnecting)
        {
            return;
        }

        if (!answer.Successful)
        {
            OnHandshakeRefused(answer);
            return;
        }

        if (string.IsNullOrEmpty(answer.ClientId))
        {
            OnSessionFailure(request, new TransportFailure(BayeuxErrorKind.Protocol, "the handshake brought no client id",
                false));
            return;
        }

        if (answer.ConnectionTypes is { } types && !types.Contains("long-polling"))
        {
            Fail(new BayeuxException(
                BayeuxErrorKind.NoCommonTransport,
                "No connection type in common: this client has long-polling, the server has " + string.Join(", ", types) + "."));
            return;
        }

        _advice.Reset();
        _advice.Merge(answer.Advice);
        NoteMultipleClients(answer.Advice);
        if (answer.Advice?.Reconnect == "none")
        {
            Fail(new BayeuxException(BayeuxErrorKind.HandshakeRefused,
                "The server accepted the handshake and advised not to connect."));
            return;
        }

        // Any other advice on success is not followed: a server that says "handshake" here would cause an endless loop.
        _clientId = answer.ClientId;
        _options.ClientIdAssigned?.Invoke(answer.ClientId!);
        AckActive = answer.AckEnabled;
        _ackNumber = answer.AckBatch ?? 0;
        _quickPoll = true;
        _lastGood = _clock.Now;
        List<Outgoing> restore = _book.BeginRestore();
        SetState(BayeuxState.Subscribing, restore.Count == 0
            ? "handshake done" : "handshake done; subscribing " + restore.Count + " channel(s)");
        SendRestore(restore);
    }
}
