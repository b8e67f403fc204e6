using System;
using System.Linq;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>
/// Within what time a server that has fallen silent is noticed, as a function of what it advised: the pause between polls, the
/// time it holds one, and the time that a reply may take on the network. On a clock that is moved by hand.
/// </summary>
public sealed class NoticingTests
{
    // What pacing may add between two polls of its own accord.
    private const long Pacing = 1000;

    public static TheoryData<long, long, int> Advised { get; } = new()
    {
        { 30_000, 0, 10 }, { 0, 0, 10 }, { 500, 0, 10 }, { 45_000, 2_000, 10 }, { 600_000, 0, 10 }, { 30_000, 0, 1 },
            { 25_000, 5_000, 60 },
    };

    [Theory]
    [MemberData(nameof(Advised))]
    public void A_silent_server_is_noticed_after_the_time_it_holds_a_poll_and_the_time_on_the_network(long hold, long interval,
        int network)
    {
        MachineScript script = Connected(hold, interval, network);
        long heard = script.Clock.Now;
        LetPollLeave(script);
        long left = script.Clock.Now;
        script.TimeOut(script.Poll);

        Assert.Equal(BayeuxState.Reconnecting, script.State);
        Assert.InRange(script.Clock.Now - heard, 0, Bound(hold, interval, network));

        // Never so early that a server which holds the poll for as long as it said is given up.
        Assert.True(script.Clock.Now - left >= hold + (network * 1000));
    }

    [Theory]
    [MemberData(nameof(Advised))]
    public void So_is_one_that_cuts_the_poll_and_then_falls_silent(long hold, long interval, int network)
    {
        MachineScript script = Connected(hold, interval, network);
        long heard = script.Clock.Now;
        LetPollLeave(script);
        script.Cut(script.Poll);

        // The first cut is the normal fate of an idle connection, and is repaired without a report.
        Assert.Equal(BayeuxState.Connected, script.State);
        script.TimeOut(script.Poll);
        Assert.Equal(BayeuxState.Reconnecting, script.State);
        Assert.InRange(script.Clock.Now - heard, 0, Bound(hold, interval, network));
    }

    [Fact]
    public void New_advice_makes_a_new_bound()
    {
        MachineScript script = Connected(600_000, 0, 10);
        LetPollLeave(script);
        script.AnswerPoll(",\"advice\":{\"timeout\":5000}", "{\"channel\":\"/a\",\"data\":{}}");
        long heard = script.Clock.Now;
        LetPollLeave(script);
        script.TimeOut(script.Poll);
        Assert.Equal(BayeuxState.Reconnecting, script.State);
        Assert.InRange(script.Clock.Now - heard, 0, Bound(5_000, 0, 10));
    }

    [Fact]
    public void A_server_that_comes_back_is_noticed_within_the_longest_back_off_however_long_it_was_away()
    {
        MachineScript script = Connected(30_000, 0, 10);
        LetPollLeave(script);
        script.TimeOut(script.Poll);
        for (int attempt = 0; attempt < 50; attempt++)
        {
            long failed = script.Clock.Now;
            LetPollLeave(script);
            Assert.InRange(script.Clock.Now - failed, 1, (long)script.Options.BackoffMaximum.TotalMilliseconds);

            // While it is not known whether anybody is there, the poll asks to be answered at once, so none is waited for as long
            // as a held one.
            Assert.Equal((long)script.Options.MaxNetworkDelay.TotalMilliseconds, script.Poll.Timeout);
            script.TimeOut(script.Poll);
        }

        LetPollLeave(script);
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    private static long Bound(long hold, long interval, int network) => interval + Pacing + hold + (network * 1000L);

    private static MachineScript Connected(long hold, long interval, int network)
    {
        var script = new MachineScript(o => o.MaxNetworkDelay = TimeSpan.FromSeconds(network));
        _ = script.Start("/a");
        script.AnswerHandshake(",\"advice\":{\"reconnect\":\"retry\",\"interval\":" + interval + ",\"timeout\":" + hold + "}");
        script.AnswerRestore();
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.Changes.Last().Current);
        return script;
    }

    private static void LetPollLeave(MachineScript script)
    {
        if (!script.HasOpen(ConnectionKind.Poll))
        {
            _ = script.RunTimer();
        }
    }
}
