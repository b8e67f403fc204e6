using System;

namespace GenesysOutbound.Client;

/// <summary>When a record is to be called back, and by whom.</summary>
public sealed record GwsSchedule
{
    /// <summary>Makes a schedule. Whether the moment is still to come is not checked here.</summary>
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
    public string RecordTime => Client.RecordTime.Format(At);

    /// <summary>What is uncertain about the moment, naming both times that it may mean; else null.</summary>
    public string? Warning { get; init; }

    /// <summary>
    /// The moment in seconds since 1970-01-01 UTC. Source: Web Services API Reference, Reschedule Record (<c>timestamp</c>).
    /// </summary>
    public long UnixTimeSeconds => At.ToUnixTimeSeconds();

    /// <inheritdoc/>
    public override string ToString() => GwsText.Clean(RecordTime + " " + CallbackType);
}
