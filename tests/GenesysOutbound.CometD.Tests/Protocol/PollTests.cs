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
        Assert.Equal(RequestKind.Connect, script.Open(ConnectionKind.Poll).Kind);
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
        script.Reply(old, "[{\"channel\":\"/a\",\"data\":1},{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\""
            + old.MessageId + "\"}]");
        script.Cut(old);
        script.Cut(old);
        Assert.Equal(sent, script.Sent.Count);
        Assert.Empty(script.Events);
        Assert.Equal(1, script.Machine.Counters.Late);
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
        script.Reply(old, "[{\"channel\":\"/a\",\"data\":1},{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\""
            + old.MessageId + "\",\"ext\":{\"ack\":2}}]");
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
    public void Polls_that_are_refused_while_connecting_are_made_again_with_back_off_and_not_for_ever()
    {
        var script = new MachineScript();
        var pending = script.Start();
        script.AnswerHandshake();
        var delays = new List<long>();
        for (int i = 0; i < 3; i++)
        {
            script.RefusePoll("500::not now");
            delays.Add(script.RunTimer());
        }

        script.RefusePoll("500::not now");
        Assert.Equal([1000, 2000, 4000], delays);
        Assert.Equal(BayeuxState.Failed, script.State);
        BayeuxException error = Assert.IsType<BayeuxException>(pending.Task.Exception!.InnerException);
        Assert.Equal("500::not now", error.ServerError);
        Assert.Null(script.TimerDelay);
    }

    [Fact]
    public void Polls_that_are_refused_later_are_made_again_for_as_long_as_it_takes()
    {
        var script = new MachineScript();
        script.Connect();
        for (int i = 0; i < 20; i++)
        {
            script.RefusePoll("500::not now");
            Assert.Equal(BayeuxState.Reconnecting, script.State);
            script.RunTimer();
        }

        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Fact]
    public void The_server_may_end_the_session_inside_any_reply()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Reply(
            script.Poll,
            "[{\"channel\":\"/a\",\"data\":1},{\"channel\":\"/meta/disconnect\",\"successful\":true}," +
                "{\"channel\":\"/meta/connect\",\"successful\":true,\"id\":\""
            + script.Poll.MessageId + "\",\"advice\":{\"reconnect\":\"none\"}}]");
        Assert.Single(script.Events);
        Assert.Equal(BayeuxState.Disconnected, script.State);
        Assert.Equal(BayeuxErrorKind.ServerDisconnected, script.Changes[^1].Error!.Kind);
        Assert.False(script.HasOpen(ConnectionKind.Poll));
        Assert.Null(script.TimerDelay);
    }
}
