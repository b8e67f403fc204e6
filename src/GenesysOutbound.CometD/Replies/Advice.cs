namespace GenesysOutbound.CometD.Replies;

/// <summary>One <c>advice</c> object as received. All times are milliseconds; absent members are null.</summary>
internal sealed class Advice
{
    /// <summary>
    /// The wish of the server for the case of success or failure: retry, handshake, none, or something unknown.
    /// </summary>
    public string? Reconnect { get; set; }

    /// <summary>The pause before the next poll, counted from the end of the reply; negative: do not poll again.</summary>
    public long? Interval { get; set; }

    /// <summary>How long the server holds a poll.</summary>
    public long? Timeout { get; set; }

    /// <summary>How long the server keeps a session without a poll.</summary>
    public long? MaxInterval { get; set; }

    /// <summary>The server sees more than one session behind our browser cookie.</summary>
    public bool MultipleClients { get; set; }
}
