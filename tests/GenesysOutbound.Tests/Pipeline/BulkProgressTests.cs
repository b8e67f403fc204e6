using System;
using System.Management.Automation;
using GenesysOutbound.Pipeline;
using Xunit;

namespace GenesysOutbound.Tests.Pipeline;

/// <summary>The progress bar of a long run.</summary>
public sealed class BulkProgressTests
{
    [Fact]
    public void Short_runs_show_nothing()
    {
        var now = TimeSpan.Zero;
        var progress = new BulkProgress("Rejecting", () => now);
        progress.Add();
        now = TimeSpan.FromMilliseconds(900);

        Assert.Null(progress.Tick());
        Assert.Null(progress.End());
    }

    [Fact]
    public void Long_runs_show_rate_and_remaining_time_a_few_times_a_second_and_take_the_bar_away()
    {
        var now = TimeSpan.Zero;
        var progress = new BulkProgress("Rejecting", () => now) { Total = 100 };
        for (int i = 0; i < 30; i++)
        {
            progress.Add();
        }

        for (int i = 0; i < 19; i++)
        {
            Assert.Null(progress.Tick());
        }

        now = TimeSpan.FromSeconds(2);
        ProgressRecord shown = progress.Tick()!;
        Assert.Equal("20 done, 10 under way, 10/s", shown.StatusDescription);
        Assert.Equal(20, shown.PercentComplete);
        Assert.Equal(8, shown.SecondsRemaining);

        now += TimeSpan.FromMilliseconds(100);
        Assert.Null(progress.Tick());
        now += TimeSpan.FromMilliseconds(200);
        Assert.NotNull(progress.Tick());
        Assert.Equal(ProgressRecordType.Completed, progress.End()!.RecordType);
    }

    [Fact]
    public void Without_a_total_nothing_is_promised()
    {
        var now = TimeSpan.FromSeconds(5);
        var progress = new BulkProgress("Rejecting", () => now);
        progress.Add();

        ProgressRecord shown = progress.Tick()!;

        Assert.Equal(-1, shown.PercentComplete);
        Assert.Equal(-1, shown.SecondsRemaining);
    }
}
