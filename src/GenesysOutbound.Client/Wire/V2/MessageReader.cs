using System;
using System.Collections.Generic;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>
/// Reads a notification. Servers differ: a message with or without the <c>data</c> wrapper, channels with or without <c>/v2</c>,
/// ids as numbers or text, user data in any of three places, members nobody has documented. What is not understood is kept as it
/// is.
/// </summary>
internal sealed class MessageReader : INotificationReader
{
    public ParsedNotification Read(string channel, ArraySegment<byte> utf8, DateTimeOffset at, ArraySegment<byte> dataUtf8)
    {
        var data = dataUtf8.Count > 0 && dataUtf8.Array![dataUtf8.Offset] == (byte)'{'
            && WireJson.TryParse(dataUtf8, out var value) && value is GwsData found ? found : ReadData(utf8);
        var notificationType = data.Text("notificationType");
        var error = ErrorOf(data, notificationType);
        var content = Understand(channel, data, notificationType, error, at);
        return new ParsedNotification
        {
            Data = data,
            MessageType = data.Text("messageType"),
            NotificationType = notificationType ?? data.Object("userData").Text("GSW_USER_EVENT"),
            ReferenceId = data.Text("referenceId"),
            DeviceId = data.Text("deviceId")
                ?? (content.Devices is { Count: 1 } ? content.Devices[0].DeviceId : null)
                ?? IdOf(content.Record?.DevicePath)
                ?? IdOf(content.Call?.DevicePath),
            Error = error,
            IsError = error is not null || Is(notificationType, V2Constants.Error),
            IsFailure = Is(notificationType, V2Constants.Error),
            Kind = content.Kind,
            RecordHandle = content.RecordHandle,
            CampaignName = content.CampaignName,
            Record = content.Record,
            Campaign = content.Campaign,
            Call = content.Call,
            Email = content.Email,
            Devices = content.Devices ?? (IReadOnlyList<GwsDevice>)[],
        };
    }

    /// <summary>The data of a message; empty for what is not a JSON object.</summary>
    public GwsData ReadData(ArraySegment<byte> utf8) =>
        WireJson.TryParse(utf8, out var message) ? DataOf(message) : GwsData.Empty;

    public void Inspect(ParsedNotification parsed, UnexpectedContentLog log) => MessageSchema.Inspect(parsed, log);

    public RecordUpdate ReadRecord(GwsData userData) => Resources.Record(null, userData);

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

    private static Content Understand(string channel, GwsData data, string? notificationType, string? error,
        DateTimeOffset at)
    {
        var messageType = data.Text("messageType");
        var userData = data.Object("userData");
        if (Is(messageType, V2Constants.DeviceUserEventMessage)
            || (messageType is null && userData?.ContainsKey("GSW_USER_EVENT") == true))
        {
            // A duplicate of what another message says in full; only a failure may come in this form alone.
            return error is null
                ? new Content { Kind = NotificationKind.RawUserEvent, RecordHandle = Resources.HandleOf(userData),
                    CampaignName = Resources.CampaignNameOf(userData) }
                : new Content { Kind = IsNoRecords(error) ? NotificationKind.NoRecords : NotificationKind.OutboundError,
                    Record = Resources.Record(null, userData) };
        }

        if (Is(messageType, V2Constants.OutboundRecordMessage) || data.Object("record") is not null)
        {
            var record = Resources.Record(data.Object("record"), userData);
            var kind = NotificationTypes.OfRecord(notificationType, record.UserData.Text("GSW_USER_EVENT"), data.Object("record")
                .Text("state"));
            if (error is not null || Is(notificationType, V2Constants.Error))
            {
                kind = IsNoRecords(error) ? NotificationKind.NoRecords : NotificationKind.OutboundError;
            }

            return new Content { Kind = kind, Record = record };
        }

        if (Is(messageType, V2Constants.OutboundCampaignMessage) || data.Object("campaign") is not null)
        {
            var failed = error is not null || Is(notificationType, V2Constants.Error);
            return new Content
            {
                Kind = failed ? NotificationKind.OutboundError : NotificationTypes.OfCampaign(notificationType),
                Campaign = Resources.Campaign(data.Object("campaign"), userData, notificationType),
            };
        }

        if (data.Object("call") is { } call)
        {
            return new Content { Kind = NotificationKind.CallChanged,
                Call = Resources.Call(call, data.Text("phoneNumber"), at) };
        }

        if (data.Object("email") is { } email)
        {
            return new Content { Kind = NotificationKind.EmailChanged, Email = Resources.Email(email, at) };
        }

        if (Is(messageType, V2Constants.DeviceStateChangeMessage)
            || (channel.EndsWith("/me/devices", StringComparison.Ordinal) && data.ContainsKey("devices")))
        {
            return new Content { Kind = NotificationKind.DeviceChanged, Devices = Devices(data) };
        }

        return new Content();
    }

    /// <summary>The text of an error, wherever it stands. The outbound server's own text wins.</summary>
    private static string? ErrorOf(GwsData data, string? notificationType)
    {
        var record = data.Object("record");
        return data.Object("userData").Text("GSW_ERROR")
            ?? record.Object("userData").Text("GSW_ERROR")
            ?? record.Object("customFields").Text("GSW_ERROR")
            ?? data.Text("GSW_ERROR")
            ?? (Is(notificationType, V2Constants.Error)
                ? data.Text("errorMessage", "error") ?? data.Text("statusMessage", "message")
                    ?? record.Text("errorMessage", "error")
                : data.Text("errorMessage"));
    }

    private static bool IsNoRecords(string? error) =>
        error is not null && error.IndexOf(V2Constants.NoRecordsText, StringComparison.OrdinalIgnoreCase) >= 0;

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
        devicePath?.StartsWith(V2Constants.DevicesPrefix, StringComparison.Ordinal) == true
            ? devicePath.Substring(V2Constants.DevicesPrefix.Length) : null;

    private static bool Is(string? value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);

    /// <summary>What a message is about.</summary>
    private struct Content
    {
        public NotificationKind Kind;
        public string? RecordHandle;
        public string? CampaignName;
        public RecordUpdate? Record;
        public CampaignUpdate? Campaign;
        public GwsCall? Call;
        public GwsEmail? Email;
        public List<GwsDevice>? Devices;
    }
}
