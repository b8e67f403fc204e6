using System;
using System.Linq;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>What becomes of subscriptions when the session is replaced, by table.</summary>
public sealed class RestoringTests
{
    [Fact]
    public void Subscriptions_that_get_no_answer_on_the_way_back_are_asked_again_with_the_same_session()
    {
        var script = new MachineScript();
        script.Connect("/a", "/b");
        script.RefusePoll("402::x");
        script.AnswerHandshake(clientId: "c2");
        script.Cut(script.OpenOf(RequestKind.Restore));
        Assert.Equal(BayeuxState.Subscribing, script.State);
        script.RunTimer();
        Assert.Equal(["/a", "/b"], script.OpenOf(RequestKind.Restore).Messages.Select(m => m.Subject));
        Assert.Equal(2, script.Machine.Counters.Handshakes);
        script.AnswerRestore();
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Fact]
    public void A_channel_refused_after_a_new_handshake_is_reported_others_work_and_it_is_asked_for_again_next_time()
    {
        var script = new MachineScript();
        script.Connect("/a", "/b");
        script.RefusePoll("402::x");
        script.AnswerHandshake();
        script.AnswerRestore("/b");
        script.AnswerPoll();
        Assert.Contains(script.Changes, c => c.Reason.Contains("/b: 403::denied", StringComparison.Ordinal));
        Assert.Equal([("/a", true), ("/b", false)], script.Machine.Book.Snapshot.Select(v => (v.Channel, v.Successful)));
        script.Clock.Advance(60_000);
        script.RefusePoll("402::x");
        script.AnswerHandshake();
        Assert.Equal(["/a", "/b"], script.OpenOf(RequestKind.Restore).Messages.Select(m => m.Subject));
    }

    [Fact]
    public void Subscribing_and_unsubscribing_during_a_new_handshake_takes_part_in_the_restore()
    {
        var script = new MachineScript();
        script.Connect("/a", "/b");
        script.RefusePoll("402::x");
        Pending<SubscriptionResult> added = script.Subscribe("/c");
        Pending<bool> removed = script.Unsubscribe("/a");
        Assert.True(removed.Task.IsCompletedSuccessfully);
        script.AnswerHandshake();
        Assert.Equal(["/b", "/c"], script.OpenOf(RequestKind.Restore).Messages.Select(m => m.Subject));
        script.AnswerRestore();
        Assert.True(added.Task.Now().Successful);
    }

    [Fact]
    public void A_subscription_that_was_on_its_way_when_the_session_went_gets_the_new_sessions_verdict()
    {
        foreach (int late in new[] { 0, 1, 2 })
        {
            var script = new MachineScript();
            script.Connect("/a");
            Pending<SubscriptionResult> pending = script.Subscribe("/b");
            Pending<SubscriptionResult> waiting = script.Subscribe("/c");
            BayeuxRequest send = script.OpenOf(RequestKind.Send);
            script.RefusePoll("402::x");
            script.AnswerHandshake(clientId: "c2");
            switch (late)
            {
                case 0:
                    script.AnswerSend();
                    break;
                case 1:
                    script.Cut(send);
                    break;
                default:
                    script.AnswerSend("/b");
                    break;
            }

            Assert.False(pending.IsCompleted);
            script.Cut(script.OpenOf(RequestKind.Restore));
            script.RunTimer();
            Assert.Equal(["/a", "/b", "/c"], script.OpenOf(RequestKind.Restore).Messages.Select(m => m.Subject));
            script.AnswerRestore();
            script.AnswerPoll();
            Assert.True(pending.Task.Now().Successful && waiting.Task.Now().Successful);
            Assert.False(script.HasOpen(ConnectionKind.Command));
        }
    }
}
