namespace GenesysOutbound.Client.Wire.V2;

/// <summary>
/// The names of the second version of the REST API. Sources: Web Services API Reference, the pages of each operation.
/// </summary>
internal static class V2Constants
{
    public const string ApiRoot = "/api/v2";
    public const string Me = ApiRoot + "/me";
    public const string MeWithEverything = Me + "?subresources=*";
    public const string OutboundRecords = Me + "/outbound-records";
    public const string OutboundCampaigns = Me + "/outbound-campaigns";
    public const string Calls = Me + "/calls";
    public const string Emails = Me + "/emails";
    public const string Devices = Me + "/devices";
    public const string VoiceChannel = Me + "/channels/voice";

    public const string Notifications = ApiRoot + "/notifications";

    public const string DevicesPrefix = "/devices/";

    public const string OutboundRecordMessage = "OutboundRecordMessage";
    public const string OutboundCampaignMessage = "OutboundCampaignMessage";
    public const string CallStateChangeMessage = "CallStateChangeMessage";
    public const string EmailStateChangeMessage = "EmailStateChangeMessage";
    public const string DeviceStateChangeMessage = "DeviceStateChangeMessage";
    public const string DeviceUserEventMessage = "DeviceUserEventMessage";

    public const string Error = "Error";
    public const string NoRecordsText = "No Records Available";
}
