using System;
using GenesysOutbound.Client.Tests.Fields;
using Xunit;

namespace GenesysOutbound.Client.Tests.Schedules;

public class ScheduleReaderTests
{
    private static readonly DateTimeOffset Now = new(2027, 6, 10, 12, 0, 30, TimeSpan.FromHours(1));

    [Fact]
    public void A_moment_is_taken_to_the_records_zone_and_stays_the_same_moment()
    {
        var schedule = ScheduleReader.FromMoment(Now, TimeSpan.FromSeconds(-25200), GwsCallbackType.Campaign);

        Assert.Equal(Now, schedule.At);
        Assert.Equal("06/10/2027 04:00", schedule.RecordTime);
        Assert.Equal(GwsCallbackType.Campaign, schedule.CallbackType);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(54000)]
    public void Without_a_usable_offset_a_moment_stays_as_given(int? seconds)
    {
        var schedule = ScheduleReader.FromMoment(Now, seconds is null
            ? null : TimeSpan.FromSeconds(seconds.Value), GwsCallbackType.Personal);

        Assert.Equal(Now, schedule.At);
        Assert.Equal(Now.Offset, schedule.At.Offset);
    }

    [Fact]
    public void The_ends_of_the_calendar_stay_as_given()
    {
        Assert.Equal(DateTimeOffset.MaxValue,
            ScheduleReader.FromMoment(DateTimeOffset.MaxValue, TimeSpan.FromHours(9), GwsCallbackType.Personal).At);
        Assert.Equal(DateTimeOffset.MinValue,
            ScheduleReader.FromMoment(DateTimeOffset.MinValue, TimeSpan.FromHours(-9), GwsCallbackType.Personal).At);
    }

    [Fact]
    public void The_timestamp_is_in_whole_seconds() =>
        Assert.Equal(1433917552, new GwsSchedule(new DateTimeOffset(2015, 6, 10, 6, 25, 52, 900, TimeSpan.Zero),
            GwsCallbackType.Personal).UnixTimeSeconds);

    [Fact]
    public void The_past_is_refused_in_the_records_zone()
    {
        var schedule = ScheduleReader.FromRecordTime("06/10/2027 04:00", TimeSpan.FromHours(-7), GwsCallbackType.Personal);

        var error = Assert.Throws<GwsException>(() => schedule.NotBefore(Now));

        Assert.Equal(GwsErrorIds.ScheduleInPast, error.ErrorId);
        Assert.Contains("06/10/2027 04:00:00 (UTC-07:00)", error.Message, StringComparison.Ordinal);
        Assert.Contains("06/10/2027 04:00:30 (UTC-07:00) now", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_agents_time_in_place_of_the_customers_is_past_for_a_customer_in_the_east()
    {
        // 12:05 on the agent's clock (UTC+1) lies hours back on a clock at UTC+09:30.
        var schedule = ScheduleReader.FromRecordTime("06/10/2027 12:05", TimeSpan.FromSeconds(34200), GwsCallbackType.Personal);

        Assert.Throws<GwsException>(() => schedule.NotBefore(Now));
    }

    [Fact]
    public void The_present_and_the_future_pass()
    {
        foreach (var at in new[] { Now, Now.AddTicks(1), Now.AddMinutes(1), Now.ToOffset(TimeSpan.Zero) })
        {
            Assert.Equal(at, new GwsSchedule(at, GwsCallbackType.Personal).NotBefore(Now).At);
        }

        Assert.Throws<GwsException>(() => new GwsSchedule(Now.AddTicks(-1), GwsCallbackType.Personal).NotBefore(Now));
    }

    [Fact]
    public void A_moment_survives_the_way_through_the_records_zone_to_the_minute() => Property.Holds(3000, random =>
    {
        var at = Now.AddSeconds(random.Next()).ToOffset(TimeSpan.FromMinutes(random.Next(-840, 841)));
        var offset = TimeSpan.FromMinutes(15 * random.Next(-48, 57));

        var schedule = ScheduleReader.FromMoment(at, offset, GwsCallbackType.Campaign);
        var back = ScheduleReader.FromRecordTime(schedule.RecordTime, offset, GwsCallbackType.Campaign);

        Assert.Equal(at, schedule.At);
        Assert.Equal(at.ToUnixTimeSeconds() / 60, back.UnixTimeSeconds / 60);
        Assert.Equal(0, back.UnixTimeSeconds % 60);
    });
}
