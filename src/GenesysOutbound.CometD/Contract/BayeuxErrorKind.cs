namespace GenesysOutbound.CometD;

/// <summary>Why a Bayeux operation failed, for a program to decide by.</summary>
public enum BayeuxErrorKind
{
    /// <summary>The network failed: connection refused, reset, name not found.</summary>
    Transport,

    /// <summary>No reply came within the network delay (plus the hold, for a poll).</summary>
    Timeout,

    /// <summary>The server answered with an HTTP status other than 200; see <see cref="BayeuxException.HttpStatus"/>.</summary>
    HttpStatus,

    /// <summary>HTTP 401 or 403, and the session could not be repaired.</summary>
    Unauthorized,

    /// <summary>
    /// The reply is not what the Bayeux protocol allows: empty, truncated, HTML, not JSON, or without the answer.
    /// </summary>
    Protocol,

    /// <summary>The reply is larger than <see cref="BayeuxClientOptions.MaxReplyBytes"/>.</summary>
    ReplyTooLarge,

    /// <summary>The server refused the handshake.</summary>
    HandshakeRefused,

    /// <summary>Client and server have no connection type in common.</summary>
    NoCommonTransport,

    /// <summary>The server does not know the session any more.</summary>
    SessionLost,

    /// <summary>The server ended the session, advised not to come back, or refused every poll while connecting.</summary>
    ServerDisconnected,

    /// <summary>The client is not connected, is being disconnected, or was disposed of.</summary>
    Closed,
}
