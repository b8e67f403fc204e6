using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>The poll and the server's advice by table.</summary>
public sealed class PollTests
{
    private const string Quick = "\"advice\":{\"timeout\":0}";

    [Fact]
    public void First_poll_asks_to_return_at_once_later_ones_do_not_and_the_first_after_a_failure_does_again()
    {
        var script = new MachineScript();
        script.Start();
        script.AnswerHandshake();
        Assert.Contains(Quick, MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
        script.AnswerPoll();
        Assert.DoesNotContain(Quick, MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
        script.Clock.Advance(30_000);
        script.AnswerPoll();
        Assert.DoesNotContain(Quick, MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
        script.Cut(script.Poll);
        Assert.Contains(Quick, MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
        script.AnswerPoll();
        Assert.DoesNotContain(Quick, MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_with_another_id_is_ignored_and_starts_no_second_poll()
    {
        var script = new MachineScript();
        script.Connect();
        string id = script.Poll.MessageId;
        script.Clock.Advance(5_000);
        script.Reply(
            script.Poll,
            "[{\"channel\":\"/meta/connect\",\"successful\":false,\"id\":\"777\",\"advice\":{\"reconnect\":\"handshake\"}},"
            + "{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\"" + id + "\"},"
            + "{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\"" + id + "\"}]");
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Equal(2, script.Machine.Counters.Duplicate);
        Assert.Equal(RequestKind.Connect, script.Open(Lane.Session).Kind);
    }

    [Fact]
    public void A_poll_given_up_can_neither_answer_nor_fail_any_more()
    {
        var script = new MachineScript();
        script.Connect();
        BayeuxRequest old = script.Poll;
        script.TimeOut(old);
        script.RunTimer();
        int sent = script.Sent.Count;
        script.Reply(old, "[{\"channel\":\"/a\",\"data\":1},{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\"" + old.MessageId + "\"}]");
        script.Cut(old);
        script.Cut(old);
        Assert.Equal(sent, script.Sent.Count);
        Assert.Empty(script.Events);
        Assert.Equal(1, script.Machine.Counters.Late);
    }

    [Fact]
    public void Interval_is_milliseconds_and_counts_from_the_end_of_the_reply()
    {
        var script = new MachineScript();
        script.Connect();
        script.Clock.Advance(12_000);
        script.AnswerPoll(",\"advice\":{\"interval\":2000}");
        Assert.False(script.HasOpen(Lane.Session));
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
        Assert.False(script.HasOpen(Lane.Session));
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
            Assert.False(script.HasOpen(Lane.Session));
            Assert.Null(script.TimerDelay);
            return;
        }

        if (!script.HasOpen(Lane.Session))
        {
            script.RunTimer();
        }

        Assert.Equal((RequestKind)next, script.Open(Lane.Session).Kind);
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
        Assert.Equal(RequestKind.Handshake, script.Open(Lane.Session).Kind);
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
        script.Reply(script.Poll, "[{\"advice\":{\"interval\":0,\"reconnect\":\"handshake\"},\"channel\":\"/meta/connect\",\"error\":\"402::Unknown client\",\"successful\":false}]");
        Assert.Equal(RequestKind.Handshake, script.Open(Lane.Session).Kind);
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

    [Fact]
    public void A_server_that_returns_at_once_with_nothing_cannot_make_the_client_spin()
    {
        var script = new MachineScript();
        script.Connect();
        long start = script.Clock.Now;
        int polls = 0;
        while (script.Clock.Now - start < 60_000)
        {
            script.AnswerPoll();
            polls++;
            if (!script.HasOpen(Lane.Session))
            {
                script.RunTimer();
            }
            else
            {
                script.Clock.Advance(1);
            }
        }

        Assert.InRange(polls, 50, 70);
    }

    [Fact]
    public void Polls_that_bring_a_few_events_are_never_slowed()
    {
        var script = new MachineScript();
        script.Connect("/a");
        for (int i = 0; i < 1000; i++)
        {
            script.AnswerPoll(events: "{\"channel\":\"/a\",\"data\":" + i + "}");
            Assert.NotNull(script.Poll);
        }

        Assert.Equal(1000, script.Events.Count);
    }

    [Theory]
    [InlineData(32, 5, 1L)]
    [InlineData(32, 6, null)]
    [InlineData(31, 0, null)]
    public void Only_a_crowd_of_events_that_comes_at_once_makes_the_next_poll_wait_a_moment(int events, int after, long? pause)
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Clock.Advance(after);
        script.AnswerPoll(events: string.Join(",", Enumerable.Repeat("{\"channel\":\"/a\",\"data\":1}", events)));
        Assert.Equal(pause, script.HasOpen(Lane.Session) ? null : script.TimerDelay);
        Assert.Equal(events, script.Events.Count);
    }

    [Fact]
    public void The_moment_between_polls_under_load_can_be_switched_off()
    {
        var script = new MachineScript(o => o.BusyPollSpacing = TimeSpan.Zero);
        script.Connect("/a");
        script.AnswerPoll(events: string.Join(",", Enumerable.Repeat("{\"channel\":\"/a\",\"data\":1}", 100)));
        Assert.NotNull(script.Poll);
    }

    [Fact]
    public void Acknowledgements_are_taken_from_successful_answers_only_and_start_anew_with_a_session()
    {
        var script = new MachineScript();
        script.Start();
        script.AnswerHandshake(",\"ext\":{\"ack\":true}");
        script.AnswerPoll(",\"ext\":{\"ack\":3}");
        Assert.Contains("\"ack\":3", MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
        script.RefusePoll("500::x", ",\"ext\":{\"ack\":9}");
        script.RunTimer();
        Assert.Contains("\"ack\":3", MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
        script.RefusePoll("402::x");
        script.AnswerHandshake(",\"ext\":{\"ack\":true}");
        Assert.Contains("\"ack\":0", MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
    }

    [Fact]
    public void An_overtaken_answer_acknowledges_nothing()
    {
        var script = new MachineScript();
        script.Start();
        script.AnswerHandshake(",\"ext\":{\"ack\":true}");
        script.AnswerPoll(",\"ext\":{\"ack\":1}");
        BayeuxRequest old = script.Poll;
        script.TimeOut(old);
        script.RunTimer();
        script.Reply(old, "[{\"channel\":\"/a\",\"data\":1},{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\"" + old.MessageId + "\",\"ext\":{\"ack\":2}}]");
        Assert.Empty(script.Events);
        Assert.Contains("\"ack\":1", MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
    }

    [Fact]
    public void Events_and_answers_are_understood_in_any_order()
    {
        var script = new MachineScript();
        script.Connect("/a");
        string answer = "{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\"" + script.Poll.MessageId + "\"}";
        script.Reply(script.Poll, "[{\"channel\":\"/a\",\"data\":1}," + answer + ",{\"channel\":\"/a\",\"data\":2}]");
        Assert.Equal(["1", "2"], script.Events.Select(e => e.GetDataJson()));
        Assert.NotNull(script.Poll);
    }

    [Fact]
    public void An_event_with_the_id_of_our_own_poll_is_an_event()
    {
        var script = new MachineScript();
        script.Connect("/a");
        string id = script.Poll.MessageId;
        script.AnswerPoll(events: "{\"channel\":\"/a\",\"id\":\"" + id + "\",\"data\":1}");
        Assert.Equal(id, Assert.Single(script.Events).Id);
        Assert.Equal(0, script.Machine.Counters.Duplicate);
    }

    [Fact]
    public void A_message_without_a_channel_is_skipped_counted_and_announced()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.AnswerPoll(events: "{\"data\":1},7,null,{\"channel\":5,\"data\":1},{\"channel\":\"/a\",\"data\":2}");
        Assert.Equal("2", Assert.Single(script.Events).GetDataJson());
        Assert.Equal(4, script.Machine.Counters.Malformed);
        Assert.Single(script.Gaps);
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Fact]
    public void A_reply_with_events_but_without_the_polls_answer_delivers_and_polls_again()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Reply(script.Poll, "[{\"channel\":\"/a\",\"data\":1}]");
        Assert.Single(script.Events);
        Assert.Equal(BayeuxState.Reconnecting, script.State);
        script.RunTimer();
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Fact]
    public void A_full_queue_holds_the_poll_back_for_half_of_max_interval_and_no_longer()
    {
        var script = new MachineScript(o => o.QueueCapacity = 10);
        script.Start("/a");
        script.AnswerHandshake(",\"advice\":{\"timeout\":30000,\"interval\":0,\"maxInterval\":8000}");
        script.AnswerRestore();
        script.AnswerPoll();
        script.QueueDepth = 10;
        script.AnswerPoll(events: "{\"channel\":\"/a\",\"data\":1}");
        Assert.False(script.HasOpen(Lane.Session));
        Assert.Equal(4000, script.RunTimer());
        Assert.NotNull(script.Poll);
    }

    [Fact]
    public void A_queue_that_drains_lets_the_poll_go_at_once()
    {
        var script = new MachineScript(o => o.QueueCapacity = 10);
        script.Connect("/a");
        script.QueueDepth = 10;
        script.AnswerPoll(events: "{\"channel\":\"/a\",\"data\":1}");
        Assert.Equal(5000, script.TimerDelay);
        script.QueueDepth = 4;
        script.Do(m => m.OnQueueDrained());
        Assert.NotNull(script.Poll);
        var polls = new List<BayeuxRequest> { script.Poll };
        script.Do(m => m.OnQueueDrained());
        Assert.Same(polls[0], script.Poll);
    }

    [Fact]
    public void The_server_may_end_the_session_inside_any_reply()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Reply(
            script.Poll,
            "[{\"channel\":\"/a\",\"data\":1},{\"channel\":\"/meta/disconnect\",\"successful\":true},{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\""
            + script.Poll.MessageId + "\",\"advice\":{\"reconnect\":\"none\"}}]");
        Assert.Single(script.Events);
        Assert.Equal(BayeuxState.Disconnected, script.State);
        Assert.Equal(BayeuxErrorKind.ServerDisconnected, script.Changes[^1].Error!.Kind);
        Assert.False(script.HasOpen(Lane.Session));
        Assert.Null(script.TimerDelay);
    }
}
