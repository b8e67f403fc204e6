using Newtonsoft.Json;

namespace GenesysOutbound.Client.Wire;

/// <summary>
/// The names of members that nearly every message has: one string for all messages. The list is only a matter of memory; a name that is not in it
/// is read as well. Filled once: reading it needs no lock.
/// </summary>
internal static class KnownMembers
{
    private static readonly string[] Names =
    [
        "statusCode", "statusMessage", "data", "channel", "messageType", "notificationType", "referenceId", "record", "userData", "deviceId",
        "metrics", "eventProcessing", "serverGenerationTimestamp", "nodeProcessingTimeNanos", "serverProcessingTimeTotalMs",
        "recordHandle", "campaignName", "callingList", "applicationId", "devicePath", "contact_info", "phoneNumber", "state", "uri", "id", "call",
        "GSW_AGENT_ID", "GSW_APPLICATION_ID", "GSW_ATTEMPTS", "GSW_CALLING_LIST", "GSW_CALLING_LIST_DBID", "GSW_CALL_ATTEMPT_GUID", "GSW_CALL_RESULT",
        "GSW_CAMPAIGN_GROUP_DBID", "GSW_CAMPAIGN_GROUP_DESCRIPTION", "GSW_CAMPAIGN_GROUP_NAME", "GSW_CAMPAIGN_NAME", "GSW_CHAIN_ID",
        "GSW_CONTACT_MEDIA_TYPE", "GSW_ERROR", "GSW_FROM", "GSW_PHONE", "GSW_PHONE_TYPE", "GSW_RECORD_HANDLE", "GSW_SWITCH_DBID", "GSW_TZ_NAME",
        "GSW_TZ_OFFSET", "GSW_UNTIL", "GSW_USER_EVENT", "InteractionSubtype", "InteractionType",
    ];

    public static JsonNameTable Table { get; } = Fill();

    private static DefaultJsonNameTable Fill()
    {
        var table = new DefaultJsonNameTable();
        foreach (var name in Names)
        {
            table.Add(name);
        }

        return table;
    }
}
