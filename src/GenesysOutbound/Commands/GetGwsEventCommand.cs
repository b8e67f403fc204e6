using System.Management.Automation;
using GenesysOutbound.Client;

namespace GenesysOutbound.Commands;

/// <summary>Looks back at the events that the session's log holds, oldest first. It takes nothing from Wait-GwsEvent.</summary>
[Cmdlet(VerbsCommon.Get, "GwsEvent")]
[OutputType(typeof(GwsEvent))]
public sealed class GetGwsEventCommand : GwsEventCmdlet
{
    /// <summary>Only events for which this script block is true; it sees the event as $_.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Filter { get; set; }

    /// <summary>Only the newest so many of those that fit.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; } = int.MaxValue;

    /// <summary>Only events after this sequence number.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long After { get; set; }

    /// <summary>Writes the events.</summary>
    protected override void ProcessRecord() => Attempt(CurrentSession, () =>
    {
        if (RefusesInput())
        {
            return;
        }

        GwsEventFilter filter = ReadFilter(After, Filter is { } script ? candidate => Passes(script, candidate) : null);
        foreach (GwsEvent gwsEvent in CurrentSession.Events.Find(filter, Last))
        {
            WriteObject(gwsEvent);
        }
    });
}
