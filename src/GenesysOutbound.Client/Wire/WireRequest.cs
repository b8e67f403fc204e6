using System.Net.Http;

namespace GenesysOutbound.Client.Wire;

/// <summary>A request, ready for the wire.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and query, escaped.</param>
/// <param name="Operation">The operation's name on the wire, for messages.</param>
/// <param name="Body">The JSON object to send, or null.</param>
internal sealed record WireRequest(HttpMethod Method, string Path, string Operation, GwsData? Body)
{
    public GwsData? Body { get; } = Body?.Freeze();

    public string? Json => Body is null ? null : WireJson.Write(Body);
}
