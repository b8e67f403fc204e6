using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Desktop.Tests.ServiceClientApi;

/// <summary>The events that subscribers get.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task The_life_of_a_record_is_told_to_subscribers()
    {
        await using var host = await HostFixture.StartAsync();
        await SubscribeAsync(host, "interaction", "markdone");
        Publish(host);
        var called = await host.CalledAsync();
        var callId = (string)called["interactionId"]!;
        await SimulatorFixture.WaitForAsync(host.Session, () =>
            host.Session.Calls.Snapshot().Any(call => call.State == "Established"));
        var events = Publish(host);
        var first = events[0];
        Assert.Equal("interaction", (string?)first["event"]);
        Assert.Equal("PREVIEW", (string?)first["data"]!["eventType"]);
        Assert.Equal("1", (string?)first["data"]!["interaction"]!["interactionId"]);
        Assert.Equal("ESTABLISHED", (string?)events[^1]["data"]!["eventType"]);
        Assert.Equal(callId, (string?)events[^1]["data"]!["interaction"]!["interactionId"]);
        Assert.Equal("OUT", (string?)events[^1]["data"]!["interaction"]!["direction"]);

        await host.DataAsync("voice.hangUp", callId);
        await host.DataAsync("interaction.markdone", callId);
        events = Publish(host);
        Assert.Contains(events, item => (string?)item["data"]!["eventType"] == "RELEASED");
        Assert.Contains(events, item => (string?)item["event"] == "interaction"
            && (string?)item["data"]!["eventType"] == "MARK_DONE");
        var done = Assert.Single(events, item => (string?)item["event"] == "markdone");
        Assert.Equal(callId, (string?)done["data"]!["interactionId"]);
    }

    [Fact]
    public async Task Campaign_events_have_the_vendors_names_and_shape()
    {
        await using var host = await HostFixture.StartAsync();
        await SubscribeAsync(host, "outbound");

        // The campaigns are announced when the session begins, so more events may come than the two that are meant.
        host.Simulator.UnloadCampaign(SimulatorFixture.Campaign);
        host.Simulator.StartCampaign(SimulatorFixture.Campaign);
        long Last(string type) => host.Session.Events.Snapshot()
            .LastOrDefault(item => item.NotificationType == type
                && item.CampaignName == SimulatorFixture.Campaign)?.Sequence ?? 0;
        await SimulatorFixture.WaitForAsync(host.Session, () => Last("CampaignUnloaded") > 0
            && Last("CampaignStarted") > Last("CampaignUnloaded"));
        var events = Publish(host, Last("CampaignUnloaded") - 1);
        Assert.Equal(
            """{"event":"outbound","data":{"eventType":"CampaignUnloaded","campaign":"Campaign1"},"userAgent":"WWE Server","protocolVersion":2}""",
            events[0].ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal("CampaignStarted", (string?)events[1]["data"]!["eventType"]);
        Assert.Equal("Preview", (string?)events[1]["data"]!["mode"]);
    }

    [Fact]
    public async Task The_agents_state_is_told_when_it_changes()
    {
        await using var host = await HostFixture.StartAsync();
        await SubscribeAsync(host, "agent");
        Publish(host);
        var states = await host.DataAsync("agent.getStateList");
        await host.DataAsync("agent.setState",
            (int)states.Single(item => (string?)item["operationName"] == "Ready")["stateListIndex"]!);
        var told = Assert.Single(Publish(host));
        Assert.Equal("Ready", (string?)told["data"]!["state"]!["operationName"]);
        Assert.Empty(Publish(host));
        Assert.Equal("Ready", (string?)(await host.DataAsync("agent.getState"))["operationName"]);
    }

    [Fact]
    public async Task Nobody_who_has_not_subscribed_gets_an_event()
    {
        await using var host = await HostFixture.StartAsync();
        await SubscribeAsync(host, "agent");
        Publish(host);
        await host.PreviewAsync();
        Assert.Empty(Publish(host));
    }

    [Fact]
    public async Task A_call_from_a_queue_is_an_interaction_that_can_be_answered_and_ended()
    {
        await using var host = await HostFixture.StartAsync();
        host.Simulator.RingCall("agent1", userData: new Dictionary<string, object?> { ["Reason"] = "Invoice" });
        await SimulatorFixture.WaitForAsync(host.Session, () =>
            host.Session.Calls.Snapshot().Any(call => call.State == "Ringing"));
        var ringing = Assert.Single(await host.DataAsync("interaction.getInteractions"));
        Assert.Equal("Invoice", (string?)ringing["userData"]!["Reason"]);
        Assert.Equal("RINGING", (string?)ringing["state"]);
        var id = (string)ringing["interactionId"]!;
        await host.DataAsync("interaction.accept", id);
        Assert.Contains("hang up first", await host.ErrorAsync("interaction.markdone", id));
        Assert.Contains("has no outbound record", await host.ErrorAsync("outbound.getCallResult", id));
        await host.DataAsync("voice.hangUp", id);
        await host.DataAsync("interaction.markdone", id);
        Assert.Empty(await host.DataAsync("interaction.getInteractions"));
    }

    [Fact]
    public async Task An_email_is_an_interaction_that_can_be_accepted()
    {
        await using var host = await HostFixture.StartAsync();
        var emailId = host.Simulator.OfferEmail("agent1", "A question");
        await SimulatorFixture.WaitForAsync(host.Session, () => host.Session.Emails.Find(emailId) is not null);
        var offered = Assert.Single(await host.DataAsync("interaction.getInteractions"));
        Assert.Equal("A question", (string?)offered["subject"]);
        await host.DataAsync("interaction.accept", (string)offered["interactionId"]!);
        Assert.Equal("Processing", host.Session.Emails.Find(emailId)!.State);
    }

    [Fact]
    public async Task An_email_that_is_offered_again_after_a_rejection_is_another_interaction()
    {
        await using var host = await HostFixture.StartAsync();
        await SubscribeAsync(host, "interaction");
        var emailId = host.Simulator.OfferEmail("agent1", "A question");
        await SimulatorFixture.WaitForAsync(host.Session, () => host.Session.Emails.Find(emailId) is not null);
        var first = (string)Assert.Single(await host.DataAsync("interaction.getInteractions"))["interactionId"]!;
        await host.DataAsync("interaction.reject", first);
        Assert.Empty(await host.DataAsync("interaction.getInteractions"));
        Publish(host);

        // Nobody else took it, so the server offers it again, under the same id.
        host.Simulator.Publish("agent1", "/v2/me/emails", $$$"""
            { "messageType": "EmailStateChangeMessage", "notificationType": "StatusChange",
              "email": { "id": "{{{emailId}}}", "state": "Invited", "capabilities": ["Accept", "Reject"] } }
            """);
        await SimulatorFixture.WaitForAsync(host.Session, () => host.Session.Emails.Find(emailId)!.State == "Invited");
        var second = (string)Assert.Single(await host.DataAsync("interaction.getInteractions"))["interactionId"]!;
        Assert.NotEqual(first, second);
        Assert.Contains(Publish(host), item => (string?)item["data"]!["eventType"] == "INVITED"
            && (string?)item["data"]!["interaction"]!["interactionId"] == second);
        Assert.Contains("is done", await host.ErrorAsync("interaction.accept", first));

        // The request is sent; the simulator itself knows nothing of an offer that the test made up.
        Assert.Contains("statusCode 2", await host.ErrorAsync("interaction.accept", second));
    }

    [Fact]
    public async Task A_call_that_its_queue_brings_back_after_it_was_marked_done_is_another_interaction()
    {
        await using var host = await HostFixture.StartAsync();
        await SubscribeAsync(host, "interaction");
        var callId = host.Simulator.RingCall("agent1");
        await SimulatorFixture.WaitForAsync(host.Session, () => host.Session.Calls.Find(callId) is not null);
        var first = (string)Assert.Single(await host.DataAsync("interaction.getInteractions"))["interactionId"]!;
        await host.DataAsync("interaction.reject", first);
        await host.DataAsync("interaction.markdone", first);
        Assert.Empty(await host.DataAsync("interaction.getInteractions"));
        Publish(host);

        host.Simulator.Publish("agent1", "/v2/me/calls", $$$"""
            { "messageType": "CallStateChangeMessage", "notificationType": "StatusChange",
              "call": { "id": "{{{callId}}}", "state": "Ringing", "callType": "Internal", "capabilities": ["Answer"] } }
            """);
        await SimulatorFixture.WaitForAsync(host.Session, () => host.Session.Calls.Find(callId)!.State == "Ringing");
        var second = (string)Assert.Single(await host.DataAsync("interaction.getInteractions"))["interactionId"]!;
        Assert.NotEqual(first, second);
        Assert.Contains(Publish(host), item => (string?)item["data"]!["eventType"] == "RINGING"
            && (string?)item["data"]!["interaction"]!["interactionId"] == second);
    }

    [Fact]
    public async Task User_data_of_a_record_is_changed_by_the_rules_of_its_fields()
    {
        await using var host = await HostFixture.StartAsync();
        var preview = await host.PreviewAsync();
        var id = (string)preview["interactionId"]!;
        await host.DataAsync("interaction.setUserData", id, new JObject { ["GSW_PHONE_TYPE"] = 4 });
        Assert.Equal(["GSW_PHONE_TYPE"], host.Session.Records.Snapshot()[0].Pending.Fields.Keys);
        Assert.Contains("not editable", await host.ErrorAsync("interaction.setUserData", id,
            new JObject { ["GSW_CHAIN_ID"] = 4 }));
    }

    [Fact]
    public async Task The_same_record_delivered_again_is_another_interaction()
    {
        await using var host = await HostFixture.StartAsync();
        var called = await host.CalledAsync();
        var callId = (string)called["interactionId"]!;
        var handle = (long)called["userData"]!["GSW_RECORD_HANDLE"]!;
        var there = host.Simulator.Now.AddHours(2).ToOffset(TimeSpan.FromSeconds((long)called["userData"]!["GSW_TZ_OFFSET"]!));
        await host.DataAsync("outbound.rescheduleRecord", callId, handle,
            there.ToString("MM/dd/yyyy HH:mm", CultureInfo.InvariantCulture), "PERSONAL");
        await host.DataAsync("voice.hangUp", callId);
        await host.DataAsync("interaction.markdone", callId);

        // Two hours later the callback comes back to its agent.
        host.Simulator.AdvanceClock(TimeSpan.FromHours(3));
        var record = handle.ToString(CultureInfo.InvariantCulture);
        await SimulatorFixture.WaitForAsync(host.Session, () =>
            host.Session.Records.Find(record)?.State == GwsRecordState.Scheduled);
        var again = Assert.Single(await host.DataAsync("interaction.getInteractions"));
        Assert.Equal(handle, (long)again["userData"]!["GSW_RECORD_HANDLE"]!);
        Assert.Equal("SCHEDULED", (string?)again["state"]);
        Assert.NotEqual(callId, (string?)again["interactionId"]);
        Assert.Contains("is done", await host.ErrorAsync("outbound.getCallResult", "1"));
        Assert.Contains("is done", await host.ErrorAsync("outbound.getCallResult", callId));
    }

    private static async Task SubscribeAsync(HostFixture host, params string[] names)
    {
        var reply = await host.SendAsync(new JObject { ["event"] = "subscribe", ["data"] = new JArray(names.Cast<object>()) });
        Assert.NotNull(reply!["subscriptionId"]);
    }

    private static List<JObject> Publish(HostFixture host, long after = long.MaxValue - 1)
    {
        host.Publisher.Publish(host.Session.Events.Snapshot(after), [host.Connection]);
        var events = new List<JObject>();
        while (host.Connection.NextEvent() is { } next)
        {
            events.Add(next.Event);
            host.Connection.Remove(next);
        }

        return events;
    }
}
