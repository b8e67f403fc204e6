using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>Reads the resources of the API: user, device, call, e-mail, record, campaign.</summary>
internal static class Resources
{
    /// <summary>A calling list has a few dozen fields.</summary>
    private const int MostPairs = 1000;

    public static GwsUser User(GwsData user)
    {
        var devices = new List<GwsDevice>();
        foreach (var item in user.Items("devices"))
        {
            if (item is GwsData device)
            {
                devices.Add(Device(device));
            }
        }

        return new GwsUser
        {
            UserId = user.Text("id"),
            UserName = user.Text("userName"),
            FirstName = user.Text("firstName"),
            LastName = user.Text("lastName"),
            EmailAddress = user.Text("emailAddress"),
            Enabled = user.Flag("enabled"),
            Roles = user.Texts("roles"),
            Features = Ids(user, "features"),
            Settings = user.Object("settings") ?? GwsData.Empty,
            Devices = devices,
            Data = user,
        };
    }

    public static GwsDevice Device(GwsData device)
    {
        var id = device.Text("id");
        var path = device.Text("path") ?? PathOf(device.Text("uri"));
        id ??= path?.StartsWith(V2Constants.DevicesPrefix, StringComparison.Ordinal) == true
            ? path.Substring(V2Constants.DevicesPrefix.Length) : string.Empty;
        var state = device.Object("userState");
        return new GwsDevice
        {
            DeviceId = id,
            DevicePath = path?.StartsWith(V2Constants.DevicesPrefix, StringComparison.Ordinal) == true
                ? path : V2Constants.DevicesPrefix + id,
            PhoneNumber = device.Text("phoneNumber"),
            DeviceState = device.Text("deviceState"),
            UserState = state.Text("state"),
            UserStateName = state.Text("displayName", "state"),
            WorkMode = state.Text("workMode"),
            DoNotDisturb = device.Text("doNotDisturb"),
            ForwardTo = device.Text("forwardTo"),
            Capabilities = device.Texts("capabilities"),
            Data = device,
        };
    }

    public static GwsCall Call(GwsData call, string? ownNumber, DateTimeOffset at)
    {
        var userData = call.Object("userData") ?? GwsData.Empty;
        var record = Record(null, userData);
        return new GwsCall
        {
            CallId = call.Text("id", "callUuid") ?? string.Empty,
            State = call.Text("state"),
            CallType = call.Text("callType"),
            PhoneNumber = ownNumber,
            Dnis = call.Text("dnis"),
            Ani = call.Text("ani"),
            Participants = Participants(call),
            Capabilities = call.Texts("capabilities"),
            Duration = call.Seconds("duration"),
            ConnectionId = call.Text("connId"),
            DevicePath = PathOf(call.Text("deviceUri")) ?? call.Text("devicePath"),
            RecordHandle = record.Handle,
            CampaignName = record.CampaignName,
            CallingList = record.CallingList,
            ApplicationId = record.ApplicationId,
            UpdatedAt = at,
            UserData = userData,
            Data = call,
        };
    }

    public static GwsEmail Email(GwsData email, DateTimeOffset at)
    {
        var userData = email.Object("userData") ?? GwsData.Empty;
        var to = email.Texts("to");
        return new GwsEmail
        {
            EmailId = email.Text("id") ?? string.Empty,
            State = email.Text("state"),
            Subject = email.Text("subject") ?? userData.Text("Subject"),
            From = email.Text("from") ?? userData.Text("FromAddress"),
            To = to.Count > 0 || userData.Text("To") is not { } entry ? to : [entry],
            ReceivedDate = email.Text("receivedDate") ?? userData.Text("Header_Date"),
            Capabilities = email.Texts("capabilities"),
            UpdatedAt = at,
            UserData = userData,
            Data = email,
        };
    }

    /// <summary>
    /// A record from its resource and from user data; both shapes are known: <c>recordHandle</c> with <c>userData</c>, and the
    /// older <c>id</c> with <c>customFields</c> and <c>phone</c>.
    /// </summary>
    public static RecordUpdate Record(GwsData? record, GwsData? looseUserData)
    {
        var user = Merge(record.Object("userData"), record.Object("customFields"), looseUserData);
        return new RecordUpdate
        {
            Handle = record.Text("recordHandle") ?? HandleOf(user) ?? record.Text("id"),
            Alias = record.Text("id"),
            CampaignName = record.Text("campaignName") ?? CampaignNameOf(user),
            CallingList = record.Text("callingList") ?? user.Text("GSW_CALLING_LIST"),
            ApplicationId = record.Number("applicationId") ?? user.Number("GSW_APPLICATION_ID"),
            DevicePath = record.Text("devicePath"),
            ChainId = record.Number("chainId") ?? user.Number("GSW_CHAIN_ID"),
            Phone = record.Text("phoneNumber", "phone") ?? user.Text("GSW_PHONE", "contact_info"),
            PhoneType = PhoneType(record.Text("phoneType") ?? user.Text("GSW_PHONE_TYPE")),
            CallResult = CallResult(record.Text("callResult") ?? user.Text("GSW_CALL_RESULT")),
            Attempts = user.Number("GSW_ATTEMPTS"),
            TimeZone = record.Text("timeZone") ?? user.Text("GSW_TZ_NAME"),
            TimeZoneOffsetSeconds = user.Number("GSW_TZ_OFFSET"),
            FromSeconds = record.Number("from") ?? user.Number("GSW_FROM") ?? user.Number("daily_from"),
            UntilSeconds = record.Number("until") ?? user.Number("GSW_UNTIL") ?? user.Number("daily_till"),
            UserData = user,
        };
    }

    /// <summary>The handle of the record that user data names, or null.</summary>
    public static string? HandleOf(GwsData? userData) => userData.Text("GSW_RECORD_HANDLE");

    /// <summary>The campaign that user data names, or null.</summary>
    public static string? CampaignNameOf(GwsData? userData) => userData.Text("GSW_CAMPAIGN_NAME");

    public static CampaignUpdate? Campaign(GwsData? campaign, GwsData? userData, string? notificationType)
    {
        var name = campaign.Text("name", "campaignName") ?? userData.Text("GSW_CAMPAIGN_NAME");
        return name is null
            ? null
            : new CampaignUpdate
            {
                Name = name,
                Description = campaign.Text("description") ?? userData.Text("GSW_CAMPAIGN_DESCRIPTION"),
                DialingMode = campaign.Text("dialingMode", "mode") ?? userData.Text("GSW_CAMPAIGN_MODE"),
                GroupName = campaign.Text("groupName") ?? userData.Text("GSW_CAMPAIGN_GROUP_NAME"),
                State = NotificationTypes.CampaignState(notificationType) ?? campaign.Text("state"),
                ApplicationId = campaign.Number("applicationId") ?? userData.Number("GSW_APPLICATION_ID"),
                DevicePath = campaign.Text("devicePath"),
                Data = campaign ?? userData ?? GwsData.Empty,
            };
    }

    /// <summary>The relative path of an absolute address of the API: what follows <c>/api/v2</c>.</summary>
    public static string? PathOf(string? uri)
    {
        if (uri is null)
        {
            return null;
        }

        var at = uri.IndexOf(V2Constants.ApiRoot + "/", StringComparison.Ordinal);
        var path = at < 0 ? uri : uri.Substring(at + V2Constants.ApiRoot.Length);
        return path.StartsWith("/me/", StringComparison.Ordinal) ? path.Substring("/me".Length) : path;
    }

    private static int? PhoneType(string? text) => GwsPhoneType.TryParse(text, out var type) ? type.Number
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
            out var number) ? number : null;

    private static int? CallResult(string? text) => GwsCallResult.TryParse(text, out var result) ? result.Number : null;

    private static List<string> Participants(GwsData call)
    {
        var numbers = new List<string>();
        foreach (var item in call.Items("participants"))
        {
            if ((item is GwsData participant
                ? participant.Text("phoneNumber", "digits") ?? participant.Text("formattedPhoneNumber", "e164Number")
                : GwsDataExtensions.TextOf(item)) is { } number)
            {
                numbers.Add(number);
            }
        }

        if (numbers.Count == 0)
        {
            foreach (var item in call.Items("participantsInfo"))
            {
                if ((item as GwsData).Text("digits", "formattedPhoneNumber") is { } number)
                {
                    numbers.Add(number);
                }
            }
        }

        return numbers;
    }

    private static List<string> Ids(GwsData user, string key)
    {
        var ids = new List<string>();
        foreach (var item in user.Items(key))
        {
            if ((item is GwsData resource ? resource.Text("id") : GwsDataExtensions.TextOf(item)) is { } id)
            {
                ids.Add(id);
            }
        }

        return ids;
    }

    /// <summary>
    /// The user data of a record, which may stand in three places: the first place that has a name wins. No record of a calling
    /// list has as many pairs as are taken; what is beyond them stays in the event's own data.
    /// </summary>
    private static GwsData Merge(GwsData? first, GwsData? second, GwsData? third)
    {
        var all = (first?.Count ?? 0) + (second?.Count ?? 0) + (third?.Count ?? 0);
        if (all == 0)
        {
            return GwsData.Empty;
        }

        var only = first?.Count == all ? first : second?.Count == all ? second : third?.Count == all ? third : null;
        if (only is not null && all <= MostPairs)
        {
            return only;
        }

        var merged = new GwsData();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in new[] { first, second, third })
        {
            foreach (var member in part ?? GwsData.Empty)
            {
                if (merged.Count < MostPairs && names.Add(member.Key))
                {
                    merged.Set(member.Key, member.Value);
                }
            }
        }

        return merged.Freeze();
    }
}
