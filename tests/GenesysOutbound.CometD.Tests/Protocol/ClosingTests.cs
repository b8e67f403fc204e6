using System;
using System.Linq;
using System.Threading;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>The end of a session by table.</summary>
public sealed class ClosingTests
{
    [Fact]
    public void Disconnect_sends_one_message_and_nothing_follows_whatever_the_poll_says()
    {
        var script = new MachineScript();
        script.Connect("/a");
        BayeuxRequest poll = script.Poll;
        Pending<bool> pending = script.Disconnect();
        BayeuxRequest disconnect = script.OpenOf(RequestKind.Disconnect);
        Assert.Equal(2000, disconnect.Timeout);
        int sent = script.Sent.Count;
        script.AnswerPoll(events: "{\"channel\":\"/a\",\"data\":1}");
        Assert.Single(script.Events);
        Assert.False(pending.Task.IsCompleted);
        script.Reply(disconnect, "[{\"channel\":\"/meta/disconnect\",\"successful\":true,\"id\":\"" + disconnect.Messages[0].Id
            + "\"}]");
        Assert.True(pending.Task.IsCompletedSuccessfully);
        Assert.Equal(BayeuxState.Disconnected, script.State);
        Assert.Equal(sent, script.Sent.Count);
        Assert.NotNull(poll);
        Assert.True(script.Disconnect().Task.IsCompletedSuccessfully);
    }

    [Fact]
    public void The_held_poll_is_given_up_when_the_disconnect_is_answered()
    {
        var script = new MachineScript();
        script.Connect("/a");
        BayeuxRequest poll = script.Poll;
        script.Disconnect();
        BayeuxRequest disconnect = script.OpenOf(RequestKind.Disconnect);
        script.Reply(disconnect, "[{\"channel\":\"/meta/disconnect\",\"successful\":true}]");
        Assert.Contains(poll.Number, script.Aborted);
        Assert.False(script.HasOpen(ConnectionKind.Poll));
    }

    [Fact]
    public void A_server_that_is_gone_does_not_hold_up_the_disconnect()
    {
        var script = new MachineScript();
        script.Connect();
        Pending<bool> pending = script.Disconnect();
        script.TimeOut(script.OpenOf(RequestKind.Disconnect));
        Assert.True(pending.Task.IsCompletedSuccessfully);
        Assert.Equal(BayeuxState.Disconnected, script.State);
        Assert.False(script.HasOpen(ConnectionKind.Poll));
    }

    [Fact]
    public void Disconnect_while_handshaking_ends_at_once_and_fails_the_connect()
    {
        var script = new MachineScript();
        var connecting = script.Start("/a");
        Pending<bool> pending = script.Disconnect();
        Assert.True(pending.Task.IsCompletedSuccessfully);
        Assert.Equal(BayeuxErrorKind.Closed, Assert.IsType<BayeuxException>(connecting.Task.Exception!.InnerException).Kind);
        Assert.Equal(BayeuxState.Disconnected, script.State);
        Assert.False(script.HasOpen(ConnectionKind.Poll));
    }

    [Fact]
    public void Disconnect_while_subscribing_or_connecting_tells_the_server()
    {
        foreach (bool subscribed in new[] { false, true })
        {
            var script = new MachineScript();
            script.Start("/a");
            script.AnswerHandshake();
            if (subscribed)
            {
                script.AnswerRestore();
            }

            script.Disconnect();
            BayeuxRequest open = script.Open(ConnectionKind.Poll);
            script.Reply(script.OpenOf(RequestKind.Disconnect), "[{\"channel\":\"/meta/disconnect\",\"successful\":true}]");
            Assert.Contains(open.Number, script.Aborted);
            Assert.Equal(BayeuxState.Disconnected, script.State);
        }
    }

    [Fact]
    public void Disconnect_while_backing_off_cancels_the_wait()
    {
        var script = new MachineScript();
        script.Connect();
        script.Status(script.Poll, 503);
        long? delay = script.TimerDelay;
        Assert.NotNull(delay);
        script.Disconnect();
        int sent = script.Sent.Count;
        script.RunTimer();
        Assert.Equal(sent, script.Sent.Count);
        script.Cut(script.OpenOf(RequestKind.Disconnect));
        Assert.Equal(BayeuxState.Disconnected, script.State);
    }

    [Fact]
    public void Disconnect_while_waiting_to_handshake_again_ends_at_once()
    {
        var script = new MachineScript();
        script.Connect();
        script.RefusePoll("402::x", ",\"advice\":{\"reconnect\":\"handshake\",\"interval\":5000}");
        Pending<bool> pending = script.Disconnect();
        Assert.True(pending.Task.IsCompletedSuccessfully);
        script.RunTimer();
        Assert.Equal(1, script.Machine.Counters.Handshakes);
    }

    [Fact]
    public void Two_disconnects_send_one_message_and_both_complete()
    {
        var script = new MachineScript();
        script.Connect();
        Pending<bool> first = script.Disconnect();
        Pending<bool> second = script.Disconnect();
        BayeuxRequest disconnect = script.OpenOf(RequestKind.Disconnect);
        script.Reply(disconnect, "[{\"channel\":\"/meta/disconnect\",\"successful\":true}]");
        Assert.True(first.Task.IsCompletedSuccessfully && second.Task.IsCompletedSuccessfully);
        Assert.Single(script.Sent, r => r.Kind == RequestKind.Disconnect);
    }

    [Fact]
    public void A_caller_who_gives_up_while_the_last_answer_is_worked_off_leaves_no_session_behind()
    {
        var script = new MachineScript();
        var pending = script.Start();
        script.AnswerHandshake();
        Assert.True(pending.Cancel(new CancellationToken(canceled: true)));
        script.AnswerPoll();
        script.Do(m => m.CancelConnect(pending));
        Assert.True(pending.Task.IsCanceled);
        Assert.Equal(BayeuxState.Disconnected, script.State);
        Assert.False(script.HasOpen(ConnectionKind.Poll));
        var again = script.Connect();
        Assert.True(again.Task.IsCompletedSuccessfully);
        script.Do(m => m.CancelConnect(pending));
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Fact]
    public void Abort_ends_everything_at_once_and_a_new_session_can_begin()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Do(m => m.Abort("test"));
        Assert.Equal(BayeuxState.Disconnected, script.State);
        Assert.False(script.HasOpen(ConnectionKind.Poll) || script.HasOpen(ConnectionKind.Command));
        var again = script.Connect("/b");
        Assert.Equal("/b", Assert.Single(again.Task.Now()).Channel);
        Assert.Null(script.Machine.Book.Find("/a"));
    }

    [Fact]
    public void A_session_that_failed_can_be_begun_again()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.RefusePoll("500::no", ",\"advice\":{\"reconnect\":\"none\"}");
        Assert.Equal(BayeuxState.Failed, script.State);
        script.Connect("/a");
    }

    [Fact]
    public void A_gap_that_was_not_yet_announced_is_announced_before_the_end()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Cut(script.Poll);
        script.RefusePoll("500::over", ",\"advice\":{\"reconnect\":\"none\"}");
        Assert.Equal(BayeuxState.Failed, script.State);
        Assert.Single(script.Gaps);
    }

    [Fact]
    public void No_text_that_leaves_the_machine_holds_a_client_id()
    {
        var script = new MachineScript();
        script.Start("/a");
        script.AnswerHandshake(clientId: "secret-client");
        script.AnswerRestore();
        script.AnswerPoll();
        script.RefusePoll("401:secret-client:Unknown client");
        script.AnswerHandshake(clientId: "secret-client");
        script.AnswerRestore();
        script.RefusePoll("500:secret-client:x", ",\"advice\":{\"reconnect\":\"none\"}");
        foreach (string text in script.Changes.Select(c => c + " " + c.Error).Concat(script.Gaps.Select(g => g.ToString())))
        {
            Assert.DoesNotContain("secret-client", text, StringComparison.Ordinal);
        }
    }
}
