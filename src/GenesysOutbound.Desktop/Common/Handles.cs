using System.Globalization;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop;

/// <summary>Ids that are texts in the client library and numbers, where they are numbers, in the Service Client API.</summary>
internal static class Handles
{
    /// <summary>A record handle or a reference id as the Service Client API carries it.</summary>
    public static JToken ToJson(string handle) =>
        long.TryParse(handle, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new JValue(number) : new JValue(handle);
}
