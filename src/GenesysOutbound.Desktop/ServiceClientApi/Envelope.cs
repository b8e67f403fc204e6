using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>
/// The messages that go to a client page. A reply has no member <c>event</c>, repeats the reference id as it came, and has a
/// member <c>errorMessage</c> only when it failed: clients take its mere presence for a failure. Source: Service Client API
/// Reference (the samples of replies), and the vendor's own client library as it was recorded.
/// </summary>
internal static class Envelope
{
    private const string UserAgent = "WWE Server";
    private const int ProtocolVersion = 2;

    /// <summary>A successful reply.</summary>
    public static JObject Reply(string? request, JToken referenceId, JToken? data) =>
        Close(Open(request, referenceId, new JProperty("data", data ?? JValue.CreateNull())));

    /// <summary>A failed reply.</summary>
    public static JObject Failure(string? request, JToken referenceId, string message, string? errorCode = null)
    {
        var reply = Open(request, referenceId, new JProperty("errorMessage", message));
        if (errorCode is not null)
        {
            reply["errorCode"] = errorCode;
        }

        return Close(reply);
    }

    /// <summary>The reply to a subscription. Clients look for its id at the top level, not in <c>data</c>.</summary>
    public static JObject Subscribed(string subscriptionId, JToken referenceId) =>
        Close(new JObject(new JProperty("subscriptionId", subscriptionId), new JProperty("referenceId", referenceId)));

    /// <summary>An event.</summary>
    public static JObject Event(string name, JObject data) =>
        Close(new JObject(new JProperty("event", name), new JProperty("data", data)));

    private static JObject Open(string? request, JToken referenceId, JProperty content)
    {
        var reply = new JObject();
        if (request is not null)
        {
            reply["request"] = request;
        }

        reply["referenceId"] = referenceId;
        reply.Add(content);
        return reply;
    }

    private static JObject Close(JObject message)
    {
        message["userAgent"] = UserAgent;
        message["protocolVersion"] = ProtocolVersion;
        return message;
    }
}
