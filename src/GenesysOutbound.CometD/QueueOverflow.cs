namespace GenesysOutbound.CometD;

/// <summary>
/// What happens when a reply brings events while the delivery queue is still full. Before that happens the next poll is
/// held back for as long as the server surely keeps the session. Whatever is dropped is announced as a <see cref="BayeuxGap"/>.
/// </summary>
public enum QueueOverflow
{
    /// <summary>The oldest reply that still waits in the queue gives way: state that is newer says more.</summary>
    DropOldest,

    /// <summary>The events that have just come are dropped.</summary>
    DropNewest,
}
