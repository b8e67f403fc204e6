namespace GenesysOutbound.Client;

/// <summary>The server accepted a request, and then an event said that it was not carried out.</summary>
#pragma warning disable CA1032 // Without an id from the table and an event there is no such error.
public sealed class GwsRefusedException : GwsException
#pragma warning restore CA1032
{
    internal GwsRefusedException(string errorId, string message, GwsEvent gwsEvent, GwsException? innerException = null)
        : base(errorId, message, innerException) => Event = gwsEvent;

    /// <summary>The event.</summary>
    public GwsEvent Event { get; }

    internal override GwsException Restate(string message, string? errorId = null) =>
        new GwsRefusedException(errorId ?? ErrorId, message, Event, this);
}
