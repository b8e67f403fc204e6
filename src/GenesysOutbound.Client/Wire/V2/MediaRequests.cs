using System.Net.Http;
using GenesysOutbound.Client.Security;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>The voice, e-mail, agent and session operations of the REST API.</summary>
internal static class MediaRequests
{
    /// <summary>An operation on a call that has only its name: Answer, Reject, Hangup. Source: Web Services API Reference, Voice API.</summary>
    public static WireRequest Call(string operation, string callId) => Operation(V2Constants.Calls + "/" + UrlSegment.Of(callId, "call id"), operation);

    /// <summary>Dials. Source: Web Services API Reference, Dial.</summary>
    public static WireRequest Dial(string devicePath, string phoneNumber, GwsData? userData)
    {
        var destination = new GwsData();
        destination.Set("phoneNumber", phoneNumber);
        var body = new GwsData();
        body.Set("operationName", "Dial");
        body.Set("destination", destination.Freeze());
        if (userData is { Count: > 0 })
        {
            body.Set("userData", userData);
        }

        return new WireRequest(HttpMethod.Post, V2Constants.Me + UrlSegment.OfDevice(devicePath) + "/calls", "Dial", body);
    }

    /// <summary>An operation on an e-mail: Accept, Reject. Source: Web Services API Reference, Email API.</summary>
    public static WireRequest Email(string operation, string emailId) => Operation(V2Constants.Emails + "/" + UrlSegment.Of(emailId, "e-mail id"), operation);

    /// <summary>Changes the agent's state on the voice channel. Source: Web Services API Reference, Ready, NotReady (samples).</summary>
    public static WireRequest AgentState(GwsAgentState state) => Operation(V2Constants.VoiceChannel, state.ToString());

    /// <summary>Starts the contact-center session. Source: Web Services API Reference, StartContactCenterSession.</summary>
    public static WireRequest StartContactCenterSession(GwsSessionOptions options, string[] channels)
    {
        var body = new GwsData();
        body.Set("operationName", "StartContactCenterSession");
        body.Set("channels", channels);
        foreach (var (name, value) in new[]
        {
            ("place", options.Place), ("loginCode", options.LoginCode), ("queue", options.Queue), ("devicePath", options.DevicePath),
        })
        {
            if (!string.IsNullOrEmpty(value))
            {
                body.Set(name, value);
            }
        }

        return new WireRequest(HttpMethod.Post, V2Constants.Me, "StartContactCenterSession", body);
    }

    /// <summary>Ends the contact-center session, and with it the HTTP session. Source: Web Services API Reference, EndContactCenterSession.</summary>
    public static WireRequest EndContactCenterSession() => Operation(V2Constants.Me, "EndContactCenterSession");

    private static WireRequest Operation(string path, string operation)
    {
        var body = new GwsData();
        body.Set("operationName", operation);
        return new WireRequest(HttpMethod.Post, path, operation, body);
    }
}
