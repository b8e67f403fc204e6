using System;
using System.Collections.Generic;

namespace GenesysOutbound.Simulator.Events;

/// <summary>An event as it was sent, for those who show it.</summary>
/// <param name="Number">The number of the event, from 1.</param>
/// <param name="At">When it was sent, in real time.</param>
/// <param name="Agent">The agent it was sent to.</param>
/// <param name="Notification">Its notification type, or else its message type; null when it has neither.</param>
/// <param name="ReferenceId">Its reference id as text; null without one.</param>
/// <param name="Request">The number of the request that caused it; 0 when none did.</param>
/// <param name="Fault">The fault that it met; null without one.</param>
/// <param name="Message">The message that was sent.</param>
internal sealed record LoggedEvent(
    long Number,
    DateTimeOffset At,
    string Agent,
    string? Notification,
    string? ReferenceId,
    long Request,
    SimulatorFaultKind? Fault,
    Bayeux.BayeuxEvent Message);

/// <summary>
/// The last events, bounded in number and in bytes. It keeps nothing until it is turned on. Used under the contact center's lock.
/// </summary>
internal sealed class EventLog
{
    private const int Capacity = 20_000;
    private const long MaxBytes = 32 * 1024 * 1024;

    private readonly Queue<LoggedEvent> _events = new();
    private long _bytes;

    public bool IsOn { get; set; }

    public IEnumerable<LoggedEvent> Events => _events;

    public void Add(LoggedEvent e)
    {
        if (!IsOn)
        {
            return;
        }

        _events.Enqueue(e);
        _bytes += e.Message.Utf8.Length;
        while (_events.Count > Capacity || (_bytes > MaxBytes && _events.Count > 1))
        {
            _bytes -= _events.Dequeue().Message.Utf8.Length;
        }
    }

    public void Clear()
    {
        _events.Clear();
        _bytes = 0;
    }
}
