using GenesysOutbound.Client.Wire;
using GenesysOutbound.Client.Wire.V2;

namespace GenesysOutbound.Client;

/// <summary>Chooses the binding of a session: the one place that names a version of the API.</summary>
internal static class ServerBindings
{
    /// <summary>The binding of every session: there is one version so far.</summary>
    public static IServerBinding Default => V2Binding.Instance;
}
