using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using GenesysOutbound.Binding;
using GenesysOutbound.Client;
using GenesysOutbound.Completion;

namespace GenesysOutbound.Commands;

/// <summary>The base of commands on events: how events are chosen.</summary>
public abstract class GwsEventCmdlet : GwsSessionCmdlet
{
    /// <summary>Only events with this reference id. A ticket from a command with -NoWait brings it along.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ReferenceIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? ReferenceId { get; set; }

    /// <summary>Only events of one of these notification types, such as PreviewRecord.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NotificationTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] NotificationType { get; set; } = [];

    /// <summary>Only events of one of these message types, such as CallStateChangeMessage.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(MessageTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] MessageType { get; set; } = [];

    /// <summary>Only events on one of these channels, such as /v2/me/calls.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ChannelCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Channel { get; set; } = [];

    /// <summary>Only events about this record.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [RecordHandleTransformation]
    [ArgumentCompleter(typeof(RecordHandleCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? RecordHandle { get; set; }

    /// <summary>Only events about this campaign.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? CampaignName { get; set; }

    /// <summary>Only events about this call.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CallCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? CallId { get; set; }

    /// <summary>Only events about this e-mail.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EmailCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? EmailId { get; set; }

    /// <summary>The object that came down the pipeline.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The reference id to look for. A record may have a custom field of that name, and what a record is asked for is its handle;
    /// so only what was typed, or what an event, an answer or a row brought, counts.
    /// </summary>
    private protected string? WantedReferenceId =>
        InputObject.IsRecord() && !IsTyped(nameof(ReferenceId)) ? null : Given(ReferenceId);

    /// <summary>Works on one input, unless it is an object that says nothing about which events are meant.</summary>
    protected override void ProcessRecord()
    {
        if (RefusesInput())
        {
            return;
        }

        base.ProcessRecord();
    }

    /// <summary>
    /// Writes an error when the piped object has none of the properties that choose events: it must not mean all of them.
    /// </summary>
    private protected bool RefusesInput()
    {
        bool isRefused = InputObject is not null
            && (Given(ReferenceId) ?? Given(RecordHandle) ?? Given(CampaignName) ?? Given(CallId) ?? Given(EmailId)) is null;
        if (isRefused)
        {
            WriteError(
                GwsErrorIds.InvalidParameter,
                "The piped object has no ReferenceId, RecordHandle, CampaignName, CallId or EmailId to find events by.",
                InputObject);
        }

        return isRefused;
    }

    /// <summary>The choice as it stands for this input.</summary>
    /// <param name="after">Only events after this sequence number.</param>
    /// <param name="condition">The script block, called in the way that the caller's thread wants.</param>
    private protected GwsEventFilter ReadFilter(long after, Func<GwsEvent, bool>? condition) => new()
    {
        ReferenceId = WantedReferenceId,
        NotificationTypes = NotificationType,
        MessageTypes = MessageType,
        Channels = Channel,
        RecordHandle = Identity(nameof(RecordHandle), RecordHandle),
        CampaignName = Identity(nameof(CampaignName), CampaignName),
        CallId = Identity(nameof(CallId), CallId),
        EmailId = Identity(nameof(EmailId), EmailId),
        After = after,
        Condition = condition,
    };

    /// <summary>Is the script block true of an event? Pipeline thread only.</summary>
    private protected static bool Passes(ScriptBlock filter, GwsEvent gwsEvent)
    {
        Collection<PSObject> answer = filter.InvokeWithContext(null, [new PSVariable("_", gwsEvent)], gwsEvent);
        return LanguagePrimitives.IsTrue(answer.Count == 1 ? answer[0] : answer);
    }

    /// <summary>
    /// A piped ticket names its record, call and campaign too, but its answer is known by the reference id alone; a piped record
    /// is asked for by its handle. What the user typed narrows the choice in any case.
    /// </summary>
    private string? Identity(string parameter, string? value)
    {
        bool isOfRecord = InputObject.IsRecord() && parameter != nameof(RecordHandle);
        return IsTyped(parameter) || (WantedReferenceId is null && !isOfRecord) ? Given(value) : null;
    }
}
