using System;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>The e-mail operations of a session.</summary>
public sealed class GwsEmailOperations
{
    private readonly GwsSession _session;

    internal GwsEmailOperations(GwsSession session) => _session = session;

    /// <summary>Accepts an offered e-mail (Accept).</summary>
    public Task<GwsOperationResult> AcceptAsync(string emailId, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Rejects an offered e-mail (Reject); another agent gets it.</summary>
    public Task<GwsOperationResult> RejectAsync(string emailId, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    private NotImplementedException Todo() => new(_session.Name);
}
