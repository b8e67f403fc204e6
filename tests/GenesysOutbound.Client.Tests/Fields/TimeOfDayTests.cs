using System;
using System.Linq;
using Xunit;

namespace GenesysOutbound.Client.Tests.Fields;

public class TimeOfDayTests
{
    [Theory]
    [InlineData("10.15", 36900)]
    [InlineData("23:45", 85500)]
    [InlineData("9:5", 32700)]
    [InlineData(" 09:05 ", 32700)]
    [InlineData("00:00", 0)]
    [InlineData("23:59", 86340)]
    [InlineData("23:59:59", 86399)]
    [InlineData("10.15.01", 36901)]
    [InlineData("0", 0)]
    [InlineData("86399", 86399)]
    [InlineData("2401", 2401)]
    [InlineData("36900", 36900)]
    public void A_time_is_read(string text, int seconds)
    {
        Assert.True(GwsTimeOfDay.TryParse(text, out var read));
        Assert.Equal(seconds, read);
        Assert.Equal(seconds, GwsTimeOfDay.Parse(text));
    }

    [Theory]
    [InlineData(null, "HH:MM")]
    [InlineData("", "HH:MM")]
    [InlineData("noon", "HH:MM")]
    [InlineData("9:30 AM", "HH:MM")]
    [InlineData("-9:30", "HH:MM")]
    [InlineData("10,15", "HH:MM")]
    [InlineData("10:15:00:00", "HH:MM")]
    [InlineData("-1", "HH:MM")]
    [InlineData("24:00", "00:00 to 23:59")]
    [InlineData("10:60", "00:00 to 23:59")]
    [InlineData("10:15:60", "00:00 to 23:59")]
    [InlineData("86400", "0 to 86399")]
    [InlineData("99999999999", "0 to 86399")]
    [InlineData("9", "could be an hour")]
    [InlineData("0930", "could be an hour")]
    [InlineData("2400", "could be an hour")]
    public void What_is_no_time_is_refused_with_the_reason(string? text, string reason)
    {
        Assert.False(GwsTimeOfDay.TryParse(text, out _));
        var error = Assert.Throws<GwsException>(() => GwsTimeOfDay.Parse(text!));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "00:00")]
    [InlineData(36900, "10:15")]
    [InlineData(86399, "23:59")]
    public void Seconds_are_written_to_the_minute(int seconds, string text) => Assert.Equal(text, GwsTimeOfDay.ToText(seconds));

    [Theory]
    [InlineData(-1)]
    [InlineData(86400)]
    public void A_number_beyond_the_day_is_not_written(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GwsTimeOfDay.ToText(seconds));

    [Fact]
    public void Every_minute_of_the_day_survives_and_every_second_with_its_seconds()
    {
        for (var seconds = 0; seconds <= GwsTimeOfDay.LastSecond; seconds++)
        {
            var text = GwsTimeOfDay.ToText(seconds);
            Assert.Equal(seconds - (seconds % 60), GwsTimeOfDay.Parse(text));
            Assert.Equal(seconds, GwsTimeOfDay.Parse(text.Replace(':', '.') + "." + (seconds % 60)));
        }
    }

    [Fact]
    public void No_text_is_read_as_more_than_a_day() => Property.Holds(5000, random =>
    {
        var text = new string([.. Enumerable.Range(0, random.Next(8))
            .Select(_ => random.Pick('0', '1', '2', '5', '9', ':', '.', ' ', '-'))]);
        if (GwsTimeOfDay.TryParse(text, out var seconds))
        {
            Assert.InRange(seconds, 0, GwsTimeOfDay.LastSecond);
        }
    });
}
