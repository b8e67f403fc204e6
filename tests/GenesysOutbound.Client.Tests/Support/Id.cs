using System;

namespace GenesysOutbound.Client.Tests.Support;

internal static class Id
{
    public static GwsRecordIdentity Of(GwsRecord record) => new(Convert.ToString(record.RecordHandle, System.Globalization.CultureInfo.InvariantCulture)!);

    public static GwsCampaignIdentity Campaign(string name = "Campaign1") => new(name);
}
