using GenesysOutbound.Simulator.Http;
using GenesysOutbound.Simulator.Outbound;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Api;

/// <summary>
/// Which parameters an outbound operation must have and what they may hold (Web Services API Reference; vendor's documentation).
/// </summary>
internal static class OutboundParameters
{
    private const int SecondsOfDay = 86_400;

    public static HttpReply? Check(OutboundRequest request) => Missing(request, request.Operation switch
    {
        "RejectRecord" or "CompleteRecord" or "CancelRecord" or "DoNotCallRecord" => ["campaignName", "callingList"],
        "RescheduleRecord" => ["campaignName", "callbackType", "timestamp"],
        _ => ["campaignName"],
    }) ?? Values(request);

    public static HttpReply? CheckCollection(OutboundRequest request) => Missing(request, request.Operation switch
    {
        "AddRecord" => ["campaignName", "callingList", "phoneNumber", "timeZone", "phoneType", "from", "until"],
        _ => ["campaignName", "phoneNumber"],
    }) ?? Values(request);

    private static HttpReply? Missing(OutboundRequest request, string[] names)
    {
        foreach (var name in names)
        {
            if (!request.Has(name) || request.Text(name)?.Length == 0)
            {
                return ApiReply.Missing(name);
            }
        }

        return null;
    }

    private static HttpReply? Values(OutboundRequest request)
    {
        foreach (var name in new[] { "campaignName", "callingList", "phoneNumber", "timeZone" })
        {
            if (request.Has(name) && request.Text(name) is null)
            {
                return Bad(name);
            }
        }

        return !IsTime(request, "from") ? Bad("from")
            : !IsTime(request, "until") ? Bad("until")
            : request.Has("phoneType") && PhoneTypes.Parse(request.Text("phoneType")) is null ? Bad("phoneType")
            : request.Has("callResult") && CallResults.Parse(request.Body["callResult"]) is null ? Bad("callResult")
            : request.Has("chainId") && !IsInteger(request, "chainId", 0, long.MaxValue) ? Bad("chainId")
            : request.Has("timestamp") && !IsInteger(request, "timestamp", 0, 253_402_300_799) ? Bad("timestamp")
            : request.Has("otherFields") && request.Body["otherFields"] is not JObject ? Bad("otherFields")
            : !IsOneOf(request, "callbackType", "Personal", "Campaign") ? Bad("callbackType")
            : !IsOneOf(request, "chainAttribute", "AllChain", "RecordOnly") ? Bad("chainAttribute")
            : null;
    }

    private static bool IsTime(OutboundRequest request, string name)
        => !request.Has(name) || IsInteger(request, name, 0, SecondsOfDay - 1);

    private static bool IsInteger(OutboundRequest request, string name, long least, long most)
        => request.Body[name] is JValue { Type: JTokenType.Integer, Value: long value } && value >= least && value <= most;

    private static bool IsOneOf(OutboundRequest request, string name, string first, string second)
        => !request.Has(name) || request.Text(name) == first || request.Text(name) == second;

    private static HttpReply Bad(string name)
        => ApiReply.Error(ApiReply.OutOfRange, $"Parameter '{name}' has a value that is not allowed");
}
