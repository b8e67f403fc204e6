using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client.Wire.V2;

namespace GenesysOutbound.Client.Operations;

/// <summary>
/// Dials a record. The outbound API has no operation for it: the number is dialled with the Voice API, with the record's GSW_* pairs as user data
/// (inferred from the Service Client API, where a preview record's interaction takes the id of its call).
/// </summary>
internal sealed class RecordDialing(OutboundCore core)
{
    private const string Operation = "Dial";

    public async Task<GwsOperationResult> DialAsync(GwsRecordIdentity record, string? phoneNumber, GwsOperationOptions? options, CancellationToken cancellationToken)
    {
        var how = core.Begin(Operation, options);
        core.Session.EnsureFeature(V2Constants.FeatureVoice, Operation);
        var target = core.Identity.Record(record, Operation, needsCallingList: false, how.Force);
        var known = core.Session.Records.Find(target.Handle);
        if (known is { State: GwsRecordState.Calling } && !how.Force)
        {
            throw new GwsException(GwsErrorIds.CallStillActive, "The record " + target.Handle + " has an active call (" + known.CallId + "); nothing was dialled.")
            {
                RecordHandle = target.Handle,
                Operation = Operation,
            };
        }

        var number = string.IsNullOrWhiteSpace(phoneNumber) ? known?.Phone : phoneNumber;
        if (number is null)
        {
            throw new GwsException(GwsErrorIds.MissingIdentity, "Dial: the phone number of record " + target.Handle + " is not known; give PhoneNumber. Nothing was dialled.")
            {
                RecordHandle = target.Handle,
                Operation = Operation,
            };
        }

        var wire = MediaRequests.Dial(target.DevicePath, number, UserData(target, known));
        var before = new HashSet<string>(core.Session.Calls.Snapshot().Select(call => call.CallId), StringComparer.Ordinal);
        var pending = new PendingOperation(null, (gwsEvent, facts) => Classify(gwsEvent, facts, target.Handle, number, before))
        {
            RecordHandle = target.Handle,
            CampaignName = target.CampaignName,
        };

        var done = await core.Session.Runner.RunAsync(pending, wire, how, cancellationToken).ConfigureAwait(false);
        var call = done.Event?.Call;
        if (call is { RecordHandle: null })
        {
            // The server did not show the user data; the link is known all the same.
            core.Session.Records.ApplyCall(call, new RecordUpdate { Handle = target.Handle }, call.UpdatedAt);
            call = core.Session.Calls.Link(call.CallId, target) ?? call;
        }

        return new GwsOperationResult
        {
            Operation = Operation,
            RecordHandle = target.Handle,
            CampaignName = target.CampaignName,
            CallingList = target.CallingList,
            ApplicationId = target.ApplicationId,
            DevicePath = target.DevicePath,
            CallId = call?.CallId,
            Outcome = done.Event is null ? GwsOutcome.Pending : GwsOutcome.Acknowledged,
            Answer = done.Event?.NotificationType,
            Event = done.Event,
            Call = call,
            Record = core.Session.Records.Find(target.Handle),
            SentAt = done.SentAt,
            Elapsed = done.Elapsed,
        };
    }

    private static MatchResult Classify(GwsEvent gwsEvent, ParsedNotification facts, string handle, string number, HashSet<string> before)
    {
        if (facts.Call is null)
        {
            return MatchResult.None;
        }

        var of = facts.Call.RecordHandle;
        if (gwsEvent.IsError)
        {
            return of == handle || (of is null && facts.Call.CallId.Length == 0) ? MatchResult.Refused : MatchResult.None;
        }

        if (gwsEvent.Call is not { } call || before.Contains(call.CallId))
        {
            return MatchResult.None;
        }

        return of == handle || (of is null && call.UserData.Count == 0 && call.Participants.Contains(number)) ? MatchResult.Acknowledged : MatchResult.None;
    }

    private static GwsData UserData(ResolvedRecord target, GwsRecord? known)
    {
        var pairs = new GwsData();
        foreach (var pair in known?.UserData ?? GwsData.Empty)
        {
            if (pair.Key.StartsWith(SystemFields.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                pairs.Set(pair.Key, pair.Value);
            }
        }

        SetIfAbsent(pairs, "GSW_RECORD_HANDLE", GwsDataExtensions.Handle(target.Handle));
        SetIfAbsent(pairs, "GSW_CAMPAIGN_NAME", target.CampaignName);
        SetIfAbsent(pairs, "GSW_CALLING_LIST", target.CallingList);
        SetIfAbsent(pairs, "GSW_APPLICATION_ID", target.ApplicationId);
        return pairs.Freeze();
    }

    private static void SetIfAbsent(GwsData pairs, string key, object? value)
    {
        if (value is not null && !pairs.ContainsKey(key))
        {
            pairs.Set(key, value);
        }
    }
}
