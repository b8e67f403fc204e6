namespace GenesysOutbound.Client;

/// <summary>What a user may be allowed to do. The server's name for each is the binding's business.</summary>
internal enum GwsFeature
{
    Voice,
    Outbound,
    Multimedia,
}
