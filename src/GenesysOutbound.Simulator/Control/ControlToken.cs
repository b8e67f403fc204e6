using System;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Http;

namespace GenesysOutbound.Simulator.Control;

/// <summary>The secret that a request must carry in a header to drive or to watch the simulator.</summary>
internal sealed class ControlToken
{
    private const string Bearer = "Bearer ";

    /// <summary>The token; each simulator has a new one.</summary>
    public string Value { get; } = Secrets.NewToken();

    /// <summary>
    /// Whether a request carries the token, in <c>X-Simulator-Token</c> or as a bearer token in <c>Authorization</c>.
    /// </summary>
    public bool IsIn(HttpRequest request)
    {
        var given = request.Header("X-Simulator-Token");
        if (given is null && request.Header("Authorization") is string header
            && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            given = header.Substring(Bearer.Length).Trim();
        }

        return Secrets.AreEqual(given, Value);
    }
}
