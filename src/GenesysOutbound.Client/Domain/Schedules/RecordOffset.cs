using System;

namespace GenesysOutbound.Client;

/// <summary>Says which offsets a record's zone can have, and takes moments there.</summary>
internal static class RecordOffset
{
    /// <summary>
    /// True for a known offset of whole minutes within 14 hours, the bounds of <see cref="DateTimeOffset"/> and of the
    /// time zones in use.
    /// </summary>
    public static bool IsUsable(TimeSpan? offset) =>
        offset is { } value && value.Ticks % TimeSpan.TicksPerMinute == 0 && value.Duration() <= TimeSpan.FromHours(14);

    /// <summary>
    /// The same moment in the record's zone; as it is, when the zone is not known or at the very ends of the calendar.
    /// </summary>
    public static DateTimeOffset Take(DateTimeOffset at, TimeSpan? offset)
    {
        if (!IsUsable(offset))
        {
            return at;
        }

        var ticks = at.UtcTicks + offset!.Value.Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? at.ToOffset(offset.Value) : at;
    }

    public static GwsException Unusable(TimeSpan? offset) => new(
        GwsErrorIds.TimeZoneUnknown,
        offset is null
            ? "The record's offset from UTC is not known, so a time of its zone cannot be turned into a moment."
            : "The record's offset from UTC, " + offset
                + ", cannot be one, so a time of its zone cannot be turned into a moment.");
}
