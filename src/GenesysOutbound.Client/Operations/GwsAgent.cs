using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Operations;
using GenesysOutbound.Client.Wire.V2;

namespace GenesysOutbound.Client;

/// <summary>The agent's own state and resources.</summary>
public sealed class GwsAgent
{
    private readonly GwsSession _session;

    internal GwsAgent(GwsSession session) => _session = session;

    /// <summary>Changes the agent's state on the voice channel (Ready, NotReady, AuxWork, AfterCallWork).</summary>
    /// <param name="state">The state.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public async Task<GwsOperationResult> SetStateAsync(GwsAgentState state, GwsOperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = MediaRequests.AgentState(state);
        _session.EnsureFeature(V2Constants.FeatureVoice, request.Operation);
        var how = options ?? GwsOperationOptions.Default;

        // A state that is there already brings no event to wait for.
        var already = _session.Devices.Any(device => IsIn(device, state));
        if (already && !how.NoWait)
        {
            how = how with { NoWait = true };
        }

        var pending = new PendingOperation(null, (gwsEvent, facts) =>
            facts.Kind != NotificationKind.DeviceChanged ? MatchResult.None
            : gwsEvent.IsError ? MatchResult.Refused
            : facts.Devices.Any(device => IsIn(device, state)) ? MatchResult.Acknowledged
            : MatchResult.None);
        var done = await _session.Runner.RunAsync(pending, request, how, cancellationToken).ConfigureAwait(false);
        return new GwsOperationResult
        {
            Operation = request.Operation,
            DevicePath = _session.DeviceStore.DefaultPath(),
            Outcome = done.Event is null && !already ? GwsOutcome.Pending : GwsOutcome.Acknowledged,
            Answer = done.Event?.NotificationType ?? done.Event?.MessageType,
            Event = done.Event,
            SentAt = done.SentAt,
            Elapsed = done.Elapsed,
        };
    }

    /// <summary>Asks the server for the user anew; features and devices are taken over.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The user.</returns>
    /// <exception cref="GwsException">The server did not answer as it should.</exception>
    public Task<GwsUser> RefreshUserAsync(CancellationToken cancellationToken = default)
    {
        _session.EnsureOpen();
        return _session.RefreshUserAsync(cancellationToken);
    }

    /// <summary>Asks the server for the devices anew.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The devices.</returns>
    /// <exception cref="GwsException">The server did not answer as it should.</exception>
    public async Task<IReadOnlyList<GwsDevice>> RefreshDevicesAsync(CancellationToken cancellationToken = default)
    {
        await RefreshUserAsync(cancellationToken).ConfigureAwait(false);
        return _session.Devices;
    }

    private static bool IsIn(GwsDevice device, GwsAgentState state) => state switch
    {
        GwsAgentState.Ready => Is(device.UserState, "Ready"),
        GwsAgentState.NotReady => Is(device.UserState, "NotReady") && string.IsNullOrEmpty(device.WorkMode),
        _ => Is(device.WorkMode, state.ToString()) || Is(device.UserState, state.ToString()),
    };

    private static bool Is(string? value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
