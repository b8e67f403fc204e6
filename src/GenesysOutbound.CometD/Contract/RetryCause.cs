namespace GenesysOutbound.CometD;

/// <summary>Why a request of the session was made again.</summary>
public enum RetryCause
{
    /// <summary>The connection failed or was cut.</summary>
    Network,

    /// <summary>No reply in time.</summary>
    Timeout,

    /// <summary>An HTTP status other than 200.</summary>
    HttpStatus,

    /// <summary>A body that is not a Bayeux reply.</summary>
    BadReply,

    /// <summary>The server refused the message and left the session alive.</summary>
    Refused,

    /// <summary>The server did not know the session any more.</summary>
    SessionLost,
}
