using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Operations;
using GenesysOutbound.Client.Wire;

namespace GenesysOutbound.Client;

/// <summary>
/// The voice operations of a session. Their requests carry no reference id: the event about the call is the answer.
/// </summary>
public sealed class GwsVoice
{
    private readonly OperationRunner _runner;
    private readonly IMediaRequests _requests;
    private readonly IdentityResolver _identities;
    private readonly GwsCallStore _calls;
    private readonly GwsRecordStore _records;

    internal GwsVoice(OperationRunner runner, IMediaRequests requests, IdentityResolver identities, SessionStores stores)
    {
        _runner = runner;
        _requests = requests;
        _identities = identities;
        _calls = stores.Calls;
        _records = stores.Records;
    }

    /// <summary>Dials a number on a device (Dial).</summary>
    /// <param name="phoneNumber">The number.</param>
    /// <param name="devicePath">The device, as <c>/devices/&lt;id&gt;</c>, or null for the session's own.</param>
    /// <param name="userData">User data to attach, or null.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the call is in it, unless nobody waited.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> DialAsync(
        string phoneNumber, string? devicePath = null, IDictionary? userData = null, GwsOperationOptions? options = null,
            CancellationToken cancellationToken = default)
    {
        const string operation = "Dial";
        _runner.Gate.EnsureFeature(GwsFeature.Voice, operation);
        if (string.IsNullOrWhiteSpace(phoneNumber))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter,
                "Dial: the phone number is empty; nothing was dialled.") { Operation = operation };
        }

        var device = _identities.Device(devicePath, operation);
        var before = new HashSet<string>(_calls.Snapshot().Select(call => call.CallId), StringComparer.Ordinal);
        var request = _requests.Dial(device, phoneNumber, userData is null ? null : new GwsData(userData));
        MatchResult Classify(GwsEvent gwsEvent, ParsedNotification parsed) =>
            parsed.Call is null ? MatchResult.None
            : gwsEvent.IsError ? (parsed.Call.CallId.Length == 0 ? MatchResult.Refused : MatchResult.None)
            : gwsEvent.Call is { } call && !before.Contains(call.CallId) && call.Participants.Contains(phoneNumber)
                ? MatchResult.Acknowledged
            : MatchResult.None;
        return RunAsync(request, null, options, Classify, cancellationToken);
    }

    /// <summary>Answers a ringing call (Answer).</summary>
    /// <param name="callId">The call's id.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own. Force sends it whatever is known
    /// of the call.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the call is in it.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> AnswerAsync(string callId, GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Check("Answer", callId, mustRing: true, options);
        return RunAsync(
            _requests.AnswerCall(callId),
            callId,
            options,
            Classify(callId, call => Is(call, "Established") ? MatchResult.Acknowledged : call.IsActive
                ? MatchResult.None : MatchResult.Refused),
            cancellationToken);
    }

    /// <summary>
    /// Rejects a ringing call that came from a queue (Reject); the server sends it back to the queue. A direct call cannot be
    /// rejected.
    /// </summary>
    /// <exception cref="GwsException"><see cref="GwsErrorIds.CallNotRejectable"/> for a direct call; or it failed, or its outcome
    /// is unknown.</exception>
    /// <inheritdoc cref="AnswerAsync"/>
    public async Task<GwsOperationResult> RejectAsync(string callId, GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Check("Reject", callId, mustRing: true, options);
        try
        {
            return await RunAsync(
                _requests.RejectCall(callId),
                callId,
                options,
                Classify(callId, call => call.IsActive ? MatchResult.None : MatchResult.Acknowledged),
                cancellationToken).ConfigureAwait(false);
        }
        catch (GwsException error) when (error.ErrorId is GwsErrorIds.InvalidState or GwsErrorIds.OperationForbidden
            or GwsErrorIds.OperationFailed)
        {
            throw error.Restate(
                $"Reject: the call {callId} cannot be rejected, most likely because it did not come from a queue. " +
                    $"{error.Message}",
                GwsErrorIds.CallNotRejectable);
        }
    }

    /// <summary>Ends a call (Hangup).</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public Task<GwsOperationResult> HangupAsync(string callId, GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Check("Hangup", callId, mustRing: false, options);
        return RunAsync(
            _requests.EndCall(callId),
            callId,
            options,
            Classify(callId, call => call.IsActive ? MatchResult.None : MatchResult.Acknowledged),
            cancellationToken);
    }

    private static bool Is(GwsCall call, string state) => string.Equals(call.State, state, StringComparison.OrdinalIgnoreCase);

    private static Func<GwsEvent, ParsedNotification, MatchResult> Classify(string callId, Func<GwsCall, MatchResult> ofCall) =>
        (gwsEvent, parsed) =>
        parsed.Call?.CallId != callId ? MatchResult.None
        : gwsEvent.IsError ? MatchResult.Refused
        : gwsEvent.Call is { } call ? ofCall(call)
        : MatchResult.None;

    private void Check(string operation, string callId, bool mustRing, GwsOperationOptions? options)
    {
        _runner.Gate.EnsureFeature(GwsFeature.Voice, operation);
        if (string.IsNullOrWhiteSpace(callId))
        {
            throw new GwsException(GwsErrorIds.InvalidParameter, operation
                + ": the call's id is empty.") { Operation = operation };
        }

        if (options is { Force: true })
        {
            return;
        }

        var call = _calls.Find(callId)
            ?? throw new GwsException(GwsErrorIds.CallUnknown, operation + ": the session knows no call " + callId
                + "; nothing was sent.") { Operation = operation };
        if (!call.IsActive)
        {
            throw new GwsException(GwsErrorIds.CallNotActive, operation + ": the call " + callId + " is over (" + call.State
                + "); nothing was sent.") { Operation = operation };
        }

        if (mustRing && !Is(call, "Ringing"))
        {
            throw new GwsException(GwsErrorIds.CallNotRinging, operation + ": the call " + callId + " is not ringing ("
                + call.State + "); nothing was sent.") { Operation = operation };
        }
    }

    private async Task<GwsOperationResult> RunAsync(
        WireRequest request, string? callId, GwsOperationOptions? options,
            Func<GwsEvent, ParsedNotification, MatchResult> matcher, CancellationToken cancellationToken)
    {
        var done = await _runner.RunAsync(
            new PendingOperation(null, matcher), request, options ?? GwsOperationOptions.Default, cancellationToken)
                .ConfigureAwait(false);
        var call = done.Event?.Call ?? (callId is null ? null : _calls.Find(callId));
        return done.ToResult() with
        {
            CallId = call?.CallId ?? callId,
            RecordHandle = call?.RecordHandle,
            CampaignName = call?.CampaignName,
            CallingList = call?.CallingList,
            ApplicationId = call?.ApplicationId,
            DevicePath = call?.DevicePath,
            Call = call,
            Record = call?.RecordHandle is { } handle ? _records.Find(handle) : null,
        };
    }
}
