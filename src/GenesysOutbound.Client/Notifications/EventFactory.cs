using System;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>Reads notifications, and makes events of them when somebody wants to see one.</summary>
internal sealed class EventFactory(INotificationReader reader)
{
    public INotificationReader Reader => reader;

    /// <summary>
    /// Reads a message. One that cannot be understood must not cost the others of its reply; it is logged as it is.
    /// </summary>
    public ParsedNotification Read(string channel, ArraySegment<byte> utf8, DateTimeOffset at,
        ArraySegment<byte> dataUtf8 = default)
    {
        try
        {
            return reader.Read(channel, utf8, at, dataUtf8);
        }
        catch (Exception)
        {
            return new ParsedNotification();
        }
    }

    /// <summary>Makes the event of a log's entry from its text.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="utf8">A copy of its text, for the event to keep.</param>
    /// <param name="sequence">Its place in the log.</param>
    public GwsEvent Make(in LogEntry entry, ArraySegment<byte> utf8, long sequence) =>
        Make(entry.Channel, utf8, entry.ReceivedAt, Read(entry.Channel, utf8, entry.ReceivedAt),
            EventState.Unpack(entry.State), sequence);

    /// <summary>Makes the event of a message that has been read.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="utf8">The text, for the event to keep.</param>
    /// <param name="at">When it came.</param>
    /// <param name="parsed">The message.</param>
    /// <param name="state">The items after it.</param>
    /// <param name="sequence">Its place in the log.</param>
    public GwsEvent Make(string channel, ArraySegment<byte> utf8, DateTimeOffset at, ParsedNotification parsed, EventState state,
        long sequence)
    {
        var gwsEvent = GwsEvent.Of(channel, utf8, at, parsed, reader);
        gwsEvent.Sequence = sequence;
        gwsEvent.Record = state.Record;
        gwsEvent.Call = state.Call;
        gwsEvent.Email = state.Email;
        gwsEvent.Campaign = state.Campaign;
        gwsEvent.Error = state.Error;
        return gwsEvent;
    }
}
