using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Integration.Tests.Peers;

/// <summary>The events that the peers publish: each has its number as the member <c>i</c> of its data.</summary>
internal static class NumberedEvents
{
    /// <summary>The numbers of the events of a channel, in order.</summary>
    public static int[] Numbers(this RecordingListener recorder, string channel = "/test") =>
        recorder.Events.Where(e => e.Channel == channel).Select(NumberOf).ToArray();

    /// <summary>Waits for the event with this number (or a later one).</summary>
    public static Task WaitForNumberAsync(this RecordingListener recorder, int number) =>
        recorder.WaitForAsync(r => r.Events.Any(e => NumberOf(e) >= number), $"event {number}");

    // -1 where the data have no number.
    private static int NumberOf(BayeuxMessage message)
    {
        using var document = JsonDocument.Parse(message.GetDataJson());
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("i", out JsonElement i) ? i.GetInt32() : -1;
    }
}
