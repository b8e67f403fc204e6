using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>The failure policy by table.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public void A_cut_poll_is_made_again_at_once_with_the_same_session_and_the_user_sees_nothing()
    {
        var script = new MachineScript();
        script.Start();
        script.AnswerHandshake(",\"ext\":{\"ack\":true}");
        script.AnswerPoll();
        int changes = script.Changes.Count;
        for (int i = 0; i < 5; i++)
        {
            script.Clock.Advance(30_000);
            script.Cut(script.Poll);
            Assert.Contains("\"clientId\":\"c1\"", MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
            script.AnswerPoll();
        }

        Assert.Equal(changes, script.Changes.Count);
        Assert.Equal(1, script.Machine.Counters.Handshakes);
        Assert.Equal(5, script.Machine.Counters.Retries()[RetryCause.Network]);
        Assert.Empty(script.Gaps);
    }

    [Fact]
    public void A_cut_poll_without_acknowledgements_is_announced_as_a_gap_when_events_flow_again()
    {
        var script = new MachineScript();
        script.Connect("/a");
        DateTimeOffset good = script.Clock.UtcNow;
        script.Clock.Advance(8_000);
        script.Cut(script.Poll);
        Assert.Empty(script.Gaps);
        script.Clock.Advance(100);
        script.AnswerPoll();
        BayeuxGap gap = Assert.Single(script.Gaps);
        Assert.Equal(good, gap.From);
        Assert.Equal(script.Clock.UtcNow, gap.Until);
    }

    [Fact]
    public void A_connection_that_was_never_made_loses_nothing()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Clock.Advance(8_000);
        script.Cut(script.Poll, fateUnknown: false);
        script.AnswerPoll();
        Assert.Empty(script.Gaps);
    }

    [Fact]
    public void Back_off_doubles_is_capped_and_resets_after_one_success()
    {
        var script = new MachineScript();
        script.Connect();
        script.Clock.Advance(1000);
        script.Cut(script.Poll);
        var delays = new List<long>();
        for (int i = 0; i < 7; i++)
        {
            script.Cut(script.Poll, fateUnknown: false);
            delays.Add(script.RunTimer());
        }

        Assert.Equal([1000, 2000, 4000, 8000, 16000, 30000, 30000], delays);
        Assert.Equal(BayeuxState.Reconnecting, script.State);
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        script.Status(script.Poll, 503);
        Assert.Equal(1000, script.RunTimer());
    }

    [Fact]
    public void A_new_session_in_between_does_not_reset_the_back_off()
    {
        var script = new MachineScript();
        script.Connect();
        script.Status(script.Poll, 500);
        script.RunTimer();
        script.Status(script.Poll, 500);
        Assert.Equal(2000, script.RunTimer());
        script.RefusePoll("402::x");
        script.AnswerHandshake();
        script.Status(script.Poll, 500);
        Assert.Equal(4000, script.TimerDelay);
    }

    [Fact]
    public void Jitter_shortens_the_back_off_by_at_most_its_share()
    {
        foreach ((double chance, long expected) in new[] { (0.0, 1000L), (0.5, 750L), (1.0, 500L) })
        {
            var script = new MachineScript { Chance = chance };
            script.Connect();
            script.Status(script.Poll, 503);
            Assert.Equal(expected, script.TimerDelay);
        }
    }

    [Fact]
    public void A_503_for_a_while_keeps_the_session()
    {
        var script = new MachineScript();
        script.Connect("/a");
        for (int i = 0; i < 4; i++)
        {
            script.Status(script.Poll, 503);
            script.RunTimer();
        }

        script.AnswerPoll(events: "{\"channel\":\"/a\",\"data\":1}");
        Assert.Equal(1, script.Machine.Counters.Handshakes);
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Single(script.Events);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(301)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    public void Any_other_status_is_retried_with_the_same_session(int status)
    {
        var script = new MachineScript();
        script.Connect();
        script.Status(script.Poll, status);
        Assert.Equal(BayeuxState.Reconnecting, script.State);
        script.RunTimer();
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Equal(1, script.Machine.Counters.Handshakes);
    }

    [Fact]
    public void Never_more_than_a_handful_of_requests_a_second_while_the_server_misbehaves()
    {
        foreach (int misbehaviour in Enumerable.Range(0, 8))
        {
            var script = new MachineScript();
            script.Connect("/a");
            script.Clock.Advance(20_000);
            int before = script.Sent.Count;
            long start = script.Clock.Now;
            for (int guard = 0; guard < 1000 && script.Clock.Now - start < 60_000; guard++)
            {
                Misbehave(script, misbehaviour, guard);
                if (!script.HasOpen(ConnectionKind.Poll))
                {
                    if (script.TimerDelay is null)
                    {
                        break;
                    }

                    script.RunTimer();
                }
            }

            int requests = script.Sent.Count - before;
            Assert.True(requests < 240, $"misbehaviour {misbehaviour}: {requests} requests in a minute");

            // One replacement of the session (handshake, subscribe, two polls) is made at once, and once again; then nothing is.
            for (int i = before; i + 9 < script.Sent.Count; i++)
            {
                long span = script.Sent[i + 9].SentAt - script.Sent[i].SentAt;
                Assert.True(span >= 1000, $"misbehaviour {misbehaviour}: 10 requests within {span} ms");
            }
        }
    }

    [Fact]
    public void Away_for_longer_than_the_server_keeps_a_session_goes_straight_to_a_handshake()
    {
        var script = new MachineScript();
        script.Start("/a");
        script.AnswerHandshake(",\"advice\":{\"timeout\":2000,\"interval\":0,\"maxInterval\":3000}");
        script.AnswerRestore();
        script.AnswerPoll();
        script.Clock.Advance(1000);
        script.Cut(script.Poll, fateUnknown: false);
        script.Cut(script.Poll, fateUnknown: false);
        Assert.Equal(1000, script.RunTimer());
        script.Cut(script.Poll, fateUnknown: false);
        Assert.Equal(2000, script.RunTimer());
        script.Cut(script.Poll, fateUnknown: false);
        Assert.Equal(RequestKind.Handshake, script.Open(ConnectionKind.Poll).Kind);
        script.AnswerHandshake(clientId: "c2");
        script.AnswerRestore();
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Single(script.Gaps);
    }

    [Fact]
    public void A_clock_that_jumps_over_a_suspended_machine_costs_one_retry_and_one_handshake()
    {
        var script = new MachineScript();
        script.Start("/a");
        script.AnswerHandshake(",\"advice\":{\"timeout\":30000,\"interval\":0,\"maxInterval\":10000}");
        script.AnswerRestore();
        script.AnswerPoll();
        script.Clock.Advance(8 * 3600_000);
        script.Cut(script.Poll);
        script.RefusePoll("402::session_unknown", ",\"advice\":{\"reconnect\":\"handshake\",\"interval\":0}");
        script.AnswerHandshake(clientId: "c2");
        script.AnswerRestore();
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Equal(2, script.Machine.Counters.Handshakes);
        Assert.Null(Record.Exception(() => Assert.Single(script.Gaps)));
    }

    [Fact]
    public void A_server_that_forgets_every_new_session_slows_the_handshakes_down()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Clock.Advance(60_000);
        var delays = new List<long>();
        for (int i = 0; i < 5; i++)
        {
            script.RefusePoll("402::x", ",\"advice\":{\"reconnect\":\"handshake\",\"interval\":0}");
            if (!script.HasOpen(ConnectionKind.Poll))
            {
                delays.Add(script.RunTimer());
            }

            script.AnswerHandshake(clientId: "n" + i);
            script.AnswerRestore();
        }

        Assert.Equal([2000, 4000, 8000], delays);
    }

    [Fact]
    public void Connecting_gives_up_when_every_new_session_is_forgotten_at_once()
    {
        var script = new MachineScript();
        var pending = script.Start();
        for (int i = 0; i < 4; i++)
        {
            if (!script.HasOpen(ConnectionKind.Poll))
            {
                script.RunTimer();
            }

            script.AnswerHandshake();
            script.RefusePoll("403::Unknown client");
        }

        Assert.Equal(BayeuxErrorKind.SessionLost, Assert.IsType<BayeuxException>(pending.Task.Exception!.InnerException).Kind);
    }

    [Fact]
    public void A_reply_that_is_too_large_costs_the_session_once_and_is_announced_even_with_acknowledgements()
    {
        var script = new MachineScript();
        script.Start("/a");
        script.AnswerHandshake(",\"ext\":{\"ack\":true}");
        script.AnswerRestore();
        script.AnswerPoll();
        script.Clock.Advance(60_000);
        script.Fail(script.Poll, new TransportFailure(BayeuxErrorKind.ReplyTooLarge, "too large", true));
        Assert.Equal(RequestKind.Handshake, script.Open(ConnectionKind.Poll).Kind);
        script.AnswerHandshake(",\"ext\":{\"ack\":true}");
        script.AnswerRestore();
        script.AnswerPoll();
        Assert.Contains("too large", Assert.Single(script.Gaps).Reason, StringComparison.Ordinal);
    }

    private static void Misbehave(MachineScript script, int kind, int round)
    {
        BayeuxRequest request = script.Open(ConnectionKind.Poll);
        switch (kind)
        {
            case 0:
                script.Cut(request);
                break;
            case 1:
                script.Status(request, 500);
                break;
            case 2 when request.Kind == RequestKind.Connect:
                script.RefusePoll("402::x", ",\"advice\":{\"reconnect\":\"handshake\",\"interval\":0}");
                break;
            case 3 when request.Kind == RequestKind.Connect && !request.Quick:
                script.RefusePoll("402::x");
                break;
            case 4 when request.Kind == RequestKind.Connect && round % 2 == 0:
                script.Cut(request);
                break;
            case 5 when request.Kind == RequestKind.Connect:
                script.RefusePoll("500::x", ",\"advice\":{\"reconnect\":\"retry\",\"interval\":0}");
                break;
            case 6 when request.Kind == RequestKind.Connect:
                script.AnswerPoll(",\"advice\":{\"reconnect\":\"handshake\",\"interval\":0}");
                break;
            case 7:
                script.Fail(request, new TransportFailure(BayeuxErrorKind.Protocol, "an empty array", true));
                break;
            default:
                GoodAnswer(script, request);
                break;
        }
    }

    private static void GoodAnswer(MachineScript script, BayeuxRequest request)
    {
        switch (request.Kind)
        {
            case RequestKind.Handshake:
                script.AnswerHandshake();
                break;
            case RequestKind.Restore:
                script.AnswerRestore();
                break;
            default:
                script.AnswerPoll();
                break;
        }
    }
}
