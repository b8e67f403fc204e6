using System;

namespace GenesysOutbound.Client;

/// <summary>
/// What the log keeps of an event: the place of its text, and what is needed to find it. Ids are kept as hashes: those of the
/// event, which is made from the text when somebody reads it, decide.
/// </summary>
internal struct LogEntry
{
    /// <summary>The event itself when it has no text: a gap, or a word of the session's own. Else null.</summary>
    public GwsEvent? Event;

    public EventText Text;
    public DateTimeOffset ReceivedAt;
    public string Channel;
    public string? MessageType;
    public string? NotificationType;
    public string? CampaignName;
    public int ReferenceId;
    public int RecordHandle;
    public int CallId;
    public int EmailId;

    /// <summary>See <see cref="EventState.Pack"/>.</summary>
    public object? State;

    /// <summary>About how many bytes the log holds because of it.</summary>
    public int Weight;

    /// <summary>The newest older event whose reference id falls into the same bucket of the index; 0 for none.</summary>
    public long OlderInBucket;

    /// <summary>A struct of an entry without text: object, arrays and header.</summary>
    private const int Overhead = 150;

    public static LogEntry Of(GwsEvent gwsEvent) => new()
    {
        Event = gwsEvent,
        ReceivedAt = gwsEvent.ReceivedAt,
        Channel = gwsEvent.Channel,
        MessageType = gwsEvent.MessageType,
        NotificationType = gwsEvent.NotificationType,
        CampaignName = gwsEvent.CampaignName,
        ReferenceId = Hash(gwsEvent.ReferenceId),
        RecordHandle = Hash(gwsEvent.RecordHandle),
        CallId = Hash(gwsEvent.CallId),
        EmailId = Hash(gwsEvent.EmailId),
        Weight = 2 * Overhead,
    };

    public static LogEntry Of(string channel, DateTimeOffset at, ParsedNotification parsed, EventState state, int textLength) =>
        new()
        {
            ReceivedAt = at,
            Channel = channel,
            MessageType = parsed.MessageType,
            NotificationType = parsed.NotificationType,
            CampaignName = parsed.CampaignName,
            ReferenceId = Hash(parsed.ReferenceId),
            RecordHandle = Hash(parsed.RecordHandle),
            CallId = Hash(parsed.CallId),
            EmailId = Hash(parsed.EmailId),
            State = state.Pack(),
            Weight = Overhead + textLength + Long(parsed.MessageType) + Long(parsed.NotificationType)
                + Long(parsed.CampaignName) + state.Weigh(textLength),
        };

    /// <summary>A number that equal ids share; 0 for none.</summary>
    public static int Hash(string? id) => id is null ? 0 : StringComparer.Ordinal.GetHashCode(id) | 1;

    // Short names are shared between events.
    private static int Long(string? name) => name is null || name.Length <= Wire.SharedValues.LongestText ? 0 : 2 * name.Length;
}
