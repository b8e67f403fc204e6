using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Client;

/// <summary>The agent's own state and resources.</summary>
public sealed class GwsAgent
{
    private readonly GwsSession _session;

    internal GwsAgent(GwsSession session) => _session = session;

    /// <summary>Changes the agent's state on the voice channel (Ready, NotReady, AuxWork, AfterCallWork).</summary>
    public Task<GwsOperationResult> SetStateAsync(GwsAgentState state, GwsOperationOptions? options, CancellationToken cancellationToken) => throw Todo();

    /// <summary>Asks the server for the user anew.</summary>
    public Task<GwsUser> RefreshUserAsync(CancellationToken cancellationToken) => throw Todo();

    /// <summary>Asks the server for the devices anew.</summary>
    public Task<IReadOnlyList<GwsDevice>> RefreshDevicesAsync(CancellationToken cancellationToken) => throw Todo();

    private NotImplementedException Todo() => new(_session.Name);
}
