using GenesysOutbound.Simulator.Common;

namespace GenesysOutbound.Simulator.Api;

/// <summary>An HTTP session: the agent and the CSRF token that belongs to it.</summary>
internal sealed class HttpSession
{
    public HttpSession(string agent) => Agent = agent;

    public string Id { get; } = Secrets.NewToken().ToUpperInvariant();

    public string CsrfToken { get; } = Secrets.NewGuid();

    public string Agent { get; }

    public long LastUsed { get; set; }
}
