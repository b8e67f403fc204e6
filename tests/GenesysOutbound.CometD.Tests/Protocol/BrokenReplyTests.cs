using System;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>Replies that cannot be read, by table: those that come again, and those that do not.</summary>
public sealed class BrokenReplyTests
{
    [Fact]
    public void A_broken_reply_that_comes_again_and_again_costs_the_session_because_acknowledgements_repeat_it()
    {
        var script = new MachineScript();
        script.Start("/a");
        script.AnswerHandshake(",\"ext\":{\"ack\":true}");
        script.AnswerRestore();
        script.AnswerPoll();
        script.Clock.Advance(60_000);
        script.Fail(script.Poll, Broken());
        Assert.Equal(1000, script.RunTimer());

        // What the network does meanwhile says nothing about the reply.
        script.Cut(script.Poll, fateUnknown: false);
        script.RunTimer();
        script.Fail(script.Poll, Broken());
        script.RunTimer();
        script.Fail(script.Poll, Broken());
        Assert.Equal(RequestKind.Handshake, script.Open(ConnectionKind.Poll).Kind);
        script.AnswerHandshake(",\"ext\":{\"ack\":true}", clientId: "c2");
        script.AnswerRestore();
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Contains("truncated", Assert.Single(script.Gaps).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Pages_of_a_proxy_and_broken_replies_that_do_not_come_again_keep_the_session(bool acknowledges, bool broken)
    {
        var script = new MachineScript();
        script.Start("/a");
        script.AnswerHandshake(acknowledges ? ",\"ext\":{\"ack\":true}" : string.Empty);
        script.AnswerRestore();
        script.AnswerPoll();
        for (int i = 0; i < 6; i++)
        {
            script.Fail(script.Poll, broken ? Broken()
                : new TransportFailure(BayeuxErrorKind.Protocol, "not a Bayeux reply: the body is HTML or XML", true, 200));
            script.RunTimer();
        }

        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Equal(1, script.Machine.Counters.Handshakes);
    }

    private static TransportFailure Broken() => new(BayeuxErrorKind.Protocol,
        "not a Bayeux reply: the body is truncated or not JSON", true, 200, isBrokenReply: true);
}
