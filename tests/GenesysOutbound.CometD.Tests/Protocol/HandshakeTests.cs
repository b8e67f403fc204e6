using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.CometD.Protocol;
using GenesysOutbound.CometD.Tests.Support;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Protocol;

/// <summary>The handshake by table: no sockets, no time.</summary>
public sealed class HandshakeTests
{
    [Fact]
    public void Success_takes_the_client_id_and_completes_the_call_once()
    {
        var script = new MachineScript();
        var pending = script.Connect("/a");
        Assert.True(pending.Task.IsCompletedSuccessfully);
        Assert.Contains("\"clientId\":\"c1\"", MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);

        script.RefusePoll("402::session_unknown", ",\"advice\":{\"reconnect\":\"handshake\",\"interval\":0}");
        script.AnswerHandshake(clientId: "c2");
        script.AnswerRestore();
        script.AnswerPoll();
        Assert.Contains("\"clientId\":\"c2\"", MachineScript.BodyOf(script.Poll), StringComparison.Ordinal);
        Assert.Equal(2, script.Changes.Count(c => c.Current == BayeuxState.Connected));
    }

    [Fact]
    public void Sends_what_the_protocol_demands()
    {
        var script = new MachineScript();
        script.Start();
        Assert.Equal(
            "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"minimumVersion\":\"1.0\"," +
                "\"supportedConnectionTypes\":[\"long-polling\"]," +
            "\"id\":\"1\",\"ext\":{\"ack\":true}}]",
            MachineScript.BodyOf(script.OpenOf(RequestKind.Handshake)));
    }

    [Fact]
    public void Refused_with_none_is_final()
    {
        var script = new MachineScript();
        var pending = script.Start();
        RefuseHandshake(script, ",\"error\":\"403::denied\",\"advice\":{\"reconnect\":\"none\"}");
        var error = Assert.IsType<BayeuxException>(pending.Task.Exception!.InnerException);
        Assert.Equal(BayeuxErrorKind.HandshakeRefused, error.Kind);
        Assert.Equal(403, error.ErrorCode);
        Assert.Equal(BayeuxState.Failed, script.State);
        Assert.Null(script.TimerDelay);
        Assert.False(script.HasOpen(ConnectionKind.Poll));
    }

    [Fact]
    public void Refused_without_advice_is_tried_again_with_back_off_and_not_for_ever()
    {
        var script = new MachineScript();
        var pending = script.Start();
        var delays = new List<long>();
        for (int i = 0; i < 3; i++)
        {
            RefuseHandshake(script, ",\"error\":\"500::later\"");
            delays.Add(script.RunTimer());
        }

        RefuseHandshake(script, ",\"error\":\"500::later\"");
        Assert.Equal([1000, 2000, 4000], delays);
        Assert.True(pending.Task.IsFaulted);
        Assert.Equal(BayeuxState.Failed, script.State);
    }

    [Fact]
    public void Refused_in_the_background_is_tried_for_ever_with_capped_back_off()
    {
        var script = new MachineScript();
        script.Connect();
        script.RefusePoll("402::x");
        var delays = new List<long>();
        for (int i = 0; i < 8; i++)
        {
            RefuseHandshake(script, string.Empty);
            delays.Add(script.RunTimer());
        }

        Assert.Equal([1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000], delays);
    }

    [Fact]
    public void No_common_connection_type_fails_names_both_lists_and_is_not_retried()
    {
        var script = new MachineScript();
        var pending = script.Start();
        script.Reply(
            script.OpenOf(RequestKind.Handshake),
            "[{\"channel\":\"/meta/handshake\",\"successful\":true,\"clientId\":\"x\"," +
                "\"supportedConnectionTypes\":[\"websocket\",\"callback-polling\"]}]");
        var error = Assert.IsType<BayeuxException>(pending.Task.Exception!.InnerException);
        Assert.Equal(BayeuxErrorKind.NoCommonTransport, error.Kind);
        Assert.Contains("long-polling", error.Message, StringComparison.Ordinal);
        Assert.Contains("websocket, callback-polling", error.Message, StringComparison.Ordinal);
        Assert.Null(script.TimerDelay);
    }

    [Fact]
    public void Http_error_on_the_handshake_reports_the_status()
    {
        var script = new MachineScript();
        var pending = script.Start();
        script.Status(script.OpenOf(RequestKind.Handshake), 503);
        var error = Assert.IsType<BayeuxException>(pending.Task.Exception!.InnerException);
        Assert.Equal((BayeuxErrorKind.HttpStatus, 503), (error.Kind, error.HttpStatus));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Second_connect_is_rejected_and_disturbs_nothing(bool connected)
    {
        var script = new MachineScript();
        var first = connected ? script.Connect("/a") : script.Start("/a");
        int sent = script.Sent.Count;
        var second = script.Start("/b");
        Assert.IsType<InvalidOperationException>(second.Task.Exception!.InnerException);
        Assert.Equal(sent, script.Sent.Count);
        Assert.False(first.Task.IsFaulted);
        Assert.NotNull(script.Machine.Book.Find("/a"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"ext\":{\"ack\":true}")]
    public void Events_in_the_handshakes_reply_are_delivered(string ext)
    {
        var script = new MachineScript();
        script.Start("/a");
        script.Reply(
            script.OpenOf(RequestKind.Handshake),
            "[{\"channel\":\"/meta/handshake\",\"successful\":true,\"clientId\":\"c1\"," +
                "\"supportedConnectionTypes\":[\"long-polling\"],\"x-messages\":2" + ext + "},"
            + "{\"channel\":\"/a\",\"data\":1},{\"channel\":\"/a\",\"data\":2}]");
        Assert.Equal(["1", "2"], script.Events.Select(e => e.GetDataJson()));
        script.AnswerRestore();
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Fact]
    public void Success_with_the_advice_to_handshake_goes_on_to_poll()
    {
        var script = new MachineScript();
        script.Start();
        script.AnswerHandshake(",\"advice\":{\"reconnect\":\"handshake\",\"interval\":0}");
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
        Assert.Equal(1, script.Machine.Counters.Handshakes);
    }

    [Fact]
    public void Success_with_the_advice_none_is_final()
    {
        var script = new MachineScript();
        var pending = script.Start();
        script.AnswerHandshake(",\"advice\":{\"reconnect\":\"none\"}");
        Assert.True(pending.Task.IsFaulted);
        Assert.Equal(BayeuxState.Failed, script.State);
    }

    [Fact]
    public void Success_without_advice_forgets_the_old_advice()
    {
        var script = new MachineScript();
        script.Connect();
        script.RefusePoll("402::x",
            ",\"advice\":{\"reconnect\":\"handshake\",\"interval\":4000,\"timeout\":9000,\"maxInterval\":500}");
        script.RunTimer();
        script.AnswerHandshake(string.Empty);
        script.AnswerPoll();
        Assert.Equal(2, script.Machine.Counters.Handshakes);
        Assert.Equal(AdviceState.DefaultTimeout + 10_000, script.Poll.Timeout);
    }

    [Fact]
    public void A_single_object_instead_of_an_array_is_accepted()
    {
        var script = new MachineScript();
        script.Start();
        script.Reply(script.OpenOf(RequestKind.Handshake),
            "{\"channel\":\"/meta/handshake\",\"successful\":true,\"clientId\":\"c1\"," +
            "\"supportedConnectionTypes\":[\"long-polling\"]}");
        script.AnswerPoll();
        Assert.Equal(BayeuxState.Connected, script.State);
    }

    [Theory]
    [InlineData("[{\"channel\":\"/meta/handshake\",\"successful\":true}]")]
    [InlineData("[{\"channel\":\"/meta/connect\",\"successful\":true}]")]
    [InlineData("[{\"channel\":\"/a\",\"data\":1}]")]
    public void A_reply_that_brings_no_session_fails_the_call(string json)
    {
        var script = new MachineScript();
        var pending = script.Start();
        script.Reply(script.OpenOf(RequestKind.Handshake), json);
        Assert.Equal(BayeuxErrorKind.Protocol, Assert.IsType<BayeuxException>(pending.Task.Exception!.InnerException).Kind);
    }

    [Theory]
    [InlineData(",\"ext\":{\"ack\":true}", true, 0)]
    [InlineData(",\"ext\":{\"ack\":{\"enabled\":true,\"batch\":7}}", true, 7)]
    [InlineData(",\"ext\":{\"ack\":{\"enabled\":false}}", false, 0)]
    [InlineData(",\"ext\":{\"ack\":false}", false, 0)]
    [InlineData(",\"ext\":{\"other\":1}", false, 0)]
    [InlineData("", false, 0)]
    public void Acknowledgements_are_negotiated_in_every_form(string ext, bool active, long first)
    {
        var script = new MachineScript();
        script.Start();
        script.AnswerHandshake(ext);
        Assert.Equal(active, script.Machine.AckActive);
        string poll = MachineScript.BodyOf(script.Poll);
        if (active)
        {
            Assert.Contains("\"ext\":{\"ack\":" + first + "}", poll, StringComparison.Ordinal);
        }
        else
        {
            Assert.DoesNotContain("ack", poll, StringComparison.Ordinal);
        }
    }

    private static void RefuseHandshake(MachineScript script, string more) =>
        script.Reply(script.OpenOf(RequestKind.Handshake), "[{\"channel\":\"/meta/handshake\",\"successful\":false" + more
            + "}]");
}
