using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.CometD.Replies;

namespace GenesysOutbound.CometD.Protocol;

/// <content>Every wanted channel is asked for in a new session, one message a channel, and each verdict is checked.</content>
internal sealed partial class BayeuxMachine
{
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

        Send(ConnectionKind.Poll, RequestKind.Restore, MessageWriter.Batch(messages, _clientId!), NetworkDelay, messages);
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
                Rehandshake(answer.Error, RetryCause.SessionLost, answer.Advice);
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
        var verdicts = _book.Entries.Select(e => e.Verdict!).Where(v => v is not null).ToList();
        if (_connecting is not null)
        {
            _firstVerdicts = verdicts;
        }

        string refused = string.Join("; ", verdicts.Where(v => !v.Successful));
        if (_book.Entries.Any(e => e.WasAccepted && e.Verdict is { Successful: false }))
        {
            NoteGap("a channel that was subscribed before is refused now: " + refused);
        }

        SetState(BayeuxState.Connecting, refused.Length == 0 ? "subscriptions made" : "subscriptions refused: " + refused);
        SendPoll();
    }

    private static Outgoing? Match(BayeuxRequest request, MetaMessage answer)
    {
        foreach (Outgoing message in request.Messages)
        {
            if (!message.Answered && message.Channel == answer.Channel
                && (answer.Id is not null ? answer.Id == message.Id : answer.Subscription is null
                    || answer.Subscription == message.Subject))
            {
                return message;
            }
        }

        return null;
    }

    private static SubscriptionResult Verdict(string channel, MetaMessage answer) =>
        new(channel, answer.Successful, answer.Successful ? null : BayeuxError.WithoutArguments(answer.Error) ?? "refused");
}
