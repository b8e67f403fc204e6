using GenesysOutbound.Simulator.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Api;

/// <summary>
/// The envelope of the Web Services API: statusCode, and statusMessage with an error (vendor's documentation of return values).
/// </summary>
internal static class ApiReply
{
    public const int Success = 0;
    public const int ParameterMissing = 1;
    public const int InvalidState = 2;
    public const int Forbidden = 3;
    public const int NoPermission = 5;
    public const int NotFound = 6;
    public const int Partial = 7;
    public const int OutOfRange = 10;
    public const int NotAuthenticated = 20;

    private static readonly byte[] Done = System.Text.Encoding.UTF8.GetBytes("{\"statusCode\":0}");

    public static HttpReply Ok() => new(200, Done, HttpReply.Json);

    public static HttpReply Ok(string name, JToken value)
        => HttpReply.FromJson(200, new JObject { ["statusCode"] = Success, [name] = value }.ToString(Formatting.None));

    public static HttpReply Error(int statusCode, string message) => HttpReply.FromJson(
        statusCode switch
        {
            NoPermission => 403,
            NotAuthenticated => 401,
            _ => 200,
        },
        new JObject { ["statusCode"] = statusCode, ["statusMessage"] = message }.ToString(Formatting.None));

    public static HttpReply Missing(string parameter) => Error(ParameterMissing, $"Required parameter '{parameter}' is missing");

    public static HttpReply NoFeature(string feature)
        => Error(NoPermission, $"User does not have the required feature '{feature}'");

    public static HttpReply Unknown(string what) => Error(NotFound, $"{what} not found");
}
