using System;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>How a server is tested.</summary>
public sealed record GwsServerTestOptions
{
    /// <summary>
    /// The campaign to take one record of, through request, chain and reject; null to read only. The record goes back to its
    /// pool.
    /// </summary>
    public string? CampaignName { get; init; }

    /// <summary>The outbound server's application id, where the session does not know it.</summary>
    public long? ApplicationId { get; init; }

    /// <summary>How long to wait for a poll that the server holds to its end; zero to leave that out.</summary>
    public TimeSpan PollWait { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>Gets each fact as soon as it is judged; the test goes on when the task is done. Null for nothing.</summary>
    public Func<GwsServerFact, Task>? Found { get; init; }

    /// <summary>Gets each remark: what went wrong, and where a record is. Null for nothing.</summary>
    public Action<string>? Remarked { get; init; }

    /// <summary>Gets what the test does now, with the part that is done, 0 to 100. Null for nothing.</summary>
    public Action<string, int>? Progress { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        GwsText.Clean(CampaignName is null ? "reads only" : $"takes one record of {CampaignName}");
}
