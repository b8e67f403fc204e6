using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Operations;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>The agent's own state and resources.</summary>
public sealed class GwsAgent
{
    private readonly OperationRunner _runner;
    private readonly IMediaRequests _requests;
    private readonly DeviceStore _devices;
    private readonly Func<CancellationToken, Task<GwsUser>> _refreshUser;

    internal GwsAgent(
        OperationRunner runner, IMediaRequests requests, DeviceStore devices, Func<CancellationToken, Task<GwsUser>> refreshUser)
    {
        _runner = runner;
        _requests = requests;
        _devices = devices;
        _refreshUser = refreshUser;
    }

    /// <summary>Changes the agent's state on the voice channel (Ready, NotReady, AuxWork, AfterCallWork).</summary>
    /// <param name="state">The state.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public async Task<GwsOperationResult> SetStateAsync(GwsAgentState state, GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var request = _requests.SetAgentState(state);
        _runner.Gate.EnsureFeature(GwsFeature.Voice, request.Operation);
        options ??= GwsOperationOptions.Default;

        // A state that is there already brings no event to wait for.
        var already = _devices.Devices.Any(device => IsIn(device, state));
        if (already && !options.NoWait)
        {
            options = options with { NoWait = true };
        }

        var pending = new PendingOperation(null, (gwsEvent, parsed) =>
            parsed.Kind != NotificationKind.DeviceChanged ? MatchResult.None
            : gwsEvent.IsError ? MatchResult.Refused
            : parsed.Devices.Any(device => IsIn(device, state)) ? MatchResult.Acknowledged
            : MatchResult.None);
        var done = await _runner.RunAsync(pending, request, options, cancellationToken).ConfigureAwait(false);
        return done.ToResult() with
        {
            DevicePath = _devices.DefaultPath(),
            Outcome = done.Event is null && !already ? GwsOutcome.Pending : GwsOutcome.Acknowledged,
            Answer = done.Event?.NotificationType ?? done.Event?.MessageType,
            Rule = already ? null : done.Rule,
        };
    }

    /// <summary>Asks the server for the user again; features and devices are taken over.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The user.</returns>
    /// <exception cref="GwsException">The server did not answer as it should.</exception>
    public Task<GwsUser> RefreshUserAsync(CancellationToken cancellationToken = default)
    {
        _runner.Gate.EnsureOpen();
        return _refreshUser(cancellationToken);
    }

    /// <summary>Asks the server for the devices again.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The devices.</returns>
    /// <exception cref="GwsException">The server did not answer as it should.</exception>
    public async Task<IReadOnlyList<GwsDevice>> RefreshDevicesAsync(CancellationToken cancellationToken = default)
    {
        await RefreshUserAsync(cancellationToken).ConfigureAwait(false);
        return _devices.Devices;
    }

    private static bool IsIn(GwsDevice device, GwsAgentState state) => state switch
    {
        GwsAgentState.Ready => Is(device.UserState, "Ready"),
        GwsAgentState.NotReady => Is(device.UserState, "NotReady") && string.IsNullOrEmpty(device.WorkMode),
        _ => Is(device.WorkMode, state.ToString()) || Is(device.UserState, state.ToString()),
    };

    private static bool Is(string? value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
