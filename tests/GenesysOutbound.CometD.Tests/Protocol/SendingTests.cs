using System;
using System.Linq;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>Publishing by table.</summary>
public sealed class SendingTests
{
    [Fact]
    public void A_publish_completes_exactly_once_with_the_servers_verdict()
    {
        var script = new MachineScript();
        script.Connect();
        PendingPublish good = script.Publish("/p", "1");
        script.AnswerSend();
        PendingPublish refused = script.Publish("/q", "2");
        script.AnswerSend("/q");
        Assert.True(good.Task.Now().Successful);
        Assert.Equal((false, "403::denied"), (refused.Task.Now().Successful, refused.Task.Now().Error));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_publish_whose_request_fails_fails_and_is_never_sent_again(int how)
    {
        var script = new MachineScript();
        script.Connect();
        PendingPublish pending = script.Publish("/p", "1");
        BayeuxRequest send = script.OpenOf(RequestKind.Send);
        switch (how)
        {
            case 0:
                script.Cut(send);
                break;
            case 1:
                script.Status(send, 500);
                break;
            default:
                script.Reply(send, "[{\"channel\":\"/other\",\"data\":1}]");
                break;
        }

        Assert.IsType<BayeuxException>(pending.Task.Exception!.InnerException);
        script.Clock.Advance(30_000);
        script.Cut(script.Poll);
        script.AnswerPoll();
        Assert.Single(script.Sent, r => r.Kind == RequestKind.Send);
    }

    [Fact]
    public void What_gathers_while_a_request_is_on_its_way_goes_together_and_in_order()
    {
        var script = new MachineScript();
        script.Connect();
        script.Publish("/p", "1");
        script.Publish("/p", "2");
        script.Subscribe("/s");
        script.Publish("/p", "3");
        script.AnswerSend();
        Assert.Equal(["/p", "/meta/subscribe", "/p"], script.OpenOf(RequestKind.Send).Messages.Select(m => m.Channel));
        Assert.Equal(["2", "3"], script.OpenOf(RequestKind.Send).Messages.Where(m => m.DataJson is not null).Select(m => m.DataJson));
    }

    [Fact]
    public void A_request_that_fails_fails_every_message_in_it()
    {
        var script = new MachineScript();
        script.Connect();
        script.Publish("/p", "0");
        PendingPublish[] together = [script.Publish("/p", "1"), script.Publish("/p", "2")];
        Pending<SubscriptionResult> subscribe = script.Subscribe("/s");
        script.AnswerSend();
        script.Cut(script.OpenOf(RequestKind.Send));
        Assert.All(together, p => Assert.True(p.Task.IsFaulted));
        Assert.True(subscribe.Task.IsFaulted);
        Assert.Null(script.Machine.Book.Find("/s"));
    }

    [Fact]
    public void A_lost_reply_to_a_message_is_a_gap_without_acknowledgements_and_none_with_them()
    {
        var without = new MachineScript();
        without.Connect("/a");
        without.Publish("/p", "1");
        without.Cut(without.OpenOf(RequestKind.Send));
        Assert.Single(without.Gaps);

        var with = new MachineScript();
        with.Start();
        with.AnswerHandshake(",\"ext\":{\"ack\":true}");
        with.AnswerPoll();
        with.Publish("/p", "1");
        with.Cut(with.OpenOf(RequestKind.Send));
        Assert.Empty(with.Gaps);
    }

    [Fact]
    public void A_message_over_the_limit_is_refused_here_and_large_batches_are_split()
    {
        var script = new MachineScript(o => o.MaxMessageBytes = 100);
        script.Connect();
        var error = Assert.IsType<BayeuxException>(script.Publish("/p", "\"" + new string('x', 100) + "\"").Task.Exception!.InnerException);
        Assert.Equal(BayeuxErrorKind.MessageTooLarge, error.Kind);
        script.Publish("/p", "0");
        string half = "\"" + new string('x', 60) + "\"";
        script.Publish("/p", half);
        script.Publish("/p", half);
        script.AnswerSend();
        Assert.Single(script.OpenOf(RequestKind.Send).Messages);
        script.AnswerSend();
        Assert.Single(script.OpenOf(RequestKind.Send).Messages);
    }

    [Fact]
    public void A_publish_that_was_cancelled_before_it_left_never_leaves()
    {
        var script = new MachineScript();
        script.Connect();
        script.Publish("/p", "1");
        PendingPublish cancelled = script.Publish("/p", "2");
        cancelled.Cancel();
        script.AnswerSend();
        Assert.False(script.HasOpen(ConnectionKind.Command));
    }

    [Fact]
    public void Data_that_is_not_ascii_leaves_escaped()
    {
        var script = new MachineScript();
        script.Connect();
        script.Publish("/p", "{\"t\":\"\u00fc\ud83d\ude00\"}");
        string body = MachineScript.BodyOf(script.OpenOf(RequestKind.Send));
        Assert.Contains("{\"t\":\"\\u00fc\\ud83d\\ude00\"}", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_held_poll_never_delays_a_message_and_is_never_given_up_for_one()
    {
        var script = new MachineScript();
        script.Connect();
        BayeuxRequest poll = script.Poll;
        script.Publish("/p", "1");
        Assert.NotNull(script.OpenOf(RequestKind.Send));
        Assert.Same(poll, script.Poll);
        Assert.Empty(script.Aborted);
    }
}
