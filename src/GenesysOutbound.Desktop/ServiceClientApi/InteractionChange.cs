using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>Something that happened to an interaction, with the interaction as it was then.</summary>
/// <param name="EventType">The event type: the new state in upper case, or <see cref="MarkDone"/>.</param>
/// <param name="Interaction">The interaction.</param>
/// <param name="Shape">The interaction as clients see it.</param>
internal sealed record InteractionChange(string EventType, Interaction Interaction, JObject Shape)
{
    /// <summary>The last event of every interaction. Source: the vendor's table of outbound preview events.</summary>
    public const string MarkDone = "MARK_DONE";
}
