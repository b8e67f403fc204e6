using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>
/// Reads a notification. Servers differ: a message with or without the <c>data</c> wrapper, channels with or without <c>/v2</c>, ids as numbers
/// or text, user data in any of three places, members nobody has documented. What is not understood is kept as it is.
/// </summary>
internal static class MessageReader
{
    public static (GwsEvent Event, ParsedNotification Facts) Read(BayeuxMessage message) => Read(message.Channel, message.Utf8, message.ReceivedAt);

    public static (GwsEvent Event, ParsedNotification Facts) Read(string channel, ArraySegment<byte> utf8, DateTimeOffset at)
    {
        // The log outlives the reply by far; it must not keep the whole reply for one message of it.
        var copy = new byte[utf8.Count];
        Buffer.BlockCopy(utf8.Array!, utf8.Offset, copy, 0, copy.Length);
        var data = ReadData(new ArraySegment<byte>(copy));
        var facts = Understand(channel, data, at);
        return (Event(channel, new ArraySegment<byte>(copy), data, facts, at), facts);
    }

    /// <summary>The data of a message; empty for what is no JSON object.</summary>
    public static GwsData ReadData(ArraySegment<byte> utf8)
    {
        try
        {
            return utf8.Count == 0 ? GwsData.Empty : DataOf(WireJson.Parse(utf8));
        }
        catch (JsonException)
        {
            return GwsData.Empty;
        }
    }

    private static GwsData DataOf(object? message)
    {
        if (message is not GwsData top)
        {
            return GwsData.Empty;
        }

        if (!top.TryGetValue("data", out var data))
        {
            // Without the wrapper the message's own members are the data.
            return top;
        }

        // Some servers pass on data that was published as text.
        if (data is string text && WireJson.TryParse(text, out var parsed) && parsed is GwsData inner)
        {
            return inner;
        }

        if (data is GwsData plain)
        {
            return plain;
        }

        var wrapped = new GwsData();
        wrapped.Set("data", data);
        return wrapped.Freeze();
    }

    private static ParsedNotification Understand(string channel, GwsData data, DateTimeOffset at)
    {
        var notificationType = data.Text("notificationType");
        var messageType = data.Text("messageType");
        var userData = data.Object("userData");
        if (Is(messageType, V2Constants.DeviceUserEventMessage) || (messageType is null && userData?.ContainsKey("GSW_USER_EVENT") == true))
        {
            var text = ErrorOf(data);
            return new ParsedNotification
            {
                Kind = text is null ? NotificationKind.RawUserEvent : IsNoRecords(text) ? NotificationKind.NoRecords : NotificationKind.OutboundError,
                Record = Resources.Record(null, userData),
            };
        }

        if (Is(messageType, V2Constants.OutboundRecordMessage) || data.Object("record") is not null)
        {
            var record = Resources.Record(data.Object("record"), userData);
            var kind = NotificationTypes.OfRecord(notificationType, record.UserData.Text("GSW_USER_EVENT"), data.Object("record").Text("state"));
            var error = ErrorOf(data);
            if (error is not null || Is(notificationType, V2Constants.Error))
            {
                kind = IsNoRecords(error) ? NotificationKind.NoRecords : NotificationKind.OutboundError;
            }

            return new ParsedNotification { Kind = kind, Record = record };
        }

        if (Is(messageType, V2Constants.OutboundCampaignMessage) || data.Object("campaign") is not null)
        {
            var failed = ErrorOf(data) is not null || Is(notificationType, V2Constants.Error);
            return new ParsedNotification
            {
                Kind = failed ? NotificationKind.OutboundError : NotificationTypes.OfCampaign(notificationType),
                Campaign = Resources.Campaign(data.Object("campaign"), userData, notificationType),
            };
        }

        if (data.Object("call") is { } call)
        {
            return new ParsedNotification { Kind = NotificationKind.CallChanged, Call = Resources.Call(call, data.Text("phoneNumber"), at) };
        }

        if (data.Object("email") is { } email)
        {
            return new ParsedNotification { Kind = NotificationKind.EmailChanged, Email = Resources.Email(email, at) };
        }

        if (Is(messageType, V2Constants.DeviceStateChangeMessage) || (channel.EndsWith("/me/devices", StringComparison.Ordinal) && data.ContainsKey("devices")))
        {
            return new ParsedNotification { Kind = NotificationKind.DeviceChanged, Devices = Devices(data) };
        }

        return new ParsedNotification();
    }

    private static GwsEvent Event(string channel, ArraySegment<byte> utf8, GwsData data, ParsedNotification facts, DateTimeOffset at)
    {
        var error = ErrorOf(data);
        var notificationType = data.Text("notificationType");
        var device = data.Text("deviceId") ?? (facts.Devices.Count == 1 ? facts.Devices[0].DeviceId : null) ?? IdOf(facts.Record?.DevicePath) ?? IdOf(facts.Call?.DevicePath);
        return new GwsEvent
        {
            ReceivedAt = at,
            Channel = channel,
            MessageType = data.Text("messageType"),
            NotificationType = notificationType ?? data.Object("userData").Text("GSW_USER_EVENT"),
            ReferenceId = data.Text("referenceId"),
            RecordHandle = facts.Record?.Handle ?? facts.Call?.RecordHandle,
            CampaignName = facts.Record?.CampaignName ?? facts.Campaign?.Name ?? facts.Call?.CampaignName,
            CallId = Empty(facts.Call?.CallId),
            EmailId = Empty(facts.Email?.EmailId),
            DeviceId = device,
            Error = error,
            IsError = error is not null || Is(notificationType, V2Constants.Error),
            Devices = facts.Devices,
            Utf8 = utf8,
            Kind = facts.Kind,
        };
    }

    /// <summary>The text of an error, wherever it stands. The outbound server's own text wins.</summary>
    private static string? ErrorOf(GwsData data)
    {
        var record = data.Object("record");
        return data.Object("userData").Text("GSW_ERROR")
            ?? record.Object("userData").Text("GSW_ERROR")
            ?? record.Object("customFields").Text("GSW_ERROR")
            ?? data.Text("GSW_ERROR")
            ?? (Is(data.Text("notificationType"), V2Constants.Error)
                ? data.Text("errorMessage", "error") ?? data.Text("statusMessage", "message") ?? record.Text("errorMessage", "error")
                : data.Text("errorMessage"));
    }

    private static bool IsNoRecords(string? error) => error is not null && error.IndexOf(V2Constants.NoRecordsText, StringComparison.OrdinalIgnoreCase) >= 0;

    private static List<GwsDevice> Devices(GwsData data)
    {
        var devices = new List<GwsDevice>();
        foreach (var item in data.Items("devices"))
        {
            if (item is GwsData device)
            {
                devices.Add(Resources.Device(device));
            }
        }

        if (data.Object("device") is { } single)
        {
            devices.Add(Resources.Device(single));
        }

        return devices;
    }

    private static string? IdOf(string? devicePath) =>
        devicePath?.StartsWith(V2Constants.DevicesPrefix, StringComparison.Ordinal) == true ? devicePath.Substring(V2Constants.DevicesPrefix.Length) : null;

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool Is(string? value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
