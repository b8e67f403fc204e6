using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// Sees every event of a session once: notes which records were delivered, and whether an event belongs to another agent. Every
/// agent has its own login code and device, and the server sends them with records and calls.
/// </summary>
internal sealed class EventMonitor : IDisposable
{
    private static readonly GwsEventFilter Everything = new();

    private readonly GwsSession _session;
    private readonly string _loginCode;
    private readonly GwsEventReader _reader;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _foreign = [];
    private readonly CancellationTokenSource _over = new();
    private readonly Task _watching;
    private long _last;
    private long _overlooked;

    public EventMonitor(GwsSession session, string loginCode)
    {
        _session = session;
        _loginCode = loginCode;
        _reader = session.Events.CreateReader();
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Ends when everything that the log holds by then is seen.</summary>
    public async Task<SessionObservation> EndAsync(SessionObservation observed)
    {
        await _over.CancelAsync();
        await _watching;
        while (_reader.TryTake(Everything, out var one))
        {
            See(one!);
        }

        return observed with { Seen = [.. _seen], Foreign = [.. _foreign], Overlooked = _overlooked };
    }

    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
    }

    /// <summary>
    /// Whether an event delivers a record; some servers say so only by the outbound server's own word in the record.
    /// </summary>
    public static bool IsDelivery(GwsEvent one) =>
        one.Channel.EndsWith("/outbound", StringComparison.Ordinal) && one.RecordHandle is not null
        && (IsDelivery(one.NotificationType)
            || (one.NotificationType?.StartsWith("StatusChange", StringComparison.Ordinal) == true
            && IsDelivery(one.Record?.UserData["GSW_USER_EVENT"] as string)));

    private static bool IsDelivery(string? what) => what is "PreviewRecord" or "ScheduledCall";

    private async Task WatchAsync()
    {
        try
        {
            while (await _reader.TakeAsync(Everything, Timeout.InfiniteTimeSpan, cancellationToken: _over.Token) is { } one)
            {
                See(one);
            }
        }
        catch (OperationCanceledException)
        {
            // The session's work is over.
        }
    }

    private void See(GwsEvent one)
    {
        _overlooked += one.Sequence - _last - 1;
        _last = one.Sequence;
        var delivers = IsDelivery(one);
        if (delivers)
        {
            _seen.Add(one.RecordHandle!);
        }

        // A record's snapshot is made of several messages; the login code is in those that deliver it.
        Expect(one, "login code", delivers ? one.Record?.UserData["GSW_AGENT_ID"]?.ToString() : null, _loginCode);
        Expect(one, "device", one.Record?.DevicePath ?? one.Call?.DevicePath, _session.Devices.Count > 0
            ? _session.Devices[0].DevicePath : null);
    }

    private void Expect(GwsEvent one, string what, string? said, string? own)
    {
        if (said is not null && own is not null && said != own)
        {
            _foreign.Add($"{one} has the {what} {said}, not {own}");
        }
    }
}
