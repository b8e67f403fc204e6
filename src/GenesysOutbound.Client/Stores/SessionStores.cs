namespace GenesysOutbound.Client;

/// <summary>What a session knows: its records, calls, e-mails, campaigns and devices, kept current from notifications.</summary>
internal sealed record SessionStores(
    GwsRecordStore Records, GwsCallStore Calls, GwsEmailStore Emails, GwsCampaignStore Campaigns, DeviceStore Devices);
