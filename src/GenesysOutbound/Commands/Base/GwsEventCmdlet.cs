using System;
using System.Collections.ObjectModel;
using System.Linq;
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
    /// How the piped ticket's answer is found when its request carried no reference id; null for any other input.
    /// </summary>
    private protected GwsEventFilter? TicketFilter =>
        InputObject?.BaseObject is GwsOperationResult { Outcome: GwsOutcome.Pending, ReferenceId: "" } ticket
            ? ticket.AnswerFilter() : null;

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
    /// Writes an error when a typed value is empty, or when the piped object has none of the properties that choose events: it
    /// must not mean all of them.
    /// </summary>
    private protected bool RefusesInput()
    {
        string? problem = EmptyArgument() is { } name
            ? $"-{name} is empty, so it would choose every event. Give a value, or leave the parameter out."
            : InputObject is null ? null
            : IsCopyOfTicket
                ? "The piped object is a copy of a ticket without a reference id (it went through Select-Object, a file, a job "
                    + "or a remote connection), and only the ticket itself leads to its answer. Pipe the ticket, or look at "
                    + "the events with Get-GwsEvent -CallId or -EmailId."
            : InputObject.BaseObject is GwsOperationResult { Outcome: GwsOutcome.Acknowledged, Event: null } && !HasIdentity
                ? "The piped result was acknowledged without an event: nothing had to change, and no event will come."
            : TicketFilter is null && !HasIdentity
                ? "The piped object has no ReferenceId, RecordHandle, CampaignName, CallId or EmailId to find events by."
            : null;
        if (problem is not null)
        {
            WriteError(GwsErrorIds.InvalidParameter, problem, InputObject);
        }

        return problem is not null;
    }

    /// <summary>The choice as it stands for this input.</summary>
    /// <param name="after">Only events after this sequence number.</param>
    /// <param name="condition">The script block, called in the way that the caller's thread wants.</param>
    private protected GwsEventFilter ReadFilter(long after, Func<GwsEvent, bool>? condition)
    {
        GwsEventFilter? ticket = TicketFilter;
        Func<GwsEvent, bool>? isAnswer = ticket?.Condition;
        return new GwsEventFilter
        {
            ReferenceId = WantedReferenceId,
            NotificationTypes = NotificationType,
            MessageTypes = MessageType,
            Channels = Channel,
            RecordHandle = Identity(nameof(RecordHandle), RecordHandle),
            CampaignName = Identity(nameof(CampaignName), CampaignName),
            CallId = Identity(nameof(CallId), CallId),
            EmailId = Identity(nameof(EmailId), EmailId),
            After = Math.Max(after, ticket?.After ?? 0),
            IncludeGaps = ticket?.IncludeGaps ?? true,
            Condition = isAnswer is null || condition is null
                ? isAnswer ?? condition
                : gwsEvent => isAnswer(gwsEvent) && condition(gwsEvent),
        };
    }

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
        bool isOfTicket = WantedReferenceId is not null || TicketFilter is not null;
        return IsTyped(parameter) || (!isOfTicket && !isOfRecord) ? Given(value) : null;
    }

    private bool HasIdentity =>
        (Given(ReferenceId) ?? Given(RecordHandle) ?? Given(CampaignName) ?? Given(CallId) ?? Given(EmailId)) is not null;

    // A copy of a ticket has its properties only.
    private bool IsCopyOfTicket => Given(ReferenceId) is null
        && InputObject!.BaseObject is not GwsOperationResult
        && InputObject.TypeNames.Any(static name =>
            name.EndsWith("." + typeof(GwsOperationResult).FullName, StringComparison.Ordinal))
        && string.Equals(InputObject.Properties[nameof(GwsOperationResult.Outcome)]?.Value?.ToString(),
            nameof(GwsOutcome.Pending), StringComparison.Ordinal);

    // A variable that has no value, most likely.
    private string? EmptyArgument() =>
        IsEmpty(nameof(ReferenceId), ReferenceId) ? nameof(ReferenceId)
        : IsEmpty(nameof(RecordHandle), RecordHandle) ? nameof(RecordHandle)
        : IsEmpty(nameof(CampaignName), CampaignName) ? nameof(CampaignName)
        : IsEmpty(nameof(CallId), CallId) ? nameof(CallId)
        : IsEmpty(nameof(EmailId), EmailId) ? nameof(EmailId)
        : null;

    private bool IsEmpty(string parameter, string? value) => IsTyped(parameter) && Given(value) is null;
}
