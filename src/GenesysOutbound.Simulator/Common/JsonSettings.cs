using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;

namespace GenesysOutbound.Simulator.Common;

/// <summary>
/// The one reading of settings that people write as JSON: scenario files, and the bodies of the control API. Member names are
/// camel case, enumerations are
/// names, and a member that does not exist is an error: a misspelt setting must not be ignored.
/// </summary>
internal static class JsonSettings
{
    private static readonly JsonSerializer Serializer = Create(NullValueHandling.Include);

    /// <summary>A member that is null is a member that is left out: the default stays.</summary>
    private static readonly JsonSerializer Reader = Create(NullValueHandling.Ignore);

    /// <exception cref="JsonException">A member is unknown, is missing, or has a value of the wrong type; the message says
    /// where.</exception>
    public static T Read<T>(JToken json) => json.ToObject<T>(Reader)!;

    public static JArray Write(object items) => JArray.FromObject(items, Serializer);

    private static JsonSerializer Create(NullValueHandling nulls) => JsonSerializer.Create(new JsonSerializerSettings
    {
        NullValueHandling = nulls,
        ContractResolver = new CamelCasePropertyNamesContractResolver(),
        Converters = { new StringEnumConverter { AllowIntegerValues = false } },
        DateParseHandling = DateParseHandling.None,
        MissingMemberHandling = MissingMemberHandling.Error,
        MaxDepth = 16,
    });
}
