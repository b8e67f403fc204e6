using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GenesysOutbound.CometD.Json;

namespace GenesysOutbound.CometD.Protocol;

/// <content>
/// What the user sends: subscribe, unsubscribe, publish. One request at a time on its own connection; whatever gathers meanwhile goes
/// together in the next one, in order. Without a session it waits; a message that has left is never sent again.
/// </content>
internal sealed partial class BayeuxMachine
{
    private readonly LinkedList<Outgoing> _outbox = new();

    public void Subscribe(string channel, Pending<SubscriptionResult> pending)
    {
        if (!IsAlive)
        {
            pending.Fail(Closed());
            return;
        }

        if (ChannelPattern.IsMeta(channel))
        {
            pending.Succeed(new SubscriptionResult(channel, false, "403::meta channels cannot be subscribed"));
            return;
        }

        if (_book.Find(channel) is Subscription known)
        {
            known.Users++;
            if (known.Verdict is { Successful: true } verdict)
            {
                pending.Succeed(verdict);
            }
            else
            {
                known.Waiting.Add(pending);
                if (known.Verdict is not null)
                {
                    // Refused after a new handshake; somebody wants it again, so the server is asked again.
                    known.Verdict = null;
                    Enqueue(new Outgoing(MetaChannels.Subscribe, channel));
                }
            }

            return;
        }

        Subscription entry = _book.Add(channel);
        if (ChannelPattern.IsService(channel))
        {
            // Messages of service channels come without a subscription, and some servers refuse to be asked.
            entry.Settle(new SubscriptionResult(channel, true, null));
            pending.Succeed(entry.Verdict!);
            return;
        }

        entry.Waiting.Add(pending);
        if (_clientId is not null)
        {
            Enqueue(new Outgoing(MetaChannels.Subscribe, channel));
        }
    }

    public void Unsubscribe(string channel, Pending<bool> pending)
    {
        Subscription? entry = _book.Find(channel);
        if (entry is null || !IsAlive || --entry.Users > 0)
        {
            pending.Succeed(true);
            return;
        }

        entry.Fail(Closed());
        _book.Remove(entry);
        if (_clientId is null || ChannelPattern.IsService(channel) || RemoveUnsentSubscribe(channel))
        {
            pending.Succeed(true);
            return;
        }

        Enqueue(new Outgoing(MetaChannels.Unsubscribe, channel) { Unsubscribe = pending });
    }

    public void Publish(PendingPublish pending)
    {
        if (!IsAlive)
        {
            pending.Fail(Closed());
        }
        else if (Encoding.UTF8.GetByteCount(pending.DataJson) > _options.MaxMessageBytes)
        {
            pending.Fail(new BayeuxException(
                BayeuxErrorKind.MessageTooLarge, "The message is larger than " + _options.MaxMessageBytes + " bytes and was not sent."));
        }
        else
        {
            Enqueue(new Outgoing(pending.Channel, dataJson: pending.DataJson, publish: pending));
        }
    }

    private bool RemoveUnsentSubscribe(string channel)
    {
        for (LinkedListNode<Outgoing>? node = _outbox.First; node is not null; node = node.Next)
        {
            if (node.Value.Channel == MetaChannels.Subscribe && node.Value.Subject == channel)
            {
                _outbox.Remove(node);
                return true;
            }
        }

        return false;
    }

    private void Enqueue(Outgoing message)
    {
        _ = _outbox.AddLast(message);
        FlushOutbox();
    }

    private void FlushOutbox()
    {
        if (State != BayeuxState.Connected || _sending is not null || _outbox.Count == 0 || _clientId is null)
        {
            return;
        }

        var messages = new List<Outgoing>();
        long size = 0;
        while (_outbox.First is { } first)
        {
            Outgoing message = first.Value;
            size += message.DataJson?.Length ?? 100;
            if (messages.Count > 0 && size > _options.MaxMessageBytes)
            {
                break;
            }

            _outbox.RemoveFirst();
            if (IsOutdated(message))
            {
                continue;
            }

            message.Id = NextId();
            messages.Add(message);
        }

        if (messages.Count > 0)
        {
            _ = Send(ConnectionKind.Command, RequestKind.Send, MessageWriter.Batch(messages, _clientId), NetworkDelay, messages);
        }
    }

    /// <summary>
    /// Its caller gave up while it waited (then it never leaves), or a new session has asked for the channel meanwhile.
    /// </summary>
    private bool IsOutdated(Outgoing message) =>
        message.Publish is { IsCompleted: true }
        || (message.Channel == MetaChannels.Subscribe && _book.Find(message.Subject!) is null or { Verdict: not null });

    private void OnSendReply(BayeuxRequest request, ParsedReply reply)
    {
        string? gone = null;
        foreach (MetaMessage answer in reply.Answers)
        {
            Outgoing? asked = Match(request, answer);
            if (asked is null)
            {
                Counters.Duplicate += answer.Channel == MetaChannels.Disconnect ? 0 : 1;
                continue;
            }

            if (request.Generation == _generation)
            {
                _advice.Merge(answer.Advice);
            }

            if (!answer.Successful && SaysSessionIsGone(answer, bare401: false))
            {
                gone = answer.Error ?? "the server advised a new handshake";
            }

            Settle(asked, answer, gone is not null || request.Generation != _generation);
        }

        foreach (Outgoing silent in request.Messages.Where(m => !m.Answered))
        {
            FailMessage(silent, new BayeuxException(BayeuxErrorKind.Protocol, "The server's reply holds no verdict on the message to " + (silent.Subject ?? silent.Channel) + "."));
        }

        if (StopsHere(reply))
        {
            return;
        }

        if (gone is not null && request.Generation == _generation && State is BayeuxState.Connected or BayeuxState.Reconnecting)
        {
            // The poll of the dead session may still be held; its end no longer matters.
            AbortSession();
            Rehandshake(gone, RetryCause.SessionLost, null);
            return;
        }

        FlushOutbox();
    }

    private void Settle(Outgoing asked, MetaMessage answer, bool ofOldSession)
    {
        asked.Answered = true;
        asked.Unsubscribe?.Succeed(answer.Successful);
        asked.Publish?.Succeed(new PublishResult(asked.Channel, answer.Successful, BayeuxError.WithoutArguments(answer.Error)));
        if (asked.Channel != MetaChannels.Subscribe || _book.Find(asked.Subject!) is not Subscription entry)
        {
            return;
        }

        if (ofOldSession)
        {
            // The channel is in the book; the verdict comes with the new session.
            return;
        }

        entry.Settle(Verdict(entry.Channel, answer));
        if (!answer.Successful && !entry.WasAccepted)
        {
            _book.Remove(entry);
        }
    }

    private void OnSendFailure(BayeuxRequest request, TransportFailure failure)
    {
        FailMessages(request, failure.ToException(Doing(request)));
        if (failure.FateUnknown && !AckActive && _lastGoodAt is DateTimeOffset from)
        {
            // Without acknowledgements a server puts waiting events into any reply, also into the one that was lost.
            AnnounceGap(from, _clock.UtcNow, "the reply to a message was lost (" + failure.Text + ")");
        }

        FlushOutbox();
    }

    private void FailMessages(BayeuxRequest request, BayeuxException error)
    {
        // Channels asked for in a session that is gone are in the book; the new session's verdict is theirs.
        bool old = IsAlive && (request.Generation != _generation || _clientId is null);
        foreach (Outgoing message in request.Messages.Where(m => !m.Answered && !(old && m.Channel == MetaChannels.Subscribe)))
        {
            FailMessage(message, error);
        }
    }

    private void FailMessage(Outgoing message, BayeuxException error)
    {
        message.Answered = true;
        message.Unsubscribe?.Fail(error);
        message.Publish?.Fail(error);
        if (message.Channel == MetaChannels.Subscribe && _book.Find(message.Subject!) is Subscription entry)
        {
            entry.Fail(error);
            if (!entry.WasAccepted)
            {
                _book.Remove(entry);
            }
        }
    }

    private static BayeuxException Closed() => new(BayeuxErrorKind.Closed, "The client is not connected.");
}
