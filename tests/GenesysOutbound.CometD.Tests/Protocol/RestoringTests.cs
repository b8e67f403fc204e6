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
}
