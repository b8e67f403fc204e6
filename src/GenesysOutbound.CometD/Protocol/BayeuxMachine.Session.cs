using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.CometD.Protocol;

/// <content>Handshake, restoring subscriptions, and the poll: the good way through.</content>
internal sealed partial class BayeuxMachine
{
    private static readonly IReadOnlyList<Outgoing> NoMessages = [];

    private Pending<IReadOnlyList<SubscriptionResult>>? _connecting;
    private List<SubscriptionResult> _firstVerdicts = [];
    private int _handshakesMade;
    private string? _refusedExt;
    private long _ackNumber;
    private bool _quickPoll;
    private long _lastGood;
    private DateTimeOffset? _lastGoodAt;
    private long? _heldSince;
    private bool _toldMultipleClients;

    /// <summary>Begins a session.</summary>
    public void Connect(IReadOnlyList<string> channels, Pending<IReadOnlyList<SubscriptionResult>> pending)
    {
        if (State is not (BayeuxState.Unconnected or BayeuxState.Disconnected or BayeuxState.Failed))
        {
            pending.Fail(new InvalidOperationException("The client is " + State + "; it can be connected once at a time."));
            return;
        }

        _book.Clear();
        foreach (string channel in channels)
        {
            if (_book.Find(channel) is Subscription twice)
            {
                twice.Users++;
            }
            else
            {
                Subscription entry = _book.Add(channel);
                if (ChannelPattern.IsService(channel))
                {
                    entry.Verdict = new SubscriptionResult(channel, true, null);
                }
            }
        }

        _connecting = pending;
        _firstVerdicts = [];
        _handshakesMade = 0;
        _refusedExt = null;
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
        _handshakesMade++;
        _lastHandshakeAt = _clock.Now;
        Counters.Handshakes++;
        byte[] body = MessageWriter.Handshake(NextId(), _options.OfferAcknowledgements, HandshakeFields());
        _ = Send(Lane.Session, RequestKind.Handshake, body, NetworkDelay, NoMessages);
    }

    private IReadOnlyDictionary<string, string>? HandshakeFields()
    {
        try
        {
            return _options.HandshakeFields?.Invoke(_refusedExt);
        }
        catch (Exception error)
        {
            // The handshake goes without the extra members; the server will say if it needs them.
            Remark("the hook for more handshake members threw " + error.GetType().Name);
            return null;
        }
    }

    private void OnHandshakeReply(BayeuxRequest request, ParsedReply reply)
    {
        MetaMessage? answer = reply.Answers.FirstOrDefault(m => m.Channel == MetaChannels.Handshake);
        if (answer is null)
        {
            OnSessionFailure(request, new TransportFailure(BayeuxErrorKind.Protocol, "the reply does not answer the handshake", false));
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
            OnSessionFailure(request, new TransportFailure(BayeuxErrorKind.Protocol, "the handshake brought no client id", false));
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
            Fail(new BayeuxException(BayeuxErrorKind.HandshakeRefused, "The server accepted the handshake and advised not to connect."));
            return;
        }

        // Any other advice on success is no order: a server that says "handshake" here would be asked for ever.
        _clientId = answer.ClientId;
        _generation++;
        _refusedExt = null;
        AckActive = _options.OfferAcknowledgements && answer.AckEnabled;
        _ackNumber = answer.AckBatch ?? 0;
        _quickPoll = true;
        _lastGood = _clock.Now;
        List<Outgoing> restore = _book.BeginRestore();
        SetState(BayeuxState.Subscribing, restore.Count == 0 ? "handshake done" : "handshake done; subscribing " + restore.Count + " channel(s)");
        SendRestore(restore);
    }

    private void SendRestore(List<Outgoing> messages)
    {
        if (messages.Count == 0)
        {
            FinishRestore();
            return;
        }

        foreach (Outgoing message in messages)
        {
            message.Id = NextId();
        }

        _ = Send(Lane.Session, RequestKind.Restore, MessageWriter.Batch(messages, _clientId!), NetworkDelay, messages);
    }

    private void OnRestoreReply(BayeuxRequest request, ParsedReply reply)
    {
        if (State == BayeuxState.Disconnecting || StopsHere(reply))
        {
            return;
        }

        foreach (MetaMessage answer in reply.Answers)
        {
            Outgoing? asked = Match(request, answer);
            if (asked is null)
            {
                Counters.Duplicate++;
                continue;
            }

            _advice.Merge(answer.Advice);
            if (!answer.Successful && SaysSessionIsGone(answer, bare401: false))
            {
                Rehandshake(answer.Error, RetryCause.SessionLost, answer.Advice?.Interval);
                return;
            }

            asked.Answered = true;
            _book.Find(asked.Subject!)?.Settle(Verdict(asked.Subject!, answer));
        }

        foreach (Outgoing silent in request.Messages.Where(m => !m.Answered))
        {
            _book.Find(silent.Subject!)?.Settle(new SubscriptionResult(silent.Subject!, false, "the server gave no verdict"));
        }

        FinishRestore();
    }

    private void FinishRestore()
    {
        List<SubscriptionResult> verdicts = _book.Entries.Select(e => e.Verdict!).Where(v => v is not null).ToList();
        if (_connecting is not null)
        {
            _firstVerdicts = verdicts;
        }

        string refused = string.Join("; ", verdicts.Where(v => !v.Successful));
        foreach (Subscription entry in _book.Entries.Where(e => e.Verdict is { Successful: false }).ToList())
        {
            if (!entry.WasAccepted)
            {
                _book.Remove(entry);
            }
            else
            {
                NoteGap("a channel that was subscribed before is refused now: " + refused);
            }
        }

        SetState(BayeuxState.Connecting, refused.Length == 0 ? "subscriptions made" : "subscriptions refused: " + refused);
        SendPoll();
    }

    private void SendPoll()
    {
        if (HoldBack())
        {
            return;
        }

        bool quick = _quickPoll;
        _quickPoll = false;
        Counters.Polls++;
        string id = NextId();
        byte[] body = MessageWriter.Connect(id, _clientId!, quick, AckActive ? _ackNumber : null);
        BayeuxRequest poll = Send(Lane.Session, RequestKind.Connect, body, NetworkDelay + (quick ? 0 : _advice.Timeout), NoMessages);
        poll.Quick = quick;
        poll.MessageId = id;
    }

    /// <summary>
    /// While the listener is behind, the server's queue holds the events, but only as long as the server surely keeps the session:
    /// half of what it says, or five seconds (half of the usual default).
    /// </summary>
    private bool HoldBack()
    {
        if (_queueDepth() < _options.QueueCapacity)
        {
            _heldSince = null;
            return false;
        }

        long budget = _advice.MaxInterval is long kept ? kept / 2 : 5000;
        _heldSince ??= _clock.Now;
        long left = budget - (_clock.Now - _heldSince.Value);
        if (left <= 0)
        {
            _heldSince = null;
            return false;
        }

        Schedule(NextStep.Poll, left);
        return true;
    }

    private void OnConnectReply(BayeuxRequest request, ParsedReply reply)
    {
        MetaMessage? answer = null;
        foreach (MetaMessage message in reply.Answers)
        {
            if (message.Channel == MetaChannels.Connect && answer is null && (message.Id is null || message.Id == request.MessageId))
            {
                answer = message;
            }
            else if (message.Channel != MetaChannels.Disconnect)
            {
                Counters.Duplicate++;
            }
        }

        if (State == BayeuxState.Disconnecting)
        {
            // Its events were taken; it is the last poll, whatever it says.
            return;
        }

        if (answer is { Successful: true })
        {
            OnPollSucceeded(request, reply, answer);
        }
        else if (!StopsHere(reply))
        {
            if (answer is null)
            {
                OnSessionFailure(request, new TransportFailure(BayeuxErrorKind.Protocol, "the reply does not answer the poll", true));
            }
            else
            {
                OnPollRefused(answer);
            }
        }
    }

    private void OnPollSucceeded(BayeuxRequest request, ParsedReply reply, MetaMessage answer)
    {
        _advice.Merge(answer.Advice);
        NoteMultipleClients(answer.Advice);
        if (AckActive && answer.AckBatch is long batch)
        {
            // Taken only here: the reply is complete and its events are in the queue before the next poll confirms them.
            _ackNumber = batch;
        }

        _lastGood = _clock.Now;
        EndGap(reply.ReceivedAt);
        _lastGoodAt = reply.ReceivedAt;
        _backoff.Reset();
        if (StopsHere(reply))
        {
            return;
        }

        BecomeConnected();
        switch (answer.Advice?.Reconnect)
        {
            case null or "retry" when _advice.Interval >= 0:
                long pause = _pacing.AfterSuccess(request.Quick, reply.Events.Length, _clock.Now - request.SentAt);
                ScheduleOrGo(NextStep.Poll, Math.Max(_advice.Interval, pause));
                break;
            case "handshake":
                Rehandshake("the server advised a new handshake", RetryCause.SessionLost, answer.Advice.Interval);
                break;
            default:
                EndByServer(answer, "the server advised not to poll again");
                break;
        }
    }

    private void BecomeConnected()
    {
        if (State != BayeuxState.Connected)
        {
            SetState(BayeuxState.Connected, State == BayeuxState.Reconnecting ? "the server answers again" : "handshake, subscriptions and first poll done");
            _connecting?.Succeed(_firstVerdicts);
            _connecting = null;
            FlushOutbox();
        }
    }

    private void NoteMultipleClients(Advice? advice)
    {
        if (advice is { MultipleClients: true } && !_toldMultipleClients)
        {
            _toldMultipleClients = true;
            Remark("the server sees several sessions behind one browser cookie and may slow this one down; give every client its own cookie jar");
        }
    }

    private static Outgoing? Match(BayeuxRequest request, MetaMessage answer)
    {
        foreach (Outgoing message in request.Messages)
        {
            if (!message.Answered && message.Channel == answer.Channel
                && (answer.Id is not null ? answer.Id == message.Id : answer.Subscription is null || answer.Subscription == message.Subject))
            {
                return message;
            }
        }

        return null;
    }

    private static SubscriptionResult Verdict(string channel, MetaMessage answer) =>
        new(channel, answer.Successful, answer.Successful ? null : BayeuxError.WithoutArguments(answer.Error) ?? "refused");
}
