namespace GenesysOutbound.CometD.Protocol;

/// <summary>The channels of the protocol itself.</summary>
internal static class MetaChannels
{
    public const string Handshake = "/meta/handshake";
    public const string Connect = "/meta/connect";
    public const string Subscribe = "/meta/subscribe";
    public const string Disconnect = "/meta/disconnect";
}
