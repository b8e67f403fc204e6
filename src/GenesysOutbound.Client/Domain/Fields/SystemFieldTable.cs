using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// The fields that are the outbound server's own. Four of them can be updated (Service Client API Reference, updateRecordFields);
/// the others are what records carry besides (getChainedRecords, and the outbound server's attributes as desktops read them). A
/// name is a system field only when it stands here: sites give custom fields names that begin with <c>GSW_</c> as well, and so
/// does the document (<c>GSW_CUSTOM_STRING</c>).
/// </summary>
internal static class SystemFieldTable
{
    private const string MisspelledPrefix = "GWS_";

    private static readonly FieldDefinition[] UpdatableRows =
    [
        Updatable(SystemFields.From, "Call From", FieldType.Time, null),
        Updatable(SystemFields.Until, "Call Until", FieldType.Time, null),

        // The column contact_info has 128 characters.
        Updatable(SystemFields.Phone, "Phone", FieldType.VarChar, 128),
        new(SystemFields.PhoneType)
        {
            DisplayName = "Phone Type",
            Type = FieldType.Enum,
            ValueType = FieldValueType.Number,
            IsEditable = true,
            IsMandatory = false,
            Options = new OptionTable(GwsPhoneType.Known.Select(type =>
                new KeyValuePair<string, string>(type.Number.ToString(CultureInfo.InvariantCulture), type.Label))),
        },
    ];

    private static readonly Dictionary<string, FieldDefinition> ByName = Index();

    /// <summary>Call From, Call Until, Phone and Phone Type.</summary>
    public static IReadOnlyList<FieldDefinition> Updatables => UpdatableRows;

    /// <summary>Finds a system field, without regard to case.</summary>
    public static FieldDefinition? Find(string name) => ByName.TryGetValue(name, out var row) ? row : null;

    public static bool IsUpdatable(string name) =>
        Array.Exists(UpdatableRows, row => row.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The name as it should be: the document's own sample writes <c>GWS_FROM</c> where <c>GSW_FROM</c> is meant.
    /// </summary>
    public static string Correct(string name)
    {
        if (!name.StartsWith(MisspelledPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return name;
        }

        return Find(SystemFields.Prefix + name.Substring(MisspelledPrefix.Length))?.Name ?? name;
    }

    private static Dictionary<string, FieldDefinition> Index()
    {
        var index = UpdatableRows.ToDictionary(row => row.Name, StringComparer.OrdinalIgnoreCase);
        ReadOnly(
            index,
            FieldType.Int,
            "GSW_APPLICATION_ID", "GSW_ATTEMPTS", "GSW_CALLING_LIST_DBID", "GSW_CALL_RESULT", "GSW_CAMPAIGN_GROUP_DBID",
                "GSW_CHAIN_ID",
            "GSW_REFERENCE_ID", "GSW_SWITCH_DBID", "GSW_TZ_OFFSET");

        // A handle is a number on most servers and a GUID on some.
        ReadOnly(
            index,
            FieldType.VarChar,
            "GSW_AGENT_ID", "GSW_AGENT_REQ_TYPE", "GSW_CALLBACK_TYPE", "GSW_CALLING_LIST", "GSW_CALL_ATTEMPT_GUID",
                "GSW_CAMPAIGN_DESCRIPTION",
            "GSW_CAMPAIGN_GROUP_DESCRIPTION", "GSW_CAMPAIGN_GROUP_NAME", "GSW_CAMPAIGN_MODE", "GSW_CAMPAIGN_NAME",
                "GSW_CHAIN_ATTR",
            "GSW_CONTACT_MEDIA_TYPE", "GSW_DATE_TIME", "GSW_ERROR", "GSW_RECORD_HANDLE", "GSW_RECORD_URI", "GSW_TREATMENT",
                "GSW_TZ_NAME",
            "GSW_USER_EVENT", "InteractionSubtype", "InteractionType", "IW_BundleUid", "IW_CaseUid", "WWE_OUTBOUND_CAMP_TYPE");

        // The column behind GSW_PHONE; a change there would contradict GSW_PHONE.
        ReadOnly(index, FieldType.VarChar, "contact_info");
        return index;
    }

    private static void ReadOnly(Dictionary<string, FieldDefinition> index, FieldType type, params string[] names)
    {
        foreach (var name in names)
        {
            index.Add(name, new FieldDefinition(name) { Type = type, IsEditable = false, IsMandatory = false });
        }
    }

    // Mandatory, because the API has no way to say that one of the three is to be empty.
    private static FieldDefinition Updatable(string name, string displayName, FieldType type, int? maxLength) =>
        new(name) { DisplayName = displayName, Type = type, IsEditable = true, IsMandatory = true, MaxLength = maxLength };
}
