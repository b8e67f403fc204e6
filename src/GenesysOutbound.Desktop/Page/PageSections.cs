using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop.Security;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.Page;

/// <summary>
/// The parts of the page other than records and events, as JSON. No password, cookie, CSRF token or client id is among what they
/// show.
/// </summary>
internal sealed class PageSections(
    GwsSession session, GwsDesktopOptions options, IReadOnlyList<AllowedOrigin> origins, UnknownOutcomes unknown)
{
    /// <summary>The session. Nothing here may change with every event: most parts of the page are drawn from it.</summary>
    public JObject Session() => new()
    {
        ["name"] = session.Name,
        ["uri"] = session.Uri.ToString(),
        ["user"] = session.User.UserName ?? session.UserName,
        ["fullName"] = string.Join(" ", new[] { session.User.FirstName, session.User.LastName }.Where(part =>
            !string.IsNullOrWhiteSpace(part))),
        ["state"] = session.State.ToString(),
        ["stateReason"] = session.StateReason,
        ["connectedAt"] = session.ConnectedAt,
        ["warnings"] = Json.FromTexts(session.Warnings),
        ["readOnly"] = options.ReadOnly,
        ["clientUri"] = options.ClientUri?.AbsoluteUri,
        ["allowedOrigins"] = Json.FromTexts(origins.Select(origin => origin.Origin)),
    };

    /// <summary>What the list of events says about itself; with a full log it changes with every event.</summary>
    public JObject Counters() => new() { ["eventsDropped"] = session.Counters.EventsDropped };

    /// <summary>The agent's voice devices.</summary>
    public JArray Devices() => new(session.Devices.Select(device => new JObject
    {
        ["path"] = device.DevicePath,
        ["number"] = device.PhoneNumber,
        ["userState"] = device.UserState,
        ["userStateName"] = device.UserStateName,
        ["workMode"] = device.WorkMode,
        ["deviceState"] = device.DeviceState,
    }));

    /// <summary>The campaigns.</summary>
    public JArray Campaigns() => new(session.Campaigns.Snapshot().Select(campaign => new JObject
    {
        ["name"] = campaign.CampaignName,
        ["description"] = campaign.Description,
        ["mode"] = campaign.DialingMode,
        ["state"] = campaign.State,
        ["isPreview"] = campaign.IsPreview,
        ["previewSession"] = campaign.PreviewSession,
    }));

    /// <summary>The active calls, and the latest of the others.</summary>
    public JArray Calls(int others)
    {
        var calls = session.Calls.Snapshot();
        var past = calls.Where(call => !call.IsActive).Reverse().Take(others).ToList();
        return new JArray(calls.Where(call => call.IsActive).Concat(past).Select(call => new JObject
        {
            ["id"] = call.CallId,
            ["state"] = call.State,
            ["type"] = call.CallType,
            ["isActive"] = call.IsActive,
            ["ani"] = call.Ani,
            ["dnis"] = call.Dnis,
            ["parties"] = Json.FromTexts(call.Participants),
            ["record"] = call.RecordHandle,
            ["campaign"] = call.CampaignName,
            ["capabilities"] = Json.FromTexts(call.Capabilities),
            ["updatedAt"] = call.UpdatedAt,
            ["userData"] = Json.FromData(call.UserData),
        }));
    }

    /// <summary>The e-mails, the latest first.</summary>
    public JArray Emails(int count) => new(session.Emails.Snapshot().Reverse().Take(count).Select(email => new JObject
    {
        ["id"] = email.EmailId,
        ["state"] = email.State,
        ["subject"] = email.Subject,
        ["from"] = email.From,
        ["to"] = Json.FromTexts(email.To),
        ["received"] = email.ReceivedDate,
        ["updatedAt"] = email.UpdatedAt,
    }));

    /// <summary>
    /// What must not be overlooked: requests whose outcome is unknown, of this desktop and of the session's journal.
    /// </summary>
    public JObject Unknown() => new()
    {
        ["requests"] = unknown.ToJson(),
        ["unanswered"] = new JArray(session.UnansweredRequests.Select(request => new JObject
        {
            ["operation"] = request.Operation,
            ["record"] = request.RecordHandle,
            ["referenceId"] = request.ReferenceId,
            ["sentAt"] = request.SentAt,
        })),
    };

    /// <summary>The results that the desktop offers.</summary>
    public static JArray CallResults() => new(GwsCallResult.Known.Where(result => result.IsOffered).Select(result => new JObject
    {
        ["number"] = result.Number,
        ["name"] = result.Name,
        ["text"] = result.Text,
    }));

    /// <summary>One event of the log.</summary>
    public static JObject Event(GwsEvent gwsEvent)
    {
        var json = new JObject
        {
            ["sequence"] = gwsEvent.Sequence,
            ["at"] = gwsEvent.ReceivedAt,
            ["type"] = gwsEvent.NotificationType ?? gwsEvent.MessageType ?? "message",
            ["channel"] = gwsEvent.Channel,
        };
        Add(json, "messageType", gwsEvent.MessageType);
        Add(json, "referenceId", gwsEvent.ReferenceId);
        Add(json, "record", gwsEvent.RecordHandle);
        Add(json, "campaign", gwsEvent.CampaignName);
        Add(json, "call", gwsEvent.CallId);
        Add(json, "callState", gwsEvent.Call?.State);
        Add(json, "email", gwsEvent.EmailId);
        Add(json, "error", gwsEvent.IsError ? gwsEvent.Error ?? "The event reports a failure." : null);
        if (gwsEvent.IsGap)
        {
            json["gap"] = new JObject { ["from"] = gwsEvent.GapFrom, ["until"] = gwsEvent.GapUntil,
                ["reason"] = gwsEvent.GapReason };
        }

        return json;
    }

    private static void Add(JObject json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json[name] = value;
        }
    }
}
