using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>An event of the Service Client API for a client page.</summary>
internal sealed class ClientEvent(string origin, JObject message)
{
    /// <summary>The origin of the client page.</summary>
    public string Origin => origin;

    /// <summary>The event in its envelope.</summary>
    public JObject Event => message;
}
