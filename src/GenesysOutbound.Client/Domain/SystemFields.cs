namespace GenesysOutbound.Client;

/// <summary>
/// The names of the record fields that every calling list has. Source: Service Client API Reference, getChainedRecords and
/// getRecordFields.
/// </summary>
internal static class SystemFields
{
    public const string Prefix = "GSW_";
    public const string From = "GSW_FROM";
    public const string Until = "GSW_UNTIL";
    public const string Phone = "GSW_PHONE";
    public const string PhoneType = "GSW_PHONE_TYPE";
    public const string TimeZone = "GSW_TZ_NAME";
}
