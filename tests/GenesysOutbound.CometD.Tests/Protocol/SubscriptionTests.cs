using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>Subscriptions by table.</summary>
public sealed class SubscriptionTests
{
    [Fact]
    public void One_message_a_channel_in_one_request_and_each_verdict_counts()
    {
        var script = new MachineScript();
        var pending = script.Start("/a", "/b", "/c");
        script.AnswerHandshake();
        Assert.Equal(3, script.OpenOf(RequestKind.Restore).Messages.Count);
        script.AnswerRestore("/a", "/c");
        script.AnswerPoll();
        Assert.Equal([("/a", false), ("/b", true), ("/c", false)], pending.Task.Now().Select(v => (v.Channel, v.Successful)));
        Assert.Equal("403::denied", pending.Task.Now()[0].Error);
        Assert.Null(script.Machine.Book.Find("/a"));
    }

    [Fact]
    public void A_channel_named_twice_is_asked_for_once()
    {
        var script = new MachineScript();
        script.Start("/x", "/x");
        script.AnswerHandshake();
        Assert.Equal("/x", Assert.Single(script.OpenOf(RequestKind.Restore).Messages).Subject);
    }

    [Fact]
    public void A_channel_that_was_refused_at_first_is_not_asked_for_again()
    {
        var script = new MachineScript();
        script.Start("/x");
        script.AnswerHandshake();
        script.AnswerRestore("/x");
        script.AnswerPoll();
        script.RefusePoll("402::x");
        script.AnswerHandshake();
        Assert.Single(script.Sent, r => r.Kind == RequestKind.Restore);
    }

    [Fact]
    public async Task A_session_that_is_replaced_while_connecting_is_asked_for_every_channel_and_every_verdict_is_told()
    {
        var script = new MachineScript();
        var pending = script.Start("/a", "/b");
        script.AnswerHandshake();
        script.AnswerRestore("/b");
        script.RefusePoll("402::x");
        script.AnswerHandshake(clientId: "c2");
        Assert.Equal(["/a", "/b"], script.OpenOf(RequestKind.Restore).Messages.Select(m => m.Subject));
        script.AnswerRestore("/b");
        script.AnswerPoll();
        Assert.Equal([("/a", true), ("/b", false)], (await pending.Task).Select(v => (v.Channel, v.Successful)));
        Assert.Equal("/a", Assert.Single(script.Machine.Book.Snapshot).Channel);
    }

    [Fact]
    public async Task A_refusal_that_meant_the_session_is_not_the_last_word_on_a_channel()
    {
        var script = new MachineScript();
        var pending = script.Start("/a");
        script.AnswerHandshake();
        script.Reply(script.OpenOf(RequestKind.Restore),
            "[{\"channel\":\"/meta/subscribe\",\"successful\":false,\"error\":\"403::Unknown client\"}]");
        script.RefusePoll("403::Unknown client");
        script.AnswerHandshake(clientId: "c2");
        script.AnswerRestore();
        script.AnswerPoll();
        Assert.True(Assert.Single(await pending.Task).Successful);
    }

    [Fact]
    public void Service_channels_are_accepted_without_asking()
    {
        var script = new MachineScript();
        var pending = script.Connect("/service/first");
        Assert.True(Assert.Single(pending.Task.Now()).Successful);
        Assert.DoesNotContain(script.Sent, r => r.Kind is RequestKind.Restore);
        script.AnswerPoll(events: "{\"channel\":\"/service/first\",\"data\":1}");
        Assert.Single(script.Events);
        Assert.Equal(0, script.Machine.Counters.Unknown);
    }

    [Fact]
    public void An_event_before_its_subscriptions_verdict_in_the_same_reply_is_delivered()
    {
        var script = new MachineScript();
        script.Start("/x");
        script.AnswerHandshake();
        BayeuxRequest restore = script.OpenOf(RequestKind.Restore);
        script.Reply(
            restore,
            "[{\"channel\":\"/x\",\"data\":1},{\"channel\":\"/meta/subscribe\",\"subscription\":\"/x\",\"id\":\""
                + restore.Messages[0].Id + "\",\"successful\":true}]");
        Assert.Single(script.Events);
        Assert.Equal(0, script.Machine.Counters.Unknown);
    }

    [Theory]
    [InlineData("/foo/*", "/foo/bar", true)]
    [InlineData("/foo/*", "/foo/bar/baz", false)]
    [InlineData("/foo/*", "/foo", false)]
    [InlineData("/foo/**", "/foo/bar", true)]
    [InlineData("/foo/**", "/foo/bar/baz", true)]
    [InlineData("/foo/**", "/foo", false)]
    [InlineData("/foo/**", "/foobar/x", false)]
    [InlineData("/**", "/x", true)]
    [InlineData("/**", "/x/y/z", true)]
    [InlineData("/*", "/x", true)]
    [InlineData("/*", "/x/y", false)]
    [InlineData("/foo", "/foo", true)]
    [InlineData("/foo", "/foo/", false)]
    [InlineData("/foo", "/Foo", false)]
    public void Wildcards_match_as_the_protocol_says(string pattern, string channel, bool matches) =>
        Assert.Equal(matches, ChannelPattern.Matches(pattern, channel));

    [Theory]
    [InlineData("foo")]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("/foo/")]
    [InlineData("/foo//bar")]
    [InlineData("/foo/**/bar")]
    [InlineData("/foo*")]
    [InlineData("/f o")]
    [InlineData("/f\u00fc")]
    public void Names_that_are_no_channels_are_refused_here(string channel) =>
        Assert.ThrowsAny<ArgumentException>(() => ChannelPattern.Check(channel, "channel", allowWildcard: true));

    [Fact]
    public void Overlapping_patterns_deliver_an_event_once_and_unknown_channels_are_delivered_and_counted()
    {
        var script = new MachineScript();
        script.Connect("/a/*", "/a/**");
        script.AnswerPoll(events: "{\"channel\":\"/a/b\",\"data\":1},{\"channel\":\"/other\",\"data\":2}");
        Assert.Equal(["1", "2"], script.Events.Select(e => e.GetDataJson()));
        Assert.Equal(1, script.Machine.Counters.Unknown);
    }

    [Fact]
    public void A_name_of_a_channel_that_no_server_has_is_not_kept()
    {
        var registry = new SubscriptionRegistry();
        _ = registry.Add("/a/*");
        WeakReference name = AskFor(registry);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.False(name.IsAlive);
        GC.KeepAlive(registry);
    }

    [Fact]
    public void A_verdict_without_an_id_is_matched_by_its_subscription()
    {
        var script = new MachineScript();
        var pending = script.Start("/a", "/b");
        script.AnswerHandshake();
        script.Reply(
            script.OpenOf(RequestKind.Restore),
            "[{\"channel\":\"/meta/subscribe\",\"subscription\":\"/b\",\"successful\":false,\"error\":\"403:/b:no\"}," +
                "{\"channel\":\"/meta/subscribe\",\"subscription\":\"/a\",\"successful\":true}]");
        script.AnswerPoll();
        Assert.Equal([true, false], pending.Task.Now().Select(v => v.Successful));
        Assert.Equal("403::no", pending.Task.Now()[1].Error);
    }

    [Fact]
    public void A_channel_without_any_verdict_counts_as_refused()
    {
        var script = new MachineScript();
        var pending = script.Start("/a", "/b");
        script.AnswerHandshake();
        BayeuxRequest restore = script.OpenOf(RequestKind.Restore);
        script.Reply(restore, "[{\"channel\":\"/meta/subscribe\",\"subscription\":\"/a\",\"id\":\"" + restore.Messages[0].Id
            + "\",\"successful\":true}]");
        script.AnswerPoll();
        Assert.Equal([true, false], pending.Task.Now().Select(v => v.Successful));
    }

    /// <summary>In a method of its own: what it has on its stack keeps nothing alive when it has returned.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference AskFor(SubscriptionRegistry registry)
    {
        string name = "/a/" + new string('x', 1_000_000);
        Assert.True(registry.Covers(name));
        return new WeakReference(name);
    }
}
