using System.Linq;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>How soon one poll follows another, by table.</summary>
public sealed class PacingTests
{
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
            if (!script.HasOpen(ConnectionKind.Poll))
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
        Assert.Equal(pause, script.HasOpen(ConnectionKind.Poll) ? null : script.TimerDelay);
        Assert.Equal(events, script.Events.Count);
    }

    [Fact]
    public void A_listener_that_is_behind_holds_the_poll_back_and_lets_it_go_when_it_has_caught_up()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.IsBehind = true;
        script.AnswerPoll(events: "{\"channel\":\"/a\",\"data\":1}");
        Assert.False(script.HasOpen(ConnectionKind.Poll));
        Assert.Null(script.TimerDelay);
        script.IsBehind = false;
        script.Do(m => m.OnCaughtUp());
        BayeuxRequest poll = script.Poll;
        script.Do(m => m.OnCaughtUp());
        Assert.Same(poll, script.Poll);
    }

    [Fact]
    public void A_poll_that_is_held_back_never_leaves_after_the_end()
    {
        var script = new MachineScript();
        script.Connect("/a");
        script.IsBehind = true;
        script.AnswerPoll(events: "{\"channel\":\"/a\",\"data\":1}");
        script.Disconnect();
        script.IsBehind = false;
        script.Do(m => m.OnCaughtUp());
        Assert.False(script.HasOpen(ConnectionKind.Poll));
    }
}
