using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using GenesysOutbound.Client.Wire.V2;
using Xunit;

namespace GenesysOutbound.Client.Tests.Events;

/// <summary>The log keeps texts, within a limit of bytes, and makes events when they are read.</summary>
/// <remarks>One of the tests measures the memory of the whole process, so no other test may run meanwhile.</remarks>
[Collection(nameof(WholeProcess))]
public sealed class EventLogMemoryTests
{
    private readonly GwsRecordStore _records = new(10_000);

    [Fact]
    public void An_event_that_was_handed_out_stays_what_it_is_when_the_log_uses_its_memory_again()
    {
        var log = Fixture.NewLog(3);
        Add(log, 1);
        var held = Assert.Single(log.Snapshot());
        for (var i = 2; i < 500; i++)
        {
            Add(log, i);
        }

        Assert.Equal("1", held.RecordHandle);
        Assert.Equal("1", Text(held.Data["record"], "recordHandle"));
        Assert.Contains("\"recordHandle\":1,", held.Json, StringComparison.Ordinal);
        Assert.Equal(["497", "498", "499"], log.Snapshot().Select(item => item.RecordHandle));
        Assert.All(log.Snapshot(), item => Assert.Equal(item.RecordHandle, item.Record!.RecordHandle));
    }

    [Fact]
    public void An_event_says_the_same_each_time_it_is_made()
    {
        var log = Fixture.NewLog(10);
        Add(log, 7);
        var (first, second) = (log.Snapshot()[0], log.FindByReference("r7")[0]);
        Assert.Equal(first.Json, second.Json);
        Assert.Equal((first.Sequence, first.ReceivedAt, first.Channel), (second.Sequence, second.ReceivedAt, second.Channel));
        Assert.Equal("PreviewRecord", second.NotificationType);
        Assert.Equal("OutboundRecordMessage", second.MessageType);
        Assert.Same(first.Record, second.Record);
    }

    [Fact]
    public void The_oldest_events_give_way_to_the_bytes_of_new_ones_and_are_counted()
    {
        var log = Fixture.NewLog(1_000, maxBytes: 100_000);
        for (var i = 1; i <= 50; i++)
        {
            Add(log, i, padding: 5_000);
        }

        Assert.InRange(log.Count, 5, 20);
        Assert.Equal(50 - log.Count, log.DroppedCount);
        Assert.Equal(50, log.Snapshot()[^1].Sequence);
        Assert.Empty(log.FindByReference("r1"));
        Assert.Single(log.FindByReference("r50"));

        // One that is larger than everything is kept all the same, alone.
        Add(log, 51, padding: 200_000);
        Assert.Equal("51", Assert.Single(log.Snapshot()).RecordHandle);
    }

    [Fact]
    public void Snapshots_with_many_pairs_count_once_for_the_events_that_share_them()
    {
        var pairs = string.Join(",", Enumerable.Range(0, 900).Select(i => "\"key" + i + "\":1"));
        var log = Fixture.NewLog(1_000, maxBytes: 300_000);
        Add(log, 1, more: pairs);
        for (var i = 0; i < 100; i++)
        {
            Add(log, 1);
        }

        Assert.Equal(101, log.Count);

        // Each changes one of the 900 pairs, and so needs a copy of all.
        for (var i = 0; i < 100; i++)
        {
            Add(log, 1, more: "\"key1\":" + (i + 2).ToString(CultureInfo.InvariantCulture));
        }

        Assert.InRange(log.Count, 1, 10);
    }

    [Fact]
    public void A_fruitless_look_makes_no_event()
    {
        var log = Fixture.NewLog(10_000);
        for (var i = 0; i < 10_000; i++)
        {
            Add(log, i);
        }

        var reader = log.CreateReader();
        GwsEventFilter[] filters =
        [
            new() { NotificationTypes = ["never"] }, new() { RecordHandle = "never" }, new() { ReferenceId = "never" },
            new() { CallId = "never" }, new() { CampaignName = "never" }, new() { Channels = ["never"] },
        ];
        Look();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Look();

        // Less than the text of a hundred of the 60,000 events that are looked at.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);

        void Look()
        {
            foreach (var filter in filters)
            {
                Assert.False(reader.TryTake(filter, out _));
                Assert.False(reader.TryTake(filter, out _, includeTaken: true));
                Assert.Empty(log.Find(filter));
            }
        }
    }

    [Fact]
    public void Find_gives_the_newest_of_those_that_fit_in_order()
    {
        var log = Fixture.NewLog(100);
        for (var i = 1; i <= 20; i++)
        {
            Add(log, i % 5);
        }

        Assert.Equal([13L, 18L], log.Find(new GwsEventFilter { RecordHandle = "3" }, last: 2).Select(item => item.Sequence));
        Assert.Equal([13L, 18L],
            log.Find(new GwsEventFilter { ReferenceId = "r3", After = 10 }).Select(item => item.Sequence));
        Assert.Equal([19L, 20L], log.Find(new GwsEventFilter { After = 18 }).Select(item => item.Sequence));
        Assert.Equal([2L], log.Find(new GwsEventFilter { Condition = item => item.Sequence == 2 }).Select(item => item.Sequence));
    }

    [Fact]
    public async Task Events_are_read_while_others_are_added()
    {
        var log = Fixture.NewLog(50);
        var writer = Task.Run(() =>
        {
            for (var i = 1; i <= 20_000; i++)
            {
                Add(log, i);
            }
        }, SimulatorFixture.Stop);
        long seen = 0;
        while (!writer.IsCompleted || seen < log.LastSequence)
        {
            if (log.Next(ref seen, null) is { } item)
            {
                Assert.Equal(item.Sequence, seen);
                Assert.Equal(item.Sequence.ToString(CultureInfo.InvariantCulture), item.RecordHandle);
                Assert.Equal(item.RecordHandle, item.Record!.RecordHandle);
            }
        }

        await writer.WaitAsync(TimeSpan.FromSeconds(30), SimulatorFixture.Stop);
    }

    [Fact]
    public void A_logged_event_takes_three_hundred_bytes_at_most_beyond_its_text_and_the_snapshot_of_its_record()
    {
        const int events = 5_000;
        var utf8 = new ArraySegment<byte>(new byte[600]);
        var parsed = new ParsedNotification { ReferenceId = "r", NotificationType = "PreviewRecord" };
        Fill(Fixture.NewLog(10));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var log = Fixture.NewLog(events);
        Fill(log);
        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) / events;
        GC.KeepAlive(log);
        Assert.InRange(kept, 600, 900);

        void Fill(GwsEventLog log)
        {
            for (var i = 0; i < events; i++)
            {
                log.Add("/v2/me/outbound", utf8, default, parsed, default);
            }
        }
    }

    private static string? Text(object? data, string key) => (data as GwsData).Text(key);

    private void Add(GwsEventLog log, int handle, int padding = 0, string? more = null)
    {
        var json = "{\"channel\":\"/v2/me/outbound\",\"data\":{\"messageType\":\"OutboundRecordMessage\"," +
            "\"notificationType\":\"PreviewRecord\",\"referenceId\":\"r" + handle + "\",\"record\":{\"recordHandle\":" + handle
            + ",\"campaignName\":\"Campaign1\",\"userData\":{\"GSW_PHONE\":\"555\"" + (more is null ? string.Empty : "," + more)
            + "}},\"padding\":\"" + new string('x', padding) + "\"}}";
        var utf8 = new ArraySegment<byte>(Encoding.UTF8.GetBytes(json));
        var parsed = V2Binding.Instance.Notifications.Read("/v2/me/outbound", utf8, default);
        var record = _records.Apply(parsed.Kind, parsed.Record, default, parsed.ReferenceId);
        log.Add("/v2/me/outbound", utf8, default, parsed, new EventState(record));
    }
}
