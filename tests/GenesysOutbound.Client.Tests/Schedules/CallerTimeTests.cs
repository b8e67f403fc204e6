using System;
using GenesysOutbound.Client.Tests.Fields;
using Xunit;

namespace GenesysOutbound.Client.Tests.Schedules;

public class CallerTimeTests
{
    [Fact]
    public void The_clocks_of_the_documents_example_agree()
    {
        // Agent's zone BST, 2:30 PM; customer's zone EDT, 9:30 AM. One hour later is 10:30 for the customer, not 15:30.
        var agentNow = new DateTime(2021, 5, 27, 14, 30, 0);
        var customerOffset = TimeSpan.FromHours(-4);
        Assert.Equal(new TimeSpan(9, 30, 0), GwsCallerTime.ToMoment(agentNow, Zones.London).ToOffset(customerOffset).TimeOfDay);

        var schedule = ScheduleReader.FromMoment(GwsCallerTime.ToMoment(agentNow.AddHours(1), Zones.London), customerOffset,
            GwsCallbackType.Personal);

        Assert.Equal("05/27/2021 10:30", schedule.RecordTime);
        Assert.Equal(customerOffset, schedule.At.Offset);
        Assert.Equal(new DateTimeOffset(2021, 5, 27, 14, 30, 0, TimeSpan.Zero), schedule.At);
        Assert.Equal(schedule.At, RecordTime.Parse("05/27/2021 10:30", customerOffset));
        Assert.Equal(1622125800, schedule.UnixTimeSeconds);
    }

    [Theory]
    [InlineData("London", "2027-03-28T01:30:00", "2027-03-28 02:00")]
    [InlineData("New York", "2027-03-14T02:00:00", "2027-03-14 03:00")]
    [InlineData("New York", "2027-03-14T02:59:59", "2027-03-14 03:00")]
    [InlineData("Lord Howe", "2027-10-03T02:15:00", "2027-10-03 02:30")]
    [InlineData("Beirut", "2027-03-28T00:00:00", "2027-03-28 01:00")]
    public void A_time_that_the_clocks_skip_is_refused_and_the_next_one_named(string zone, string time, string next)
    {
        var error = Assert.Throws<GwsException>(() => GwsCallerTime.ToMoment(DateTime.Parse(time), Find(zone)));

        Assert.Equal(GwsErrorIds.ScheduleInvalid, error.ErrorId);
        Assert.Contains(zone, error.Message, StringComparison.Ordinal);
        Assert.Contains("'" + next + "'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("London", "2027-10-31T01:30:00", "2027-10-31T01:30:00Z")]
    [InlineData("New York", "2027-11-07T01:00:00", "2027-11-07T06:00:00Z")]
    [InlineData("Lord Howe", "2027-04-04T01:45:00", "2027-04-03T15:15:00Z")]
    public void A_time_that_the_clocks_show_twice_is_the_later_one(string zone, string time, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc), GwsCallerTime.ToMoment(DateTime.Parse(time), Find(zone)));

    [Theory]
    [InlineData("London", "2027-03-28T00:59:59", "2027-03-28T00:59:59Z")]
    [InlineData("London", "2027-03-28T02:00:00", "2027-03-28T01:00:00Z")]
    [InlineData("London", "2027-10-31T00:59:59", "2027-10-30T23:59:59Z")]
    [InlineData("London", "2027-10-31T02:00:00", "2027-10-31T02:00:00Z")]
    [InlineData("New York", "2027-07-01T12:00:00", "2027-07-01T16:00:00Z")]
    public void Beside_the_edges_a_time_is_itself(string zone, string time, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc), GwsCallerTime.ToMoment(DateTime.Parse(time), Find(zone)));

    [Fact]
    public void A_time_in_UTC_is_UTC_whatever_the_zone()
    {
        var time = new DateTime(2027, 3, 28, 1, 30, 0, DateTimeKind.Utc);

        Assert.Equal(new DateTimeOffset(time), GwsCallerTime.ToMoment(time, Zones.London));
    }

    [Fact]
    public void A_local_time_is_a_time_of_this_computer()
    {
        var now = DateTimeOffset.Now;

        Assert.Equal(now, GwsCallerTime.ToMoment(now.LocalDateTime, Zones.LordHowe));
    }

    [Fact]
    public void The_ends_of_the_calendar_are_refused()
    {
        Assert.Equal(GwsErrorIds.ScheduleInvalid,
            Assert.Throws<GwsException>(() => GwsCallerTime.ToMoment(DateTime.MinValue, Zones.Beirut)).ErrorId);
        Assert.Equal(GwsErrorIds.ScheduleInvalid,
            Assert.Throws<GwsException>(() => GwsCallerTime.ToMoment(DateTime.MaxValue, Zones.NewYork)).ErrorId);
    }

    [Fact]
    public void Every_moment_comes_back_from_the_callers_clock_unless_it_is_shown_again_later() => Property.Holds(5000, random =>
    {
        var zone = random.Pick(Zones.All);
        var utc = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(60 * 24 * 365 * 30));
        var clock = DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(utc, zone).DateTime, DateTimeKind.Unspecified);

        var back = GwsCallerTime.ToMoment(clock, zone);

        Assert.Equal(clock, back.DateTime);
        Assert.True(back == utc || (zone.IsAmbiguousTime(clock) && back > utc), utc + " came back as " + back);
    });

    [Fact]
    public void Near_the_edges_every_time_is_a_moment_of_the_zone_or_refused() => Property.Holds(5000, random =>
    {
        var zone = random.Pick(Zones.London, Zones.NewYork, Zones.LordHowe, Zones.Beirut);
        var year = random.Next(2020, 2050);
        var day = new DateTime(year, random.Pick(3, 4, 10, 11), 1).AddDays(random.Next(31));
        var clock = day.AddSeconds(random.Next(4 * 3600));
        try
        {
            var at = GwsCallerTime.ToMoment(clock, zone);
            Assert.Equal(clock, TimeZoneInfo.ConvertTime(at, zone).DateTime);
        }
        catch (GwsException error)
        {
            Assert.Equal(GwsErrorIds.ScheduleInvalid, error.ErrorId);
            Assert.True(zone.IsInvalidTime(clock));
        }
    });

    private static TimeZoneInfo Find(string id) => Array.Find(Zones.All, zone => zone.Id == id)!;
}
