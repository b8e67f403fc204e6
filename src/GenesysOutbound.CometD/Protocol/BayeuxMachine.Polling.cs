using System;
using GenesysOutbound.CometD.Replies;

namespace GenesysOutbound.CometD.Protocol;

/// <content>The poll: when it goes, what its answer means.</content>
internal sealed partial class BayeuxMachine
{
    /// <summary>In milliseconds: a pause between polls from which on the user is informed.</summary>
    private const long LongInterval = 2 * 60 * 1000;

    private long _ackNumber;
    private bool _quickPoll;
    private long _lastGood;
    private DateTimeOffset? _lastGoodAt;
    private bool _isPollHeldBack;
    private bool _toldMultipleClients;
    private bool _toldLongInterval;

    private void SendPoll()
    {
        if (_isBehind())
        {
            // The server's queue holds what comes while the listener is busy with the last two replies.
            _isPollHeldBack = true;
            return;
        }

        bool quick = _quickPoll;
        _quickPoll = false;
        Counters.Polls++;
        string id = NextId();
        byte[] body = MessageWriter.Connect(id, _clientId!, quick, AckActive ? _ackNumber : null);
        BayeuxRequest poll = Send(ConnectionKind.Poll, RequestKind.Connect, body, NetworkDelay + (quick ? 0 : _advice.Timeout),
            NoMessages);
        poll.Quick = quick;
        poll.MessageId = id;
    }

    private void OnConnectReply(BayeuxRequest request, ParsedReply reply)
    {
        MetaMessage? answer = null;
        foreach (MetaMessage message in reply.Answers)
        {
            if (message.Channel == MetaChannels.Connect && answer is null
                && (message.Id is null || message.Id == request.MessageId))
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
                OnSessionFailure(request, new TransportFailure(BayeuxErrorKind.Protocol, "the reply does not answer the poll",
                    true, isBrokenReply: true));
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
        _brokenReplies = 0;
        _refusals = 0;
        _firstRefusalAt = null;
        if (StopsHere(reply))
        {
            return;
        }

        BecomeConnected();
        NoteLongInterval();
        switch (answer.Advice?.Reconnect)
        {
            case null or "retry" when _advice.Interval >= 0:
                long pause = _pacing.AfterSuccess(request.Quick, reply.Events.Length, _clock.Now - request.SentAt);
                ScheduleOrGo(NextStep.Poll, Math.Max(_advice.Interval, pause));
                break;
            case "handshake":
                Rehandshake("the server advised a new handshake", RetryCause.SessionLost, answer.Advice);
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
            SetState(BayeuxState.Connected, State == BayeuxState.Reconnecting
                ? "the server answers again" : "handshake, subscriptions and first poll done");
            if (_connecting is not null)
            {
                // Not before: until then the session may be replaced, and the new one is asked for every channel.
                _book.RemoveRefused();
                if (_connecting.Succeed(_firstVerdicts))
                {
                    _connecting = null;
                }

                // Else the caller has given up at this very moment, and CancelConnect comes next: it ends the session.
            }
        }
    }

    /// <summary>
    /// A long pause between polls is followed, but it delays every event: callers who wait for one should see why.
    /// </summary>
    private void NoteLongInterval()
    {
        bool isLong = _advice.Interval >= LongInterval;
        if (isLong && !_toldLongInterval)
        {
            Remark("the server asks to wait " + TimeSpan.FromMilliseconds(_advice.Interval)
                + " between polls; events arrive that much later");
        }

        _toldLongInterval = isLong;
    }

    private void NoteMultipleClients(Advice? advice)
    {
        if (advice is { MultipleClients: true } && !_toldMultipleClients)
        {
            _toldMultipleClients = true;
            Remark("the server sees several sessions behind one browser cookie and may slow this one down; give every client " +
                "its own cookie jar");
        }
    }
}
