namespace GenesysOutbound.Client.Tests.Support;

internal static class Id
{
    public static GwsRecordIdentity Of(GwsRecord record) => new(record.RecordHandle);

    public static GwsCampaignIdentity Campaign(string name = "Campaign1") => new(name);
}
