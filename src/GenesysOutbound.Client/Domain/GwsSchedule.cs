using System;
using System.Globalization;

namespace GenesysOutbound.Client;

/// <summary>When a record is to be called back, and by whom.</summary>
public sealed class GwsSchedule
{
    /// <summary>Makes a schedule.</summary>
    /// <param name="at">The moment; whole minutes are what the outbound server keeps, seconds are sent as they are.</param>
    /// <param name="callbackType">Who takes it.</param>
    public GwsSchedule(DateTimeOffset at, GwsCallbackType callbackType)
    {
        At = at;
        CallbackType = callbackType;
    }

    /// <summary>The moment, in the record's zone when that was known, else as given.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Who takes the callback.</summary>
    public GwsCallbackType CallbackType { get; }

    /// <summary>The moment as <c>MM/DD/YYYY HH:MM</c>, in the offset of <see cref="At"/>.</summary>
    public string RecordTime => At.ToString("MM'/'dd'/'yyyy HH':'mm", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => RecordTime + " " + CallbackType;
}
