using System;
using GenesysOutbound.Client.Tests.Fields;
using Xunit;

namespace GenesysOutbound.Client.Tests.Schedules;

public class RecordTimeTests
{
    private static readonly TimeSpan Act = TimeSpan.FromSeconds(34200);

    [Theory]
    [InlineData("05/27/2021 10:55", "2021-05-27T10:55:00")]
    [InlineData("5/7/2021 9:5", "2021-05-07T09:05:00")]
    [InlineData("  12/31/2027\t 23:59 ", "2027-12-31T23:59:00")]
    [InlineData("02/29/2028 00:00", "2028-02-29T00:00:00")]
    public void A_time_is_read_padded_or_not(string text, string expected)
    {
        var at = RecordTime.Parse(text, Act);

        Assert.Equal(DateTime.Parse(expected), at.DateTime);
        Assert.Equal(Act, at.Offset);
    }

    [Fact]
    public void The_sample_of_rescheduleRecord_is_read_and_written_as_it_is()
    {
        var sample = (string)Samples.Fixture("reschedule-record.request.json").Items("parameters")[2]!;

        var schedule = ScheduleReader.FromRecordTime(sample, TimeSpan.FromHours(2), GwsCallbackType.Personal);

        Assert.Equal(sample, schedule.RecordTime);
        Assert.Equal(new DateTimeOffset(2021, 5, 27, 8, 55, 0, TimeSpan.Zero).ToUnixTimeSeconds(), schedule.UnixTimeSeconds);
    }

    [Theory]
    [InlineData(null, "MM/DD/YYYY HH:MM")]
    [InlineData("", "MM/DD/YYYY HH:MM")]
    [InlineData("tomorrow", "MM/DD/YYYY HH:MM")]
    [InlineData("2021-05-27 10:55", "MM/DD/YYYY HH:MM")]
    [InlineData("05/27/21 10:55", "MM/DD/YYYY HH:MM")]
    [InlineData("05/27/2021", "MM/DD/YYYY HH:MM")]
    [InlineData("05/27/2021 10:55 PM", "MM/DD/YYYY HH:MM")]
    [InlineData("05/27/2021 10:55:00", "MM/DD/YYYY HH:MM")]
    [InlineData("٠٥/٢٧/٢٠٢١ ١٠:٥٥", "MM/DD/YYYY HH:MM")]
    [InlineData("27/05/2021 10:55", "month comes first")]
    [InlineData("00/05/2021 10:55", "month comes first")]
    [InlineData("02/30/2027 10:55", "not a day of the calendar")]
    [InlineData("02/29/2027 10:55", "not a day of the calendar")]
    [InlineData("01/00/2027 10:55", "not a day of the calendar")]
    [InlineData("01/01/0000 10:55", "not a day of the calendar")]
    [InlineData("05/27/2021 24:00", "not a time of the day")]
    [InlineData("05/27/2021 10:60", "not a time of the day")]
    [InlineData("01/01/0001 00:00", "outside the calendar")]
    public void What_is_no_time_is_refused_with_the_reason(string? text, string reason)
    {
        var error = Assert.Throws<GwsException>(() => RecordTime.Parse(text, Act));

        Assert.Equal(GwsErrorIds.ScheduleInvalid, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(34201)]
    [InlineData(14 * 3600 + 60)]
    [InlineData(-14 * 3600 - 60)]
    public void Without_a_usable_offset_there_is_no_moment(int? seconds)
    {
        TimeSpan? offset = seconds is null ? null : TimeSpan.FromSeconds(seconds.Value);

        var error = Assert.Throws<GwsException>(() => RecordTime.Parse("05/27/2021 10:55", offset));

        Assert.Equal(GwsErrorIds.TimeZoneUnknown, error.ErrorId);
    }

    [Fact]
    public void Every_minute_survives_writing_and_reading_in_every_zone() => Property.Holds(5000, random =>
    {
        var offset = TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1));
        var minutes = random.NextInt64(TimeSpan.FromDays(2).Ticks / TimeSpan.TicksPerMinute,
            DateTime.MaxValue.Ticks / TimeSpan.TicksPerMinute - 2880);
        var at = new DateTimeOffset(new DateTime(minutes * TimeSpan.TicksPerMinute), offset);

        var back = RecordTime.Parse(RecordTime.Format(at), offset);

        Assert.Equal(at, back);
        Assert.Equal(at.Offset, back.Offset);
        Assert.Equal(at.ToUnixTimeSeconds(), new GwsSchedule(back, GwsCallbackType.Campaign).UnixTimeSeconds);
    });

    [Fact]
    public void Padding_and_blanks_change_nothing() => Property.Holds(2000, random =>
    {
        var local = new DateTime(2020, 1, 1).AddMinutes(random.Next(60 * 24 * 365 * 30));
        string Figure(int value) => random.Next(2) == 0 ? value.ToString("00") : value.ToString();
        var text = random.Pick("", " ") + Figure(local.Month) + "/" + Figure(local.Day) + "/" + local.Year
            + random.Pick(" ", "  ", "\t")
            + Figure(local.Hour) + ":" + Figure(local.Minute) + random.Pick("", " ");

        Assert.Equal(local, RecordTime.Parse(text, Act).DateTime);
    });
}
