namespace GenesysOutbound.Client;

/// <summary>Where a record is on its way through this session.</summary>
public enum GwsRecordState
{
    /// <summary>Named by an event or by the caller, but never delivered to this session.</summary>
    Unknown,

    /// <summary>Delivered for preview, not dialled.</summary>
    Preview,

    /// <summary>Delivered by the server on its own, because a callback is due.</summary>
    Scheduled,

    /// <summary>Known as a member of a chain of another record.</summary>
    Chained,

    /// <summary>Has an active call.</summary>
    Calling,

    /// <summary>Had a call, which is over.</summary>
    Called,

    /// <summary>Done: completed.</summary>
    Completed,

    /// <summary>Done: marked Do Not Call.</summary>
    DoNotCall,

    /// <summary>Done: given back to the pool.</summary>
    Rejected,

    /// <summary>Done: not processed any more in this campaign.</summary>
    Cancelled,

    /// <summary>Done: withdrawn by the server.</summary>
    Withdrawn,

    /// <summary>Done: lost with the session that held it.</summary>
    Lost,
}

/// <summary>Which records of a chain an operation is for.</summary>
public enum GwsChainScope
{
    /// <summary>The record alone (<c>RecordOnly</c>).</summary>
    RecordOnly,

    /// <summary>Every record of its chain (<c>AllChain</c>).</summary>
    AllChain,
}

/// <summary>Who takes a callback.</summary>
public enum GwsCallbackType
{
    /// <summary>Any agent of the campaign.</summary>
    Campaign,

    /// <summary>The agent who scheduled it.</summary>
    Personal,
}

/// <summary>What an agent can be.</summary>
public enum GwsAgentState
{
    /// <summary>Ready for calls.</summary>
    Ready,

    /// <summary>Not ready.</summary>
    NotReady,

    /// <summary>Not ready, doing auxiliary work.</summary>
    AuxWork,

    /// <summary>Not ready, finishing the last call.</summary>
    AfterCallWork,
}

/// <summary>What is known about the outcome of an operation.</summary>
public enum GwsOutcome
{
    /// <summary>Sent; the caller did not wait for the answer (NoWait).</summary>
    Pending,

    /// <summary>The server's event says that it happened.</summary>
    Acknowledged,

    /// <summary>Not known: the connection broke after it was written, or no answer came in time. It was not sent again.</summary>
    Unknown,

    /// <summary>The server's event says that it did not happen.</summary>
    Refused,
}

/// <summary>The state of a session.</summary>
public enum GwsSessionState
{
    /// <summary>Being set up.</summary>
    Connecting,

    /// <summary>All of it works: REST, notifications, subscriptions.</summary>
    Connected,

    /// <summary>The notification channel is being restored.</summary>
    Reconnecting,

    /// <summary>Given up; a new session is needed.</summary>
    Lost,

    /// <summary>Closed on purpose.</summary>
    Closed,
}
