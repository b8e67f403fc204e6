using System;
using System.Globalization;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Events;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Media;

/// <summary>The call resource and its notifications (Web Services API Reference, Voice API, Reject).</summary>
internal sealed class CallMessages
{
    private const string Channel = "/v2/me/calls";
    private static readonly string[] UserDataOperations =
        ["AttachUserData", "UpdateUserData", "DeleteUserData", "DeleteUserDataPair"];

    private readonly EventHub _hub;
    private readonly ResponseVariation _variants;
    private readonly SimulatedClock _clock;
    private readonly Func<Uri> _server;

    public CallMessages(EventHub hub, ResponseVariation variants, SimulatedClock clock, Func<Uri> server)
    {
        _hub = hub;
        _variants = variants;
        _clock = clock;
        _server = server;
    }

    public void Send(Call call, string? notification = null)
    {
        var drawn = _variants.Draw();
        var data = new JObject
        {
            ["notificationType"] = notification ?? ResponseVariation.StatusChange(drawn),
            ["call"] = Resource(call, drawn),
            ["phoneNumber"] = call.Agent.PhoneNumber,
            ["extensions"] = new JObject { ["WrapUpTime"] = 0, ["BusinessCall"] = 0 },
            ["messageType"] = "CallStateChangeMessage",
        };
        ResponseVariation.Finish(data, drawn);
        _hub.Send(call.Agent.UserName, Channel, data, wireChannel: ResponseVariation.Channel(Channel, drawn));
    }

    public JObject Resource(Call call, SimulatorResponseVariants drawn = SimulatorResponseVariants.None)
    {
        var seconds = (long)(_clock.Now - call.Started).TotalSeconds;
        var resource = new JObject
        {
            ["id"] = call.Id,
            ["state"] = call.State,
            ["callUuid"] = call.Id,
            ["connId"] = call.ConnId,
            ["deviceUri"] = new Uri(_server(), $"api/v2{call.Agent.DevicePath}").ToString(),
            ["participants"] = ResponseVariation.Has(drawn, SimulatorResponseVariants.ParticipantsAsText)
                ? new JArray(call.OtherNumber)
                : new JArray(Participant(call)),
        };
        if (ResponseVariation.Has(drawn, SimulatorResponseVariants.ParticipantsAsText))
        {
            resource["participantsInfo"] = new JArray(Participant(call));
        }

        if (call.Dnis.Length > 0)
        {
            resource["dnis"] = call.Dnis;
        }

        resource["callType"] = call.CallType;
        resource["capabilities"] = new JArray(Capabilities(call));
        if (call.UserData.Count > 0)
        {
            resource["userData"] = call.UserData.DeepClone();
        }

        resource["duration"] = ResponseVariation.Has(drawn, SimulatorResponseVariants.DurationAsNumber)
            ? seconds
            : seconds.ToString(CultureInfo.InvariantCulture);
        resource["mute"] = "Off";
        resource["supervisorListeningIn"] = false;
        resource["monitoredUserMuted"] = false;
        resource["monitoring"] = false;
        resource["uri"] = new Uri(_server(), $"api/v2/me/calls/{call.Id}").ToString();
        resource["path"] = $"/calls/{call.Id}";
        return resource;
    }

    private static JObject Participant(Call call) => new()
    {
        ["e164Number"] = string.Empty,
        ["formattedPhoneNumber"] = call.OtherNumber,
        ["phoneNumber"] = call.OtherNumber,
        ["digits"] = call.OtherNumber,
    };

    private static string[] Capabilities(Call call) => call.State switch
    {
        "Ringing" => call.FromQueue ? ["Answer", "Reject", .. UserDataOperations] : ["Answer", .. UserDataOperations],
        "Dialing" => ["SendDtmf", "Hangup", .. UserDataOperations],
        "Established" => 
        [
            "SendDtmf", "Hangup", "Hold", "InitiateConference", "InitiateTransfer", "SingleStepConference", "SingleStepTransfer",
            .. UserDataOperations,
        ],
        "Held" => ["Retrieve", .. UserDataOperations],
        _ => [],
    };
}
