using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Tests.Support;
using Xunit;

namespace GenesysOutbound.Client.Tests.Events;

/// <summary>A cursor reads in order, and knows what it came too late for.</summary>
public sealed class EventCursorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reads_what_fits_in_order_and_counts_nothing_while_it_keeps_up()
    {
        var log = Fixture.NewLog(10);
        log.Add(new GwsEvent { NotificationType = "Before" });
        var cursor = log.CreateCursor(new GwsEventFilter { NotificationTypes = ["Wanted"], After = log.LastSequence });
        var read = new List<long>();
        for (var i = 0; i < 50; i++)
        {
            log.Add(new GwsEvent { NotificationType = i % 2 == 0 ? "Wanted" : "Other" });
            if (i % 2 == 0)
            {
                read.Add((await cursor.ReadAsync(Token))!.Sequence);
            }
        }

        Assert.Equal(25, read.Count);
        Assert.Equal((2L, 50L), (read[0], read[^1]));
        Assert.Equal(0, cursor.MissedCount);
        Assert.True(cursor.LastSize > 0);
    }

    [Fact]
    public async Task It_counts_what_the_log_dropped_before_it_was_read()
    {
        var log = Fixture.NewLog(10);
        var cursor = log.CreateCursor(new GwsEventFilter());
        Add(log, 25);
        Assert.Equal(16, (await cursor.ReadAsync(Token))!.Sequence);
        Assert.Equal(15, cursor.MissedCount);
        for (var i = 17; i <= 25; i++)
        {
            Assert.Equal(i, (await cursor.ReadAsync(Token))!.Sequence);
        }

        Assert.Equal(15, cursor.MissedCount);
        Add(log, 12);
        Assert.Equal(28, (await cursor.ReadAsync(Token))!.Sequence);
        Assert.Equal(17, cursor.MissedCount);
    }

    [Fact]
    public async Task What_it_was_told_to_pass_over_is_not_missed()
    {
        var log = Fixture.NewLog(10);
        Add(log, 25);
        var cursor = log.CreateCursor(new GwsEventFilter { After = 20 });
        Assert.Equal(21, (await cursor.ReadAsync(Token))!.Sequence);
        Assert.Equal(0, cursor.MissedCount);
    }

    [Fact]
    public async Task It_waits_and_ends_with_the_session_or_the_token()
    {
        var log = Fixture.NewLog(10);
        var cursor = log.CreateCursor(new GwsEventFilter());
        var next = cursor.ReadAsync(Token);
        Assert.False(next.IsCompleted);
        Add(log, 1);
        Assert.Equal(1, (await next.WaitAsync(TimeSpan.FromSeconds(30), Token))!.Sequence);

        using var stop = new CancellationTokenSource();
        var stopped = cursor.ReadAsync(stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.WaitAsync(TimeSpan.FromSeconds(30), Token));

        var ended = cursor.ReadAsync(Token);
        log.End();
        Assert.Null(await ended.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    private static void Add(GwsEventLog log, int count)
    {
        for (var i = 0; i < count; i++)
        {
            log.Add(new GwsEvent());
        }
    }
}
