using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Events;

public class EventLogTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void A_log_that_grows_keeps_every_event_in_its_place(int capacity)
    {
        var log = Fixture.NewLog(capacity);
        for (var i = 1; i <= 500; i++)
        {
            log.Add(new GwsEvent { ReferenceId = "r" + i });

            var kept = Math.Min(i, capacity);
            Assert.Equal(Enumerable.Range(i - kept + 1, kept).Select(n => "r" + n), log.Snapshot().Select(e => e.ReferenceId));
            Assert.Equal(i - kept, log.DroppedCount);
        }

        Assert.Equal(capacity, log.Capacity);
        Assert.Equal("r500", Assert.Single(log.FindByReference("r500")).ReferenceId);
        Assert.Empty(log.FindByReference("r" + (500 - capacity)));
    }

    [Fact]
    public async Task A_wait_without_end_is_over_with_the_session()
    {
        var log = Fixture.NewLog(10);
        var before = log.WaitForMoreAsync(0, Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        Assert.False(before.IsCompleted);
        log.End();
        var after = log.WaitForMoreAsync(0, Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        Assert.False(await before.WaitAsync(SimulatorFixture.Patience, TestContext.Current.CancellationToken));
        Assert.False(await after.WaitAsync(SimulatorFixture.Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_log_is_bounded_and_its_index_with_it()
    {
        var log = Fixture.NewLog(10);
        for (var i = 1; i <= 25; i++)
        {
            log.Add(Event("t", reference: "r" + (i % 5).ToString(CultureInfo.InvariantCulture)));
        }

        Assert.Equal(25, log.LastSequence);
        Assert.Equal(10, log.Count);
        Assert.Equal(15, log.DroppedCount);
        Assert.Equal(Enumerable.Range(16, 10).Select(n => (long)n), log.Snapshot().Select(item => item.Sequence));
        Assert.Equal([24L, 25L], log.Snapshot(last: 2).Select(item => item.Sequence));
        Assert.Equal([24L, 25L], log.Snapshot(after: 23).Select(item => item.Sequence));
        Assert.Equal([18L, 23L], log.FindByReference("r3").Select(item => item.Sequence));
        Assert.Empty(log.FindByReference("unknown"));
        for (var i = 0; i < 10; i++)
        {
            log.Add(Event("t"));
        }

        Assert.Empty(log.FindByReference("r3"));
    }

    [Fact]
    public void A_reader_gives_every_event_once_in_order_and_slips_none()
    {
        var log = Fixture.NewLog(100);
        var reader = log.CreateReader();
        foreach (var type in new[] { "a", "b", "a", "c", "a" })
        {
            log.Add(Event(type));
        }

        var a = new GwsEventFilter { NotificationTypes = ["A"] };
        Assert.Equal([1L, 3L, 5L], All(reader, a));
        Assert.Equal([2L, 4L], All(reader, new GwsEventFilter()));
        Assert.Empty(All(reader, new GwsEventFilter()));
        Assert.True(reader.TryTake(a, out var again, includeTaken: true));
        Assert.Equal(1, again!.Sequence);

        // Another reader has its own memory.
        Assert.Equal([1L, 2L, 3L, 4L, 5L], All(log.CreateReader(), new GwsEventFilter()));
    }

    [Fact]
    public void From_now_on_skips_what_is_there()
    {
        var log = Fixture.NewLog(100);
        log.Add(Event("a"));
        var reader = log.CreateReader();
        reader.SkipTo(log.LastSequence);
        log.Add(Event("a"));
        Assert.Equal([2L], All(reader, new GwsEventFilter()));
    }

    [Fact]
    public async Task A_wait_that_begins_before_the_event_gets_it_and_one_without_event_ends_in_time()
    {
        var log = Fixture.NewLog(100);
        var reader = log.CreateReader();
        var waiting = reader.TakeAsync(new GwsEventFilter { NotificationTypes = ["b"] }, Timeout.InfiniteTimeSpan,
            cancellationToken: SimulatorFixture.Stop);
        log.Add(Event("a"));
        Assert.False(waiting.IsCompleted);
        log.Add(Event("b"));
        Assert.Equal(2, (await waiting)!.Sequence);
        Assert.Null(await reader.TakeAsync(new GwsEventFilter { NotificationTypes = ["b"] }, TimeSpan.FromMilliseconds(1),
            cancellationToken: SimulatorFixture.Stop));
        Assert.NotNull(await reader.TakeAsync(new GwsEventFilter(), TimeSpan.Zero, cancellationToken: SimulatorFixture.Stop));
    }

    [Fact]
    public async Task Many_waiters_share_the_events_without_loss_or_doubles()
    {
        const int events = 2_000;
        var log = Fixture.NewLog(events);
        var reader = log.CreateReader();
        var waiters = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<long>();
            while (await reader.TakeAsync(new GwsEventFilter(), TimeSpan.FromSeconds(1),
                cancellationToken: SimulatorFixture.Stop) is { } item)
            {
                mine.Add(item.Sequence);
            }

            return mine;
        })).ToArray();
        for (var i = 0; i < events; i++)
        {
            log.Add(Event("t"));
        }

        var all = (await Task.WhenAll(waiters)).SelectMany(item => item).OrderBy(item => item).ToArray();
        Assert.Equal(Enumerable.Range(1, events).Select(n => (long)n), all);
    }

    [Fact]
    public void A_filter_wants_everything_that_it_names()
    {
        var item = new GwsEvent { Channel = "/v2/me/calls", MessageType = "CallStateChangeMessage",
            NotificationType = "StatusChange", CallId = "c1", CampaignName = "Camp", RecordHandle = "9", EmailId = null };
        Assert.True(new GwsEventFilter { After = -1, Channels = ["/V2/ME/CALLS"], MessageTypes = ["x", "callstatechangemessage"],
            CallId = "c1", CampaignName = "camp", RecordHandle = "9" }.Matches(item));
        Assert.False(new GwsEventFilter { After = -1, CallId = "C1" }.Matches(item));
        Assert.False(new GwsEventFilter { After = -1, EmailId = "e" }.Matches(item));
        Assert.False(new GwsEventFilter { After = -1, Condition = _ => false }.Matches(item));
        Assert.False(new GwsEventFilter { After = 0 }.Matches(item));
    }

    private static long[] All(GwsEventReader reader, GwsEventFilter filter)
    {
        var taken = new List<long>();
        while (reader.TryTake(filter, out var item))
        {
            taken.Add(item!.Sequence);
        }

        return [.. taken];
    }

    private static GwsEvent Event(string type, string? reference = null) =>
        new() { NotificationType = type, ReferenceId = reference };
}
