using System;
using System.Net.Http;
using GenesysOutbound.Client.Security;

namespace GenesysOutbound.Client.Wire.V2;

/// <summary>The voice, e-mail, agent and session operations of the REST API.</summary>
internal sealed class MediaRequests : IMediaRequests
{
    public WireRequest AnswerCall(string callId) => Call("Answer", callId);

    public WireRequest RejectCall(string callId) => Call("Reject", callId);

    public WireRequest EndCall(string callId) => Call("Hangup", callId);

    public WireRequest AcceptEmail(string emailId) => Email("Accept", emailId);

    public WireRequest RejectEmail(string emailId) => Email("Reject", emailId);

    /// <summary>Dials. Source: Web Services API Reference, Dial.</summary>
    public WireRequest Dial(string devicePath, string phoneNumber, GwsData? userData)
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

    /// <summary>
    /// The record's own GSW_* pairs, and those that name it. Inferred from the Service Client API, where a preview record's
    /// interaction takes the id of its call.
    /// </summary>
    public GwsData UserDataOf(ResolvedRecord record, GwsRecord? known)
    {
        var pairs = new GwsData();
        foreach (var pair in known?.UserData ?? GwsData.Empty)
        {
            if (pair.Key.StartsWith(SystemFields.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                pairs.Set(pair.Key, pair.Value);
            }
        }

        SetIfAbsent(pairs, "GSW_RECORD_HANDLE", GwsDataExtensions.Handle(record.Handle));
        SetIfAbsent(pairs, "GSW_CAMPAIGN_NAME", record.CampaignName);
        SetIfAbsent(pairs, "GSW_CALLING_LIST", record.CallingList);
        SetIfAbsent(pairs, "GSW_APPLICATION_ID", record.ApplicationId);
        return pairs.Freeze();
    }

    /// <summary>
    /// Changes the agent's state on the voice channel. Source: Web Services API Reference, Ready, NotReady (samples).
    /// </summary>
    public WireRequest SetAgentState(GwsAgentState state) => Operation(V2Constants.VoiceChannel, state.ToString());

    /// <summary>Starts the contact-center session. Source: Web Services API Reference, StartContactCenterSession.</summary>
    public WireRequest StartContactCenterSession(GwsSessionOptions options, string[] mediaChannels)
    {
        var body = new GwsData();
        body.Set("operationName", "StartContactCenterSession");
        body.Set("channels", mediaChannels);
        foreach (var (name, value) in new[]
        {
            ("place", options.Place), ("loginCode", options.LoginCode), ("queue", options.Queue),
                ("devicePath", options.DevicePath),
        })
        {
            if (!string.IsNullOrEmpty(value))
            {
                body.Set(name, value);
            }
        }

        return new WireRequest(HttpMethod.Post, V2Constants.Me, "StartContactCenterSession", body);
    }

    /// <summary>
    /// Ends the contact-center session, and with it the HTTP session. Source: Web Services API Reference,
    /// EndContactCenterSession.
    /// </summary>
    public WireRequest EndContactCenterSession() => Operation(V2Constants.Me, "EndContactCenterSession");

    /// <summary>An operation on a call that has only its name. Source: Web Services API Reference, Voice API.</summary>
    private static WireRequest Call(string operation, string callId) =>
        Operation($"{V2Constants.Calls}/{UrlSegment.Of(callId, "call id")}", operation);

    /// <summary>An operation on an e-mail that has only its name. Source: Web Services API Reference, Email API.</summary>
    private static WireRequest Email(string operation, string emailId) =>
        Operation($"{V2Constants.Emails}/{UrlSegment.Of(emailId, "e-mail id")}", operation);

    private static void SetIfAbsent(GwsData pairs, string key, object? value)
    {
        if (value is not null && !pairs.ContainsKey(key))
        {
            pairs.Set(key, value);
        }
    }

    private static WireRequest Operation(string path, string operation)
    {
        var body = new GwsData();
        body.Set("operationName", operation);
        return new WireRequest(HttpMethod.Post, path, operation, body);
    }
}
