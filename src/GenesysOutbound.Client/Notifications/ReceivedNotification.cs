using System;

namespace GenesysOutbound.Client;

/// <summary>Gets each notification after the stores and the log have it.</summary>
internal delegate void NotificationHandler(ref ReceivedNotification notification);

/// <summary>A notification that has just been logged. Its event is made once, and only when somebody wants to see it.</summary>
internal struct ReceivedNotification(
    EventFactory factory, string channel, ArraySegment<byte> utf8, DateTimeOffset at, ParsedNotification parsed, EventState state,
    long sequence)
{
    private GwsEvent? _event;

    public readonly ParsedNotification Parsed => parsed;

    /// <summary>The call that the notification is about, as it is after it; null when it is about none.</summary>
    public readonly GwsCall? Call => state.Call;

    /// <summary>The event, with a copy of the text: the event may outlive the reply by far.</summary>
    public GwsEvent Event
    {
        get
        {
            if (_event is null)
            {
                var own = new byte[utf8.Count];
                Buffer.BlockCopy(utf8.Array ?? own, utf8.Offset, own, 0, own.Length);
                _event = factory.Make(channel, new ArraySegment<byte>(own), at, parsed, state, sequence);
            }

            return _event;
        }
    }
}
