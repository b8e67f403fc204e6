namespace GenesysOutbound.Simulator.Bayeux;

/// <summary>Why a held <c>/meta/connect</c> ended.</summary>
internal enum PollEnd
{
    /// <summary>There is something to deliver, or the time is up: a normal reply.</summary>
    Reply,

    /// <summary>The client sent another <c>/meta/connect</c> while this one was held.</summary>
    Superseded,

    /// <summary>The client closed the connection.</summary>
    Gone,

    /// <summary>The server forgot the session.</summary>
    Expired,

    /// <summary>The client sent <c>/meta/disconnect</c>.</summary>
    Left,

    /// <summary>The server sends <c>/meta/disconnect</c>.</summary>
    Dismissed,
}
