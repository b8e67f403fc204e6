using System;

namespace GenesysOutbound.Client.Tests.Schedules;

/// <summary>Time zones with the rules of real ones, made by hand, so that the tests need no zone data of the machine.</summary>
internal static class Zones
{
    /// <summary>UTC+0; one hour more from the last Sunday of March, 01:00, to the last Sunday of October, 02:00.</summary>
    public static TimeZoneInfo London { get; } = Make("London", 0, 60, (3, 5, 1, 0), (10, 5, 2, 0));

    /// <summary>UTC-5; one hour more from the second Sunday of March, 02:00, to the first Sunday of November, 02:00.</summary>
    public static TimeZoneInfo NewYork { get; } = Make("New York", -300, 60, (3, 2, 2, 0), (11, 1, 2, 0));

    /// <summary>UTC+10:30; half an hour more, over the turn of the year.</summary>
    public static TimeZoneInfo LordHowe { get; } = Make("Lord Howe", 630, 30, (10, 1, 2, 0), (4, 1, 2, 0));

    /// <summary>UTC+2; the clocks go forward at midnight, so a day begins at 01:00.</summary>
    public static TimeZoneInfo Beirut { get; } = Make("Beirut", 120, 60, (3, 5, 0, 0), (10, 5, 0, 0));

    public static TimeZoneInfo[] All { get; } = [London, NewYork, LordHowe, Beirut, TimeZoneInfo.Utc];

    private static TimeZoneInfo Make(
        string name, int minutes, int delta, (int Month, int Week, int Hour, int Minute) start,
            (int Month, int Week, int Hour, int Minute) end) =>
        TimeZoneInfo.CreateCustomTimeZone(
            name,
            TimeSpan.FromMinutes(minutes),
            name,
            name,
            name,
            [
                TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                    DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromMinutes(delta), Sunday(start), Sunday(end)),
            ]);

    private static TimeZoneInfo.TransitionTime Sunday((int Month, int Week, int Hour, int Minute) at) =>
        TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, at.Hour, at.Minute, 0), at.Month, at.Week,
            DayOfWeek.Sunday);
}
