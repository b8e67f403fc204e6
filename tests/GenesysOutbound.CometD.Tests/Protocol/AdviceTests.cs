using System;
using System.Linq;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>The server's advice by table.</summary>
public sealed class AdviceTests
{
    [Fact]
    public void Interval_is_milliseconds_and_counts_from_the_end_of_the_reply()
    {
        var script = new MachineScript();
        script.Connect();
        script.Clock.Advance(12_000);
        script.AnswerPoll(",\"advice\":{\"interval\":2000}");
        Assert.False(script.HasOpen(ConnectionKind.Poll));
        Assert.Equal(2000, script.RunTimer());
        Assert.NotNull(script.Poll);
    }

    [Fact]
    public void Negative_interval_ends_the_session()
    {
        var script = new MachineScript();
        script.Connect();
        script.AnswerPoll(",\"advice\":{\"interval\":-1}");
        Assert.Equal(BayeuxState.Disconnected, script.State);
        Assert.False(script.HasOpen(ConnectionKind.Poll));
    }

    [Theory]
    [InlineData(true, "retry", BayeuxState.Connected, RequestKind.Connect)]
    [InlineData(true, "handshake", BayeuxState.Rehandshaking, RequestKind.Handshake)]
    [InlineData(true, "none", BayeuxState.Disconnected, null)]
    [InlineData(true, "dance", BayeuxState.Disconnected, null)]
    [InlineData(false, "retry", BayeuxState.Reconnecting, RequestKind.Connect)]
    [InlineData(false, "handshake", BayeuxState.Rehandshaking, RequestKind.Handshake)]
    [InlineData(false, "none", BayeuxState.Failed, null)]
    [InlineData(false, "dance", BayeuxState.Failed, null)]
    public void Advice_is_obeyed_on_success_and_on_refusal(bool successful, string reconnect, BayeuxState state, object? next)
    {
        var script = new MachineScript();
        script.Connect();
        string advice = ",\"advice\":{\"reconnect\":\"" + reconnect + "\",\"interval\":0}";
        script.Clock.Advance(1000);
        if (successful)
        {
            script.AnswerPoll(advice);
        }
        else
        {
            script.RefusePoll("500::no", advice);
        }

        Assert.Equal(state, script.State);
        if (next is null)
        {
            Assert.False(script.HasOpen(ConnectionKind.Poll));
            Assert.Null(script.TimerDelay);
            return;
        }

        if (!script.HasOpen(ConnectionKind.Poll))
        {
            script.RunTimer();
        }

        Assert.Equal((RequestKind)next, script.Open(ConnectionKind.Poll).Kind);
    }

    [Theory]
    [InlineData("402::session_unknown", "")]
    [InlineData("402::Unknown client", "")]
    [InlineData("403::Unknown client", "")]
    [InlineData("401:abc:Unknown client", "")]
    [InlineData("402::Unknown client", ",\"advice\":{\"reconnect\":\"none\"}")]
    [InlineData("402::Unknown client", ",\"advice\":{\"reconnect\":\"retry\",\"interval\":0}")]
    [InlineData("401:abc:Unknown client", ",\"advice\":{\"reconnect\":\"handshake\"}")]
    [InlineData("anything", ",\"advice\":{\"reconnect\":\"handshake\",\"interval\":0}")]
    public void Unknown_client_in_every_dialect_means_one_new_handshake(string error, string advice)
    {
        var script = new MachineScript();
        script.Connect("/a", "/b");
        script.RefusePoll(error, advice);
        Assert.Equal(RequestKind.Handshake, script.Open(ConnectionKind.Poll).Kind);
        script.AnswerHandshake(clientId: "c2");
        Assert.Equal(["/a", "/b"], script.OpenOf(RequestKind.Restore).Messages.Select(m => m.Subject));
        script.AnswerRestore();
        Assert.NotEqual(BayeuxState.Connected, script.State);
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Single(script.Gaps);
        Assert.DoesNotContain(script.Changes, c => c.Reason.Contains("abc", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_client_without_id_and_client_id_is_understood()
    {
        var script = new MachineScript();
        script.Connect();
        script.Reply(script.Poll,
            "[{\"advice\":{\"interval\":0,\"reconnect\":\"handshake\"},\"channel\":\"/meta/connect\",\"error\":\"402::Unknown " +
            "client\",\"successful\":false}]");
        Assert.Equal(RequestKind.Handshake, script.Open(ConnectionKind.Poll).Kind);
    }

    [Theory]
    [InlineData("401::no", ",\"advice\":{\"reconnect\":\"none\"}", BayeuxState.Failed)]
    [InlineData("403::no", ",\"advice\":{\"reconnect\":\"retry\"}", BayeuxState.Reconnecting)]
    public void A_denial_with_other_advice_is_no_unknown_client(string error, string advice, BayeuxState state)
    {
        var script = new MachineScript();
        script.Connect();
        script.RefusePoll(error, advice);
        Assert.Equal(state, script.State);
    }

    [Fact]
    public void Advice_is_kept_when_absent_and_merged_when_partial()
    {
        var script = new MachineScript();
        script.Connect();
        Assert.Equal(40_000, script.Poll.Timeout);
        script.Clock.Advance(1000);
        script.AnswerPoll(",\"advice\":{\"interval\":500}");
        script.RunTimer();
        Assert.Equal(40_000, script.Poll.Timeout);
        script.Clock.Advance(1000);
        script.AnswerPoll(",\"advice\":{\"reconnect\":\"retry\"}");
        Assert.Equal(500, script.RunTimer());
        script.Clock.Advance(1000);
        script.AnswerPoll();
        Assert.Equal(500, script.RunTimer());
        script.Clock.Advance(1000);
        script.AnswerPoll(",\"advice\":{\"timeout\":5000,\"interval\":0}");
        Assert.Equal(15_000, script.Poll.Timeout);
    }

    [Theory]
    [InlineData(",\"advice\":null")]
    [InlineData(",\"advice\":[]")]
    [InlineData(",\"advice\":\"retry\"")]
    [InlineData(",\"advice\":{\"interval\":\"soon\",\"timeout\":null,\"reconnect\":7,\"maxInterval\":{}}")]
    [InlineData(",\"advice\":{}")]
    public void Odd_advice_changes_nothing(string advice)
    {
        var script = new MachineScript();
        script.Connect();
        script.Clock.Advance(1000);
        script.AnswerPoll(advice);
        Assert.Equal(40_000, script.Poll.Timeout);
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Fact]
    public void Advice_for_long_polling_goes_before_the_general_advice()
    {
        var script = new MachineScript();
        script.Connect();
        script.Clock.Advance(1000);
        script.AnswerPoll(",\"advice\":{\"long-polling\":{\"timeout\":7000},\"timeout\":1000}");
        Assert.Equal(17_000, script.Poll.Timeout);
    }

    [Fact]
    public void Absurd_advice_is_clamped()
    {
        var script = new MachineScript();
        script.Connect();
        script.Clock.Advance(1000);
        script.AnswerPoll(",\"advice\":{\"interval\":99999999999999999999,\"timeout\":1e300}");
        Assert.InRange(script.TimerDelay!.Value, 1, int.MaxValue);
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("1e300")]
    [InlineData("99999999999")]
    public void Absurd_advice_before_a_new_handshake_is_clamped_as_well(string interval)
    {
        string advice = ",\"advice\":{\"reconnect\":\"handshake\",\"interval\":" + interval + "}";
        var script = new MachineScript();
        script.Connect();
        script.RefusePoll("402::x", advice);
        Assert.Equal(86_400_000, script.RunTimer());
        script.Reply(script.OpenOf(RequestKind.Handshake),
            "[{\"channel\":\"/meta/handshake\",\"successful\":false" + advice + "}]");
        Assert.False(script.HasOpen(ConnectionKind.Poll), "the next handshake left at once");
        Assert.Equal(86_400_000 + 1000, script.RunTimer());
    }

    [Fact]
    public void Network_delay_counts_alone_for_quick_requests_plus_the_hold_for_the_poll_and_may_change_while_running()
    {
        var script = new MachineScript(o => o.MaxNetworkDelay = TimeSpan.FromSeconds(3));
        script.Start("/a");
        Assert.Equal(3000, script.OpenOf(RequestKind.Handshake).Timeout);
        script.AnswerHandshake();
        Assert.Equal(3000, script.OpenOf(RequestKind.Restore).Timeout);
        script.AnswerRestore();
        Assert.Equal(3000, script.Poll.Timeout);
        script.AnswerPoll();
        Assert.Equal(33_000, script.Poll.Timeout);
        script.Options.MaxNetworkDelay = TimeSpan.FromSeconds(5);
        script.Clock.Advance(30_000);
        script.AnswerPoll();
        Assert.Equal(35_000, script.Poll.Timeout);
    }

    [Fact]
    public void A_long_interval_is_followed_and_told_once()
    {
        var script = new MachineScript();
        script.Connect();
        for (int i = 0; i < 3; i++)
        {
            script.Clock.Advance(1000);
            script.AnswerPoll(",\"advice\":{\"interval\":86400000}");
            Assert.Equal(86_400_000, script.RunTimer());
        }

        BayeuxStateChange told = Assert.Single(script.Changes, c => c.Previous == c.Current);
        Assert.Contains("1.00:00:00", told.Reason, StringComparison.Ordinal);
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Fact]
    public void Several_sessions_behind_one_cookie_are_told_once_and_polled_as_advised()
    {
        var script = new MachineScript();
        script.Connect();
        for (int i = 0; i < 3; i++)
        {
            script.Clock.Advance(10);
            script.AnswerPoll(",\"advice\":{\"multiple-clients\":true,\"reconnect\":\"retry\",\"interval\":2000}");
            Assert.Equal(2000, script.RunTimer());
        }

        Assert.Single(script.Changes, c => c.Previous == c.Current && c.Reason.Contains("cookie", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_sessions_behind_one_cookie_refused_with_none_end_the_session()
    {
        var script = new MachineScript();
        script.Connect();
        script.RefusePoll("400::multiple", ",\"advice\":{\"multiple-clients\":true,\"reconnect\":\"none\"}");
        Assert.Equal(BayeuxState.Failed, script.State);
    }
}
