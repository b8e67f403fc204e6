using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// The records of a chain as getChainedRecords shows them: one object with the list, the record that was delivered first as
/// <c>PreviewRecord</c>, the others as <c>ChainedRecord</c>. The members that the vendor's desktop adds to user data are added
/// here. Source: Service Client API Reference.
/// </summary>
internal static class ChainShape
{
    private const string UserEvent = "GSW_USER_EVENT";
    private const string DeliveredEvent = "PreviewRecord";

    /// <summary>The whole <c>data</c> of the reply.</summary>
    /// <param name="records">The records of the chain.</param>
    /// <param name="interaction">Their interaction.</param>
    /// <param name="referenceId">The reference id of the request that brought them.</param>
    public static JArray Of(IEnumerable<GwsRecord> records, Interaction interaction, string? referenceId)
    {
        var delivered = interaction.DeliveredHandle;
        var ordered = records.OrderBy(record => record.RecordHandle == delivered ? 0 : 1).ToList();
        var shapes = new JArray(ordered.Select((record, index) => Record(record, interaction, index == 0, referenceId)));
        return new JArray(new JObject { ["records"] = shapes });
    }

    /// <summary>One record.</summary>
    public static JObject Record(GwsRecord record, Interaction interaction, bool isFirst, string? referenceId = null)
    {
        var json = Json.FromData(record.UserData);

        // The calling list's column behind GSW_PHONE: the server's events carry it, this API does not.
        json.Remove("contact_info");
        Complete(json, "GSW_RECORD_HANDLE", Handles.ToJson(record.RecordHandle));
        Complete(json, "GSW_PHONE", record.Phone);
        Complete(json, "GSW_CAMPAIGN_NAME", record.CampaignName);
        Complete(json, "GSW_CALLING_LIST", record.CallingList);
        Complete(json, "GSW_APPLICATION_ID", record.ApplicationId);
        Complete(json, "GSW_CHAIN_ID", record.ChainId);
        var reference = isFirst ? interaction.Reference ?? referenceId : referenceId;
        Complete(json, "GSW_REFERENCE_ID", reference is null ? null : Handles.ToJson(reference));
        json[UserEvent] = isFirst ? DeliveredEvent : "ChainedRecord";
        if (isFirst)
        {
            Complete(json, "IW_BundleUid", interaction.BundleId);
            Complete(json, "IW_CaseUid", interaction.CaseId);
        }

        Complete(json, "InteractionSubtype", "OutboundNew");
        Complete(json, "InteractionType", "Outbound");
        if (isFirst)
        {
            Complete(json, "WWE_OUTBOUND_CAMP_TYPE", DeliveredEvent);
        }

        return json;
    }

    private static void Complete(JObject json, string name, JToken? value)
    {
        if (value is not null && value.Type != JTokenType.Null && json[name] is null)
        {
            json[name] = value;
        }
    }
}
