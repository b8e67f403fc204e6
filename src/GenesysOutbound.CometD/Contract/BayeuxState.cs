namespace GenesysOutbound.CometD;

/// <summary>The life of a Bayeux session as its user sees it.</summary>
public enum BayeuxState
{
    /// <summary>Nothing has been asked of the client yet.</summary>
    Unconnected,

    /// <summary>The first handshake is on its way.</summary>
    Handshaking,

    /// <summary>The session exists; its subscriptions are being made, or made again after a new handshake.</summary>
    Subscribing,

    /// <summary>The subscriptions have their verdicts; the first poll of the session is on its way.</summary>
    Connecting,

    /// <summary>Handshake, every subscription's verdict and the first poll are in. Events flow.</summary>
    Connected,

    /// <summary>The network or the server failed; the same session is being tried again.</summary>
    Reconnecting,

    /// <summary>The server no longer knows the session; a new handshake is being made.</summary>
    Rehandshaking,

    /// <summary>The session is being ended by this side.</summary>
    Disconnecting,

    /// <summary>
    /// The session was ended, by this side or by the server. <see cref="BayeuxClient.ConnectAsync"/> may be called again.
    /// </summary>
    Disconnected,

    /// <summary>
    /// The client gave up: refused for good, or not to be repaired. <see cref="BayeuxClient.ConnectAsync"/> may be called again.
    /// </summary>
    Failed,
}
