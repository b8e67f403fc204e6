using System;
using System.Net;

namespace GenesysOutbound.Simulator.Http;

/// <summary>
/// Refuses requests that were sent to another name than the simulator's own. A page in a browser can point a name of its own at
/// 127.0.0.1 (DNS rebinding) and would then count as the same origin; its requests still carry that name in <c>Host</c>.
/// </summary>
internal sealed class HostCheck
{
    private readonly IPAddress _address;

    public HostCheck(IPAddress address) => _address = address;

    /// <summary>
    /// Whether a request with this <c>Host</c> is served. A simulator that listens for other machines goes by any name.
    /// </summary>
    public bool Allows(string? host)
    {
        if (host is null || !IPAddress.IsLoopback(_address))
        {
            return true;
        }

        var name = WithoutPort(host);
        return string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && (IPAddress.IsLoopback(address) || address.Equals(_address)));
    }

    private static string WithoutPort(string host)
    {
        var colon = host.LastIndexOf(':');
        var name = colon > host.LastIndexOf(']') ? host.Substring(0, colon) : host;
        return name.StartsWith("[", StringComparison.Ordinal) ? name.Trim('[', ']') : name;
    }
}
