using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>HTTP 401 and 403 by table: the session's owner repairs the credentials.</summary>
public sealed class RepairTests
{
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public void Unauthorized_calls_the_hook_once_and_makes_the_same_request_again(int status)
    {
        var script = new MachineScript(o => o.ReauthenticateAsync = (_, _) => null!);
        script.Connect("/a");
        BayeuxRequest poll = script.Poll;
        script.Status(poll, status);
        Assert.Equal(1, script.RepairsAsked);
        Assert.False(script.HasOpen(ConnectionKind.Poll));
        script.Do(m => m.OnRepaired(true));
        Assert.Same(poll, script.Poll);
        script.Clock.Advance(1000);
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Empty(script.Gaps);
        script.Status(script.Poll, status);
        Assert.Equal(2, script.RepairsAsked);
    }

    [Fact]
    public void Unauthorized_again_after_the_repair_or_without_a_hook_or_with_one_that_fails_is_final()
    {
        var again = new MachineScript(o => o.ReauthenticateAsync = (_, _) => null!);
        again.Connect();
        again.Status(again.Poll, 401);
        again.Do(m => m.OnRepaired(true));
        again.Status(again.Poll, 401);
        var without = new MachineScript();
        without.Connect();
        without.Status(without.Poll, 403);
        var fails = new MachineScript(o => o.ReauthenticateAsync = (_, _) => null!);
        fails.Connect();
        fails.Status(fails.Poll, 403);
        fails.Do(m => m.OnRepaired(false));
        foreach (MachineScript script in new[] { again, without, fails })
        {
            Assert.Equal(BayeuxState.Failed, script.State);
            Assert.Equal(BayeuxErrorKind.Unauthorized, script.Changes[^1].Error!.Kind);
            Assert.False(script.HasOpen(ConnectionKind.Poll));
            Assert.Null(script.TimerDelay);
        }
    }

    [Fact]
    public void Two_requests_that_are_unauthorized_at_once_ask_the_hook_once_and_both_go_again()
    {
        var script = new MachineScript(o => o.ReauthenticateAsync = (_, _) => null!);
        script.Connect("/a");
        PendingPublish first = script.Publish("/p", "1");
        BayeuxRequest send = script.OpenOf(RequestKind.Send);
        script.Status(script.Poll, 403);
        script.Status(send, 403);
        PendingPublish second = script.Publish("/p", "2");
        Assert.Equal(1, script.RepairsAsked);
        Assert.False(script.HasOpen(ConnectionKind.Command));
        script.Do(m => m.OnRepaired(true));
        script.AnswerPoll();
        script.AnswerSend();
        script.AnswerSend();
        Assert.True(first.Task.IsCompletedSuccessfully && second.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public void Unauthorized_on_the_handshake_is_repaired_as_well()
    {
        var script = new MachineScript(o => o.ReauthenticateAsync = (_, _) => null!);
        var pending = script.Start();
        script.Status(script.OpenOf(RequestKind.Handshake), 401);
        script.Do(m => m.OnRepaired(true));
        script.AnswerHandshake();
        script.AnswerPoll();
        Assert.True(pending.Task.IsCompletedSuccessfully);
    }
}
