using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Client.Wire.V2;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Client.Tests.Support;

/// <summary>The documents' samples, see tests/Fixtures/README.md.</summary>
internal static class Fixture
{
    public static JToken Json(string name)
    {
        using var reader = new JsonTextReader(new StringReader(Repository.Read("tests", "Fixtures",
            name))) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }

    /// <summary>The messages of a CometD reply, without those of the protocol itself.</summary>
    public static JObject[] Events(string name) =>
        Json(name).Cast<JObject>().Where(item => !((string)item["channel"]!).StartsWith("/meta/", StringComparison.Ordinal))
        .ToArray();

    public static (GwsEvent Event, ParsedNotification Facts) Read(JObject message)
    {
        var bytes = Encoding.UTF8.GetBytes(message.ToString(Newtonsoft.Json.Formatting.None));
        return Read((string)message["channel"]!, new ArraySegment<byte>(bytes), DateTimeOffset.UnixEpoch);
    }

    /// <summary>
    /// Waits until the log has an event with these data. The events of the login can still be on their way, so the next event is
    /// not always the wanted one.
    /// </summary>
    public static async Task<GwsEvent> LoggedAsync(GwsSession session, JToken data, long after = 0)
    {
        GwsEvent? found = null;
        await SimulatorFixture.WaitForAsync(session, () => (found = session.Events.Snapshot(after)
            .FirstOrDefault(item => JToken.DeepEquals(JToken.Parse(item.Json)["data"], data))) is not null);
        return found!;
    }

    public static GwsEventLog NewLog(int capacity, long? maxBytes = null) =>
        new(capacity, new EventFactory(V2Binding.Instance.Notifications), maxBytes);

    /// <summary>Reads a message given as JSON.</summary>
    public static (GwsEvent Event, ParsedNotification Facts) Read(string channel, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return Read(channel, new ArraySegment<byte>(bytes), DateTimeOffset.UnixEpoch);
    }

    public static (GwsEvent Event, ParsedNotification Facts) Read(string channel, ArraySegment<byte> utf8, DateTimeOffset at)
    {
        var reader = V2Binding.Instance.Notifications;
        var parsed = reader.Read(channel, utf8, at);
        return (GwsEvent.Of(channel, utf8, at, parsed, reader), parsed);
    }
}
