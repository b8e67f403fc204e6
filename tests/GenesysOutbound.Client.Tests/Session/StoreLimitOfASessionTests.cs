using System;
using System.Globalization;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Client.Tests.Session;

/// <summary>A server that delivers records without end: the session forgets the oldest, and its log says so once.</summary>
public sealed class StoreLimitOfASessionTests
{
    [Fact]
    public async Task The_oldest_records_give_way_and_one_event_says_so()
    {
        const int announced = StoreLimit.Default + 1_000;
        await using var fixture = new SimulatorFixture();
        var session = await fixture.ConnectAsync();
        var after = session.Events.LastSequence;
        for (var i = 1; i <= announced; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            fixture.Simulator.Publish("agent1", "/v2/me/outbound",
                "{\"messageType\":\"OutboundRecordMessage\",\"notificationType\":\"PreviewRecord\",\"referenceId\":\"x" + number
                    + "\",\"record\":{\"recordHandle\":\"limit-" + number + "\",\"campaignName\":\"Campaign1\"}}");
        }

        var wanted = new GwsEventFilter { RecordHandle = "limit-" + announced.ToString(CultureInfo.InvariantCulture) };
        var newest = await session.Events.CreateReader()
            .TakeAsync(wanted, TimeSpan.FromSeconds(60), cancellationToken: SimulatorFixture.Stop);

        Assert.NotNull(newest);
        Assert.InRange(session.Records.Count, StoreLimit.Default / 2, StoreLimit.Default);
        Assert.Null(session.Records.Find("limit-1"));
        Assert.NotNull(session.Records.Find(newest.RecordHandle!));
        var told = Assert.Single(session.Events.Snapshot(after), item => item.NotificationType == GwsEvent.StoreLimitType);
        Assert.True(told.IsError);
        Assert.Contains("records", told.Error, StringComparison.Ordinal);
        Assert.Equal(session.Events.LastSequence - session.Events.Capacity, session.Events.DroppedCount);
        Assert.Equal(GwsSessionState.Connected, session.State);
    }
}
