using System;
using System.Linq;
using System.Management.Automation;
using GenesysOutbound.Client;
using GenesysOutbound.Events;
using GenesysOutbound.Pipeline;
using GenesysOutbound.Sessions;

namespace GenesysOutbound.Commands;

/// <summary>
/// Subscribes the engine's event manager to events of a session: Get-Event, Wait-Event, Unregister-Event and -Action work as with
/// any other source.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "GwsEvent")]
[OutputType(typeof(PSEventJob))]
public sealed class RegisterGwsEventCommand : GwsEventCmdlet
{
    /// <summary>A name for the subscription, to find it by.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SourceIdentifier { get; set; }

    /// <summary>
    /// What is run for each event; it sees the event as $EventArgs.Event. The engine runs it when the prompt or the script is
    /// idle or waits.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Action { get; set; }

    /// <summary>Anything that the action shall get as $Event.MessageData.</summary>
    [Parameter]
    public PSObject? MessageData { get; set; }

    /// <summary>Hides the subscription from Get-EventSubscriber.</summary>
    [Parameter]
    public SwitchParameter SupportEvent { get; set; }

    /// <summary>Sends the events on to the session at the other end of a remote connection.</summary>
    [Parameter]
    public SwitchParameter Forward { get; set; }

    /// <summary>Ends the subscription after so many events.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxTriggerCount { get; set; }

    /// <summary>
    /// How many events may lie in the engine's queue. With an action further ones wait in the session's log until it has run;
    /// without one they are lost, and counted.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int QueueLimit { get; set; } = 10_000;

    /// <summary>Subscribes.</summary>
    protected override void ProcessRecord() => Attempt((object?)InputObject ?? CurrentSession, Subscribe);

    private void Subscribe()
    {
        if (RefusesInput())
        {
            return;
        }

        CurrentSession.EnsureOpen();
        PSEventManager events = Events;
        if (SourceIdentifier is not null && events.GetEventSubscribers(SourceIdentifier).Any())
        {
            // The engine would run the actions of both for each event of either.
            WriteError(ErrorRecords.Create(
                new InvalidOperationException($"A subscription with the source identifier '{SourceIdentifier}' exists already."),
                "SourceIdentifierInUse", ErrorCategory.ResourceExists, SourceIdentifier,
                "Give another -SourceIdentifier, or end that subscription with Unregister-Event."));
            return;
        }

        string name = SourceIdentifier ?? Guid.NewGuid().ToString();
        GwsEventFilter filter = ReadFilter(CurrentSession.Events.LastSequence, condition: null);
        RunspaceSessions here = RunspaceSessions.ForCurrentRunspace;
        GwsEventSubscription? source = null;
        EngineQueue? queue = null;
        var engineSource = new EngineSource(CurrentSession.ToString(), Ended);
        const string eventName = EngineSource.EventName;
        PSEventSubscriber subscriber = MaxTriggerCount > 0
            ? events.SubscribeEvent(
                engineSource, eventName, name, MessageData, Action, SupportEvent, Forward, MaxTriggerCount)
            : events.SubscribeEvent(engineSource, eventName, name, MessageData, Action, SupportEvent, Forward);
        queue = Action is not null ? new ActionQueue(events, name, QueueLimit)
            : Forward ? new ForwardedQueue()
            : new UntakenQueue(events, QueueLimit);
        source = new GwsEventSubscription(CurrentSession, filter, events, name, MessageData, queue);
        here.Track(source);
        source.Start();

        if (Action is not null && !SupportEvent)
        {
            WriteObject(subscriber.Action);
        }

        void Ended()
        {
            if (source is not null)
            {
                here.Untrack(source);
                source.Dispose();
                queue!.Close();
            }
        }
    }
}
