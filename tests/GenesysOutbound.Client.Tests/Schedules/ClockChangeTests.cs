using System;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Schedules;

/// <summary>A callback beyond a change of clocks: both times that it may mean are named.</summary>
public class ClockChangeTests
{
    private static readonly DateTimeOffset January = new(2031, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void July_asked_for_in_January_names_both_times()
    {
        Assert.SkipUnless(TimeZoneInfo.GetSystemTimeZones().Any(zone => zone.Id == "America/New_York"),
            "This machine has no time zone data.");
        var warning = ClockChange.WarningFor(new DateTimeOffset(2031, 7, 15, 10, 0, 0, TimeSpan.FromHours(-5)), January);
        Assert.Contains("07/15/2031 10:00 (UTC-05:00)", warning, StringComparison.Ordinal);
        Assert.Contains("07/15/2031 11:00 (UTC-04:00)", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void February_asked_for_in_January_is_certain() =>
        Assert.Null(ClockChange.WarningFor(new DateTimeOffset(2031, 2, 15, 10, 0, 0, TimeSpan.FromHours(-5)), January));

    [Theory]
    [InlineData(-7)]
    [InlineData(1)]
    [InlineData(10)]
    public void The_ends_of_the_calendar_have_no_other_time(int hours)
    {
        var offset = TimeSpan.FromHours(hours);
        var first = new DateTimeOffset(DateTime.MinValue.Ticks + Math.Max(0, offset.Ticks), offset);
        var last = new DateTimeOffset(DateTime.MaxValue.Ticks + Math.Min(0, offset.Ticks), offset);
        Assert.Null(Record.Exception(() => ClockChange.WarningFor(first, January)));
        Assert.Null(Record.Exception(() => ClockChange.WarningFor(last, January)));
    }

    [Fact]
    public void The_same_day_is_certain() =>
        Assert.Null(ClockChange.WarningFor(January.AddHours(3).ToOffset(TimeSpan.FromHours(-5)), January));
}
