using System;
using System.Collections.Generic;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Hosting;

/// <summary>The base of every command on records: how a record is named, one at a time.</summary>
public abstract class GwsRecordCmdlet : GwsSessionCmdlet
{
    private HashSet<string> _typed = [];

    /// <summary>
    /// <para type="description">The handle of the record, or the record itself. What else the server must be told (campaign, calling list,
    /// application, device) the session knows of a record it has seen; for any other give it as well.</para>
    /// </summary>
    // Second: what a command sets comes first, so that "$record | Set-GwsCallResult Busy" means what it says.
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Handle", "GSW_RECORD_HANDLE")]
    [RecordHandleTransformation]
    [ArgumentCompleter(typeof(RecordHandleCompleter))]
    [ValidateNotNullOrEmpty]
    public virtual string[] RecordHandle { get; set; } = [];

    /// <summary>
    /// <para type="description">The campaign of the record.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("GSW_CAMPAIGN_NAME")]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? CampaignName { get; set; }

    /// <summary>
    /// <para type="description">The calling list of the record.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("GSW_CALLING_LIST")]
    [ArgumentCompleter(typeof(CallingListCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? CallingList { get; set; }

    /// <summary>
    /// <para type="description">The DBID of the Outbound Contact Server application.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("GSW_APPLICATION_ID")]
    [AllowNull]
    public long? ApplicationId { get; set; }

    /// <summary>
    /// <para type="description">The relative path of the voice device that sends the request, /devices/ID.</para>
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? DevicePath { get; set; }

    /// <summary>
    /// <para type="description">The object that came down the pipeline. Its properties name the record; errors carry it as their target, so that
    /// what failed can be piped in again.</para>
    /// </summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Refuses a handle that was typed beside piped records. It is nearly always a value whose parameter was not named
    /// (<c>$record | Invoke-GwsCancelRecord AllChain</c>), and it would be taken for the handle of another record.
    /// </summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _typed = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        if (MyInvocation.ExpectingInput && MyInvocation.BoundParameters.ContainsKey(nameof(RecordHandle)))
        {
            string typed = string.Join(", ", RecordHandle);
            ThrowTerminatingError(CommandErrors.Of(
                GwsErrorIds.InvalidParameter,
                "The records come from the pipeline, so '" + typed + "' cannot be a record handle as well. If it belongs to another parameter, name that one, as in -Scope AllChain.",
                typed).ToErrorRecord());
        }
    }

    /// <summary>Works on one record after the other.</summary>
    protected override void ProcessRecord()
    {
        foreach (string handle in RecordHandle)
        {
            var record = new GwsRecordIdentity(handle.Trim())
            {
                CampaignName = Given(CampaignName),
                CallingList = Given(CallingList),
                ApplicationId = Given(ApplicationId),
                DevicePath = Given(DevicePath),
            };
            Attempt(Target(handle), () => ProcessRecord(record));
        }
    }

    /// <summary>Works on one record.</summary>
    private protected abstract void ProcessRecord(GwsRecordIdentity record);

    /// <summary>Changes what is pending on a record, asking first, and writes the record as it then is. Nothing is sent.</summary>
    private protected void ChangePending(GwsRecordIdentity record, string action, Func<GwsOutbound, GwsRecord> change)
    {
        if (ShouldProcess(Describe(record), action))
        {
            WriteObject(RecordMembers.Decorate(change(CurrentSession.Outbound)));
        }
    }

    /// <summary>
    /// Refuses a value that the piped record itself brought: <c>$record | Set-GwsCallResult</c> would set the result that the record has already.
    /// A row of a file may name it, because there it is what somebody wrote down.
    /// </summary>
    private protected void RefuseOwnValue(string parameterName, string example)
    {
        if (!_typed.Contains(parameterName) && MyInvocation.BoundParameters.ContainsKey(parameterName) && IsRecord(InputObject))
        {
            throw new GwsException(
                GwsErrorIds.InvalidParameter, "-" + parameterName + " is missing: what the record itself carries is not taken for it. Give the value, as in " + example + ".");
        }
    }

    /// <summary>Is it a record of a session, also one that came from a job, a file of objects or another machine?</summary>
    private static bool IsRecord(PSObject? input) =>
        input is not null && (input.BaseObject is GwsRecord || input.TypeNames.Contains("Deserialized." + typeof(GwsRecord).FullName));

    /// <summary>What a person calls the record, for -WhatIf and -Confirm.</summary>
    private protected string Describe(GwsRecordIdentity record)
    {
        GwsRecord? known = CurrentSession.Records.Find(record.RecordHandle);
        string? campaign = record.CampaignName ?? known?.CampaignName;
        return "record " + (known?.RecordHandle ?? record.RecordHandle)
            + (known?.Phone is { Length: > 0 } phone ? " (" + Formatting.DisplayText.Clean(phone) + ")" : string.Empty)
            + (campaign is null ? string.Empty : " of campaign '" + Formatting.DisplayText.Clean(campaign) + "'");
    }

    /// <summary>The input that errors point back to: the piped object, so that it can be piped in again; else the handle.</summary>
    private protected object Target(string handle) => InputObject is { BaseObject: not string } input ? input : handle;
}
