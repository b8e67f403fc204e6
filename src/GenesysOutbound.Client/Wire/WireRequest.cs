using System.Net.Http;

namespace GenesysOutbound.Client.Wire;

/// <summary>A request, ready for the wire.</summary>
internal sealed class WireRequest
{
    public WireRequest(HttpMethod method, string path, string operation, GwsData? body)
    {
        Method = method;
        Path = path;
        Operation = operation;
        Body = body?.Freeze();
    }

    public HttpMethod Method { get; }

    public string Path { get; }

    /// <summary>The operation's name on the wire, for messages.</summary>
    public string Operation { get; }

    public GwsData? Body { get; }

    public string? Json => Body is null ? null : WireJson.Write(Body);
}
