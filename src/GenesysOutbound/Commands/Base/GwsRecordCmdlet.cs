using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;
using GenesysOutbound.Formatting;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>The base of every command on records: how records are named, and one record worked on after the other.</summary>
public abstract class GwsRecordCmdlet : GwsCampaignCmdlet
{
    // The sessions that a piped record may be of by mistake; empty as a rule.
    private GwsSession[] _others = [];

    /// <summary>
    /// The handle of the record, or the record itself. What else the server must be told (campaign, calling list, application,
    /// device) the session knows of a record it has seen; for any other give it as well.
    /// </summary>
    // Second: what a command sets comes first, so that "$record | Set-GwsCallResult Busy" means what it says.
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Handle", "GSW_RECORD_HANDLE")]
    [RecordHandleListTransformation]
    [ArgumentCompleter(typeof(RecordHandleCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual string[] RecordHandle { get; set; } = [];

    /// <summary>The campaign of the record.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("GSW_CAMPAIGN_NAME")]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? CampaignName { get; set; }

    /// <summary>The calling list of the record.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("GSW_CALLING_LIST")]
    [ArgumentCompleter(typeof(CallingListCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? CallingList { get; set; }

    /// <summary>
    /// Refuses a handle that was typed beside piped records. It is nearly always a value whose parameter was not named
    /// (<c>$record | Invoke-GwsCancelRecord AllChain</c>), and it would be taken for the handle of another record.
    /// </summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        // Empty while a script block that was typed is still to be asked for the handle of each input.
        if (MyInvocation.ExpectingInput && IsTyped(nameof(RecordHandle)) && RecordHandle.Length > 0)
        {
            string typed = string.Join(", ", RecordHandle);
            ThrowTerminatingError(
                GwsErrorIds.InvalidParameter,
                $"The records come from the pipeline, so '{typed}' cannot be a record handle as well. If it belongs to " +
                    $"another parameter, "
                    + "name that one, as in -Scope AllChain.",
                typed);
        }

        _others = IsTyped(nameof(Session)) ? [] : [.. RunspaceSessions.ForCurrentRunspace.Sessions.Where(session =>
            session.State is not (GwsSessionState.Closed or GwsSessionState.Lost)
            && !(session.Uri == CurrentSession.Uri && session.UserName == CurrentSession.UserName))];
    }

    /// <summary>
    /// Refuses a record of another open session, or its call, event or result, unless the session was named: handles are numbers
    /// that count from the start at each server, so the record would be taken for another customer's.
    /// </summary>
    private protected override bool RefusesInput()
    {
        if (_others.Length == 0 || InputObject?.BaseObject is not { } piped || IsOf(CurrentSession, piped)
            || Array.Find(_others, session => IsOf(session, piped)) is not { } owner)
        {
            return false;
        }

        WriteError(
            GwsErrorIds.InvalidParameter,
            $"The record {RecordHandle[0]} was received by the session '{owner.Name}', and the current session is "
                + $"'{CurrentSession.Name}'; nothing was done with it. Give -Session '{owner.Name}', or choose it with "
                + "Select-GwsSession.",
            InputObject);
        return true;
    }

    /// <inheritdoc/>
    private protected override Task ProcessRecordAsync(AsyncPipeline pipeline, CancellationToken token) =>
        ForEachAsync(RecordHandle, pipeline, handle => ProcessAsync(IdentifyRecord(handle), pipeline, token), TargetOf);

    /// <summary>What the command does with one record. As <see cref="GwsCmdlet.ProcessRecordAsync"/>.</summary>
    private protected virtual Task ProcessAsync(GwsRecordIdentity record, AsyncPipeline pipeline, CancellationToken token) =>
        Task.CompletedTask;

    /// <summary>The identity of a record for the client. What was given wins over what the session knows.</summary>
    private protected GwsRecordIdentity IdentifyRecord(string handle) => new(handle)
    {
        CampaignName = Given(CampaignName),
        CallingList = Given(CallingList),
        ApplicationId = Given(ApplicationId),
        DevicePath = Given(DevicePath),
    };

    /// <summary>Asks, changes what is pending on a record, and writes the record as it then is. Nothing is sent.</summary>
    private protected async Task ChangePendingAsync(
        GwsRecordIdentity record, string action, AsyncPipeline pipeline, Func<GwsOutbound, GwsRecord> change)
    {
        if (await pipeline.ShouldProcessAsync(Describe(record), action).ConfigureAwait(false))
        {
            await pipeline.WriteObjectAsync(RecordMembers.Decorate(change(CurrentSession.Outbound))).ConfigureAwait(false);
        }
    }

    private static bool IsOf(GwsSession session, object piped) => piped switch
    {
        GwsRecord record => session.Records.Find(record.RecordHandle)?.ReceivedAt == record.ReceivedAt,
        GwsCall call => session.Calls.Find(call.CallId) is not null,
        GwsOperationResult { Record: { } record } => IsOf(session, record),
        GwsEvent { Record: { } record } => IsOf(session, record),
        _ => false,
    };

    /// <summary>What a person calls the record, for -WhatIf and -Confirm.</summary>
    private protected string Describe(GwsRecordIdentity record)
    {
        GwsRecord? known = InputObject?.BaseObject as GwsRecord ?? CurrentSession.Records.Find(record.RecordHandle);
        string? campaign = record.CampaignName ?? known?.CampaignName;
        string phone = known?.Phone is { Length: > 0 } number ? $" ({number})" : string.Empty;
        return $"record {record.RecordHandle}{phone}" + (campaign is null ? string.Empty : $" of campaign '{campaign}'");
    }
}
