using System;
using System.Linq;
using GenesysOutbound.Client;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.Page;

/// <summary>A record as the page shows it.</summary>
internal static class RecordShape
{
    /// <summary>True for a record that is worked on, and is shown with everything.</summary>
    public static bool IsInHand(GwsRecord record) =>
        record.State is GwsRecordState.Preview or GwsRecordState.Scheduled or GwsRecordState.Calling or GwsRecordState.Called
        || (!record.IsDone && (!record.Pending.IsEmpty || record.Unanswered.Count > 0));

    /// <summary>The record; with its fields when the agent holds it.</summary>
    public static JObject Of(GwsSession session, GwsRecord record)
    {
        var json = new JObject
        {
            ["handle"] = record.RecordHandle,
            ["campaign"] = record.CampaignName,
            ["list"] = record.CallingList,
            ["chain"] = record.ChainId is { } chainId ? $"{record.CallingList}/{chainId}" : null,
            ["phone"] = record.Phone,
            ["phoneType"] = record.PhoneType?.Label,
            ["result"] = Result(record.CallResult),
            ["attempts"] = record.Attempts,
            ["zone"] = record.TimeZone,
            ["offsetMinutes"] = record.TimeZoneOffset?.TotalMinutes,
            ["from"] = TimeOfDay(record.From),
            ["until"] = TimeOfDay(record.Until),
            ["state"] = record.State.ToString(),
            ["isDone"] = record.IsDone,
            ["inHand"] = IsInHand(record),
            ["interactionId"] = record.InteractionId,
            ["callId"] = record.CallId,
            ["callState"] = record.CallState,
            ["isRestored"] = record.IsRestored,
            ["receivedAt"] = record.ReceivedAt,
            ["pending"] = Pending(record.Pending),
            ["unanswered"] = Json.FromTexts(record.Unanswered.Select(request => request.ToString())),
        };
        if (IsInHand(record) || record.State == GwsRecordState.Chained)
        {
            json["fields"] = Fields(session, record);
        }

        return json;
    }

    private static JArray Fields(GwsSession session, GwsRecord record)
    {
        try
        {
            return new JArray(session.Outbound.GetFields(new GwsRecordIdentity(record.RecordHandle)).Select(field =>
            {
                var json = ServiceClientApi.FieldShape.Field(field);
                json["displayName"] = field.DisplayName;
                json["maxLength"] = field.MaxLength;
                json["isPending"] = field.IsPending;
                json["isInferred"] = field.IsInferred;
                return json;
            }));
        }
        catch (GwsException)
        {
            // The record has left the store meanwhile; the next update of the page leaves it out.
            return new JArray();
        }
    }

    private static JObject Pending(GwsPendingChanges pending) => new()
    {
        ["isEmpty"] = pending.IsEmpty,
        ["result"] = Result(pending.CallResult),
        ["doNotCall"] = pending.DoNotCall?.ToString(),
        ["schedule"] = pending.Schedule is { } schedule
            ? new JObject { ["at"] = schedule.At, ["recordTime"] = schedule.RecordTime,
                ["type"] = schedule.CallbackType.ToString() }
            : null,
        ["fields"] = Json.FromTexts(pending.Fields.Keys),
    };

    private static JToken Result(GwsCallResult? result) =>
        result is null
            ? JValue.CreateNull() : new JObject { ["number"] = result.Number, ["name"] = result.Name, ["text"] = result.Text };

    private static string? TimeOfDay(TimeSpan? time) =>
        time is { } value ? $"{(int)value.TotalHours:00}:{value.Minutes:00}" : null;
}
