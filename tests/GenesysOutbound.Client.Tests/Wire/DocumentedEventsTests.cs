using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Wire;

/// <summary>The events of the documents' samples become the right objects, and every member of them can be reached.</summary>
public class DocumentedEventsTests
{
    [Fact]
    public void RecordRejectAcknowledge_is_understood()
    {
        var events = Fixture.Events("reject-record.events.json").Select(Fixture.Read).ToArray();
        Assert.Equal(2, events.Length);

        var (acknowledge, facts) = events[0];
        Assert.Equal("/v2/me/outbound", acknowledge.Channel);
        Assert.Equal("OutboundRecordMessage", acknowledge.MessageType);
        Assert.Equal("RecordRejectAcknowledge", acknowledge.NotificationType);
        Assert.Equal("123456789", acknowledge.ReferenceId);
        Assert.Equal("9", acknowledge.RecordHandle);
        Assert.Equal("Campaign1", acknowledge.CampaignName);
        Assert.False(acknowledge.IsError);
        Assert.Equal(NotificationKind.RecordRejected, facts.Kind);
        Assert.Equal(134, facts.Record!.ApplicationId);
        Assert.Equal("CallingList1", facts.Record.CallingList);
        Assert.Equal("/devices/2b00393c-9ad3-418f-8b3d-a06cbe8af395", facts.Record.DevicePath);

        var (twin, twinFacts) = events[1];
        Assert.Equal("/me/internal", twin.Channel);
        Assert.Equal("DeviceUserEventMessage", twin.MessageType);
        Assert.Equal("RecordRejectAcknowledge", twin.NotificationType);
        Assert.Null(twin.ReferenceId);
        Assert.Equal("9", twin.RecordHandle);
        Assert.Equal("2b00393c-9ad3-418f-8b3d-a06cbe8af395", twin.DeviceId);
        Assert.Equal(NotificationKind.RawUserEvent, twinFacts.Kind);
        var processing = (GwsData)((GwsData)twin.Data["metrics"]!)["eventProcessing"]!;
        Assert.Equal(1433915386880L, processing["serverGenerationTimestamp"]);
    }

    [Fact]
    public void ChainedRecordsDataEnd_is_understood()
    {
        var events = Fixture.Events("get-chained-record.events.json").Select(Fixture.Read).ToArray();
        Assert.Equal(NotificationKind.ChainEnd, events[0].Facts.Kind);
        Assert.Equal("7", events[0].Event.RecordHandle);
        Assert.Equal("123456789", events[0].Event.ReferenceId);
        Assert.Equal(NotificationKind.RawUserEvent, events[1].Facts.Kind);
        Assert.Equal("7", events[1].Event.RecordHandle);
        Assert.Equal(1, events[1].Event.Data.Object("userData").Number("GSW_CHAIN_ID"));
    }

    [Theory]
    [InlineData("voice-reject.events.json")]
    [InlineData("voice-reject.as-printed.events.json")]
    public void A_rejected_call_is_understood(string fixture)
    {
        var (released, facts) = Fixture.Read(Fixture.Events(fixture).Single());
        Assert.Equal("013V08JRL498H10I04000VTAES00000I", released.CallId);
        Assert.Equal("StatusChange", released.NotificationType);
        var call = facts.Call!;
        Assert.Equal("Released", call.State);
        Assert.False(call.IsActive);
        Assert.Equal("Internal", call.CallType);
        Assert.Equal("9000", call.Dnis);
        Assert.Equal("5001", call.PhoneNumber);
        Assert.Equal(["5005"], call.Participants);
        Assert.Equal(TimeSpan.FromSeconds(5), call.Duration);
        Assert.Equal("0071023821aec012", call.ConnectionId);
        Assert.Equal("/devices/9c14cad7-17c4-48d0-8492-7cf0ff92c224", call.DevicePath);
        Assert.Empty(call.Capabilities);
        Assert.Equal(false, call.Data["monitoring"]);
    }

    [Fact]
    public void A_rejected_email_is_understood()
    {
        var (completed, facts) = Fixture.Read(Fixture.Events("email-reject.events.json").Single());
        Assert.Equal("5", completed.ReferenceId);
        Assert.Equal(5L, completed.Data["referenceId"]);
        Assert.Equal("EmailStateChangeMessage", completed.MessageType);
        var email = facts.Email!;
        Assert.Equal("00012a9HEEG033EC", email.EmailId);
        Assert.Equal("Completed", email.State);
        Assert.Equal("Test_V2", email.Subject);
        Assert.Equal("qwerty@hpe-voicevm-34-23.genesyslab.com", email.From);
        Assert.Null(email.UserData["RRequestedSkills"]);
        Assert.True(email.UserData.ContainsKey("RRequestedSkills"));
        Assert.Equal("multipart/mixed;boundary=\"=====2061846951====\"", email.UserData["Header_Content-Type"]);
        Assert.Equal(0L, email.UserData["_AutoReplyCount"]);
        Assert.Equal("0", email.UserData["_AttachmentsSize"]);
    }

    [Theory]
    [InlineData("reject-record.events.json")]
    [InlineData("get-chained-record.events.json")]
    [InlineData("voice-reject.events.json")]
    [InlineData("voice-reject.as-printed.events.json")]
    [InlineData("email-reject.events.json")]
    public void Every_member_can_be_reached(string fixture)
    {
        foreach (var message in Fixture.Events(fixture))
        {
            var (gwsEvent, _) = Fixture.Read(message);
            var leaves = message["data"]!.SelectTokens("$..*").OfType<JValue>().ToArray();
            Assert.NotEmpty(leaves);
            foreach (var leaf in leaves)
            {
                Assert.Equal(Plain(leaf), Reach(gwsEvent.Data, leaf));
            }

            Assert.True(JToken.DeepEquals(message, JToken.Parse(gwsEvent.Json)));
        }
    }

    [Fact]
    public void The_chain_of_the_desktops_sample_keeps_every_field()
    {
        var records = ((JArray)Fixture.Json("chained-records.response.json")["data"]![0]!["records"]!).Cast<JObject>().ToArray();
        Assert.Equal(2, records.Length);
        var book = new GwsRecordStore(10);
        foreach (var fields in records)
        {
            var data = new JObject { ["messageType"] = "OutboundRecordMessage", ["notificationType"] = fields["GSW_USER_EVENT"],
                ["record"] = new JObject { ["userData"] = fields } };
            var (_, facts) = Fixture.Read("/v2/me/outbound",
                new JObject { ["channel"] = "/v2/me/outbound", ["data"] = data }.ToString(Newtonsoft.Json.Formatting.None));
            var record = book.Apply(facts.Kind, facts.Record, DateTimeOffset.UnixEpoch)!;
            Assert.Equal((string)fields["GSW_RECORD_HANDLE"]!, record.RecordHandle);
            Assert.Equal(3, record.ChainId);
            Assert.Equal("Calling List Custom", record.CallingList);
            Assert.Equal("Outbound Campaign Custom", record.CampaignName);
            Assert.Equal(139, record.ApplicationId);
            Assert.Equal("Home Phone", record.PhoneType!.Label);
            Assert.Equal("Unknown", record.CallResult!.Name);
            Assert.Equal(0, record.Attempts);
            Assert.Equal(new TimeSpan(9, 30, 0), record.TimeZoneOffset);
            Assert.Equal(TimeSpan.Zero, record.From);
            Assert.Equal(new TimeSpan(23, 59, 59), record.Until);
            foreach (var field in fields.Properties())
            {
                Assert.Equal(Plain((JValue)field.Value), record.UserData[field.Name]);
            }
        }

        Assert.Equal(GwsRecordState.Preview, book.Find("283")!.State);
        Assert.Equal(GwsRecordState.Chained, book.Find("284")!.State);
    }

    private static object? Plain(JValue value) => value.Type switch
    {
        JTokenType.Null => null,
        JTokenType.Integer => (long)value,
        JTokenType.Float => (double)value,
        JTokenType.Boolean => (bool)value,
        _ => (string)value!,
    };

    // The way to a leaf, by the names and places above it.
    private static object? Reach(GwsData data, JValue leaf)
    {
        var steps = new Stack<JToken>();
        for (JToken? at = leaf; at?.Parent is not null; at = at.Parent)
        {
            steps.Push(at);
        }

        object? value = data;
        var below = false;
        foreach (var step in steps)
        {
            if (step is JProperty property)
            {
                if (!below)
                {
                    below = property.Name == "data";
                    continue;
                }

                value = ((GwsData)value!)[property.Name];
            }
            else if (below && step.Parent is JArray array)
            {
                value = ((object?[])value!)[array.IndexOf(step)];
            }
        }

        return value;
    }
}
