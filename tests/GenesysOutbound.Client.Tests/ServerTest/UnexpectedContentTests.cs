using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Client.Facts;
using Xunit;

namespace GenesysOutbound.Client.Tests.ServerTest;

/// <summary>A session counts what it did not understand: within bounds, masked, and nothing of what it understood.</summary>
public class UnexpectedContentTests
{
    [Theory]
    [InlineData("{\"messageType\":\"NewMessage\",\"phone\":\"4155551234\"}", GwsUnexpectedKind.NotificationType, "NewMessage")]
    [InlineData("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"NewEvent\",\"record\":{}}",
        GwsUnexpectedKind.NotificationType, "OutboundRecordMessage NewEvent")]
    [InlineData("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"PreviewRecord\"}",
        GwsUnexpectedKind.MissingMember, "OutboundRecordMessage.record")]
    [InlineData("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"PreviewRecord\",\"record\":{\"more\":\"x\"}}",
        GwsUnexpectedKind.UnknownMember, "OutboundRecordMessage.record.more")]
    [InlineData("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"PreviewRecord\",\"record\":{\"userData\":" +
        "{\"GSW_NEW\":1,\"own\":2}}}", GwsUnexpectedKind.UnknownMember, "OutboundRecordMessage.record.userData.GSW_NEW")]
    [InlineData("{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"PreviewRecord\",\"record\":" +
        "{\"applicationId\":\"one\"}}", GwsUnexpectedKind.ValueType, "OutboundRecordMessage.record.applicationId")]
    [InlineData("{\"messageType\":\"CallStateChangeMessage\",\"notificationType\":\"StatusChange\",\"call\":{\"id\":\"1\"}}",
        GwsUnexpectedKind.MissingMember, "CallStateChangeMessage.call.state")]
    public void Each_kind_is_counted_at_its_place(string json, GwsUnexpectedKind kind, string place)
    {
        var log = new UnexpectedContentLog();
        Inspect(log, json);
        Inspect(log, json);
        var item = Assert.Single(log.Snapshot());
        Assert.Equal((kind, place, 2L), (item.Kind, item.Place, item.Count));
        Assert.DoesNotContain("4155551234", item.Sample);
    }

    [Fact]
    public void The_alternatives_that_the_client_accepts_are_understood()
    {
        var log = new UnexpectedContentLog();
        Inspect(log, "{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"StatusChanged\",\"referenceId\":7,"
            + "\"record\":{\"id\":\"x\",\"state\":\"ReadyToCall\",\"phone\":\"1\",\"customFields\":{\"GSW_TZ_OFFSET\":\"-3600\"},"
            + "\"applicationId\":\"134\",\"callingList\":null}}");
        Assert.Empty(log.Snapshot());
    }

    [Fact]
    public void Kinds_and_samples_are_bounded()
    {
        var log = new UnexpectedContentLog();
        for (var i = 0; i < 500; i++)
        {
            log.Add(GwsUnexpectedKind.UnknownMember, "place" + i, new string('x', 10_000));
        }

        Assert.Equal(100, log.Snapshot().Count);
        Assert.Equal(400, log.NotCounted);
        Assert.All(log.Snapshot(), item => Assert.True(item.Sample.Length < 220, item.Sample));
    }

    [Fact]
    public void What_is_known_is_looked_at_seldom_and_what_is_new_at_once()
    {
        var log = new UnexpectedContentLog();
        Assert.InRange(Enumerable.Range(0, 6400).Count(_ => log.Wants("PreviewRecord", 4, 30)), 100, 120);
        Assert.True(log.Wants("PreviewRecord", 5, 30));
        Assert.True(log.Wants("NewEvent", 4, 30));
        Assert.InRange(Enumerable.Range(0, 6400).Count(i => log.Wants("type" + i, 4, 30)), 250, 400);
    }

    [Fact]
    public async Task A_session_shows_what_it_did_not_understand()
    {
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        Assert.Empty(session.UnexpectedContent);
        fixture.Simulator.Publish("agent1", "/v2/me/outbound", "{\"messageType\":\"NewMessage\",\"who\":\"Ada\"}",
            toUnsubscribed: true);
        await SimulatorFixture.WaitForAsync(session, () => session.UnexpectedContent.Count > 0);
        var item = Assert.Single(session.UnexpectedContent);
        Assert.Equal((GwsUnexpectedKind.NotificationType, "NewMessage"), (item.Kind, item.Place));
        Assert.Equal("{messageType: \"xxxXxxxxxx\", who: \"xxx\"}".ToLowerInvariant(), item.Sample.ToLowerInvariant());
    }

    private static void Inspect(UnexpectedContentLog log, string json)
    {
        var reader = ServerBindings.Default.Notifications;
        var message = new ArraySegment<byte>(Encoding.UTF8.GetBytes("{\"channel\":\"/v2/me/outbound\",\"data\":" + json + "}"));
        reader.Inspect(reader.Read("/v2/me/outbound", message, DateTimeOffset.UnixEpoch), log);
    }
}
