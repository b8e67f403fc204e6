using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Operations;

namespace GenesysOutbound.Client;

/// <content>
/// Dials a record. The outbound API has no operation for it: the number is dialled with the Voice API, with the record's pairs as
/// user data. </content>
public sealed partial class GwsOutbound
{
    /// <summary>Dials a record (Voice: Dial, with the record's GSW_* pairs as user data).</summary>
    /// <param name="record">The record; of a chain, the one to be dialled.</param>
    /// <param name="phoneNumber">Another number than the record's own, or null.</param>
    /// <param name="options">Reference id, time limit and the like; null for the session's own.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent stays sent.</param>
    /// <returns>What was answered; the call is in it, unless nobody waited.</returns>
    /// <exception cref="GwsException">It failed, or its outcome is unknown.</exception>
    public Task<GwsOperationResult> DialRecordAsync(
        GwsRecordIdentity record,
        string? phoneNumber = null,
        GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        const string operation = "Dial";
        options = Begin(operation, options);
        _runner.Gate.EnsureFeature(GwsFeature.Voice, operation);
        var resolved = _identities.Record(record, operation, needsCallingList: false, options.Force);
        return AloneAsync(resolved, _ => DialAsync(resolved, phoneNumber, operation, options, cancellationToken));
    }

    /// <summary>Dials a record and returns the call. It waits for the call in any case.</summary>
    /// <returns>The call.</returns>
    /// <inheritdoc cref="DialRecordAsync"/>
    public async Task<GwsCall> StartCallAsync(
        GwsRecordIdentity record,
        string? phoneNumber = null,
        GwsOperationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var result = await DialRecordAsync(record, phoneNumber, Waiting(options), cancellationToken).ConfigureAwait(false);
        return result.Call!;
    }

    // The record is marked as worked on before its state is read: of two dials at once only one may leave.
    private async Task<GwsOperationResult> DialAsync(
        ResolvedRecord resolved, string? phoneNumber, string operation, GwsOperationOptions options,
        CancellationToken cancellationToken)
    {
        var known = _records.Find(resolved.Handle);
        if (known is { State: GwsRecordState.Calling } && !options.Force)
        {
            throw DialError(
                GwsErrorIds.CallStillActive, resolved,
                    $"The record {resolved.Handle} has an active call ({known.CallId}); nothing was dialled.");
        }

        var number = (string.IsNullOrWhiteSpace(phoneNumber) ? known?.Phone : phoneNumber) ?? throw DialError(
            GwsErrorIds.MissingIdentity,
            resolved,
            $"Dial: the phone number of record {resolved.Handle} is not known; give PhoneNumber. Nothing was dialled.");
        EnsureAnswered(resolved, operation, options.Force);
        var before = new HashSet<string>(_calls.Snapshot().Select(call => call.CallId), StringComparer.Ordinal);
        bool IsDialled(GwsCall call) => !before.Contains(call.CallId) && (call.RecordHandle == resolved.Handle
            || (call.RecordHandle is null && call.UserData.Count == 0 && call.Participants.Contains(number)));
        var pending = new PendingOperation(null, (gwsEvent, parsed) =>
            ClassifyDial(gwsEvent, parsed, resolved.Handle, before, IsDialled))
        {
            RecordHandle = resolved.Handle,
            CampaignName = resolved.CampaignName,
            IsAnsweredBy = IsDialled,
            IsExclusive = true,
        };

        var request = _media.Dial(resolved.DevicePath, number, _media.UserDataOf(resolved, known));
        var done = await _runner.RunAsync(pending, request, options, cancellationToken).ConfigureAwait(false);
        var call = done.Event?.Call;
        if (call is { RecordHandle: null })
        {
            // The server did not show the user data; the link is known all the same.
            call = _stores.Link(call, resolved);
        }

        return done.ToResult() with
        {
            RecordHandle = resolved.Handle,
            CampaignName = resolved.CampaignName,
            CallingList = resolved.CallingList,
            ApplicationId = resolved.ApplicationId,
            DevicePath = resolved.DevicePath,
            CallId = call?.CallId,
            Call = call,
            Record = _records.Find(resolved.Handle),
        };
    }

    private static MatchResult ClassifyDial(
        GwsEvent gwsEvent, ParsedNotification parsed, string handle, HashSet<string> before, Func<GwsCall, bool> isDialled)
    {
        if (parsed.Call is null)
        {
            return MatchResult.None;
        }

        if (gwsEvent.IsError)
        {
            // An error about a call from before the dial is the answer to another operation.
            var subject = parsed.Call.RecordHandle;
            return !before.Contains(parsed.Call.CallId)
                && (subject == handle || (subject is null && parsed.Call.CallId.Length == 0))
                ? MatchResult.Refused : MatchResult.None;
        }

        return gwsEvent.Call is { } call && isDialled(call) ? MatchResult.Acknowledged : MatchResult.None;
    }

    private static GwsException DialError(string id, ResolvedRecord record, string message) =>
        new(id, message) { RecordHandle = record.Handle, Operation = "Dial" };
}
