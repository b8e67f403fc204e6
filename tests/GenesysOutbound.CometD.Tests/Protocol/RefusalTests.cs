using System;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>
/// HTTP 401 and 403 by table: a refusal that the handlers below could not resolve is retried, a limited number of times.
/// </summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public void A_refused_poll_is_made_again_with_growing_pauses_and_nothing_is_lost(int status)
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Status(script.Poll, status);
        Assert.Equal(BayeuxState.Reconnecting, script.State);
        Assert.Equal(1000, script.RunTimer());
        script.Status(script.Poll, status);
        Assert.Equal(2000, script.RunTimer());
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Empty(script.Gaps);
        Assert.Equal(1, script.Machine.Counters.Handshakes);
    }

    [Fact]
    public void Refusals_without_end_are_final_after_a_bound_of_attempts_with_the_reason()
    {
        var script = new MachineScript();
        script.Connect("/a");
        int polls = 0;
        while (script.State != BayeuxState.Failed)
        {
            Assert.True(++polls < 20, "never gives up");
            script.Status(script.Poll, 403);
            if (script.State == BayeuxState.Reconnecting)
            {
                script.RunTimer();
            }
        }

        Assert.Equal(7, polls);
        Assert.Equal(BayeuxErrorKind.Unauthorized, script.Changes[^1].Error!.Kind);
        Assert.Contains("HTTP 403", script.Changes[^1].Reason, StringComparison.Ordinal);
        Assert.Null(script.TimerDelay);
    }

    [Fact]
    public void A_bound_of_time_ends_them_as_well()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Status(script.Poll, 401);
        script.RunTimer();
        script.Clock.Advance(121_000);
        script.Status(script.Poll, 401);
        Assert.Equal(BayeuxState.Failed, script.State);
    }

    [Fact]
    public void An_outage_between_two_refusals_does_not_count_as_their_time()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Status(script.Poll, 403);
        script.RunTimer();
        for (int i = 0; i < 12; i++)
        {
            script.Cut(script.Poll, fateUnknown: false);
            script.RunTimer();
        }

        script.Status(script.Poll, 401);
        Assert.Equal(BayeuxState.Reconnecting, script.State);
        script.RunTimer();
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Fact]
    public void Refusals_between_other_failures_are_counted_all_the_same()
    {
        var script = new MachineScript();
        script.Connect("/a");
        int refusals = 0;
        while (script.State != BayeuxState.Failed)
        {
            Assert.True(++refusals < 20, "never gives up");
            script.Status(script.Poll, 403);
            if (script.State == BayeuxState.Reconnecting)
            {
                script.RunTimer();
                script.Status(script.Poll, 502);
                script.RunTimer();
            }
        }

        Assert.Equal(7, refusals);
    }

    [Fact]
    public void A_refusal_that_the_handler_calls_final_is_final()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.Fail(script.Poll, new TransportFailure(BayeuxErrorKind.Unauthorized, "the password was refused", false));
        Assert.Equal(BayeuxState.Failed, script.State);
        Assert.Contains("the password was refused", script.Changes[^1].Reason, StringComparison.Ordinal);
        Assert.False(script.HasOpen(ConnectionKind.Poll));
    }

    [Fact]
    public void While_connecting_the_first_refusal_is_the_answer()
    {
        var script = new MachineScript();
        var pending = script.Start("/a");
        script.Status(script.OpenOf(RequestKind.Handshake), 401);
        Assert.Equal(401, Assert.IsType<BayeuxException>(pending.Task.Exception!.InnerException).HttpStatus);
    }
}
