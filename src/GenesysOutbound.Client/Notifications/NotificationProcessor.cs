using System;
using System.Collections.Generic;
using System.Threading;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.Client.Wire;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client;

/// <summary>
/// Takes in what the notification channel brings: reads it, brings the stores up to date, appends it to the log, and tells the
/// session, in this order, so that code that is woken by an event finds the stores as the event left them. Called by one thread
/// at a time.
/// </summary>
/// <param name="log">The event log.</param>
/// <param name="stores">The stores.</param>
/// <param name="reader">The binding's reader of messages.</param>
/// <param name="redact">Masks the session's secrets in a text of the server that people will see.</param>
internal sealed class NotificationProcessor(GwsEventLog log, SessionStores stores, INotificationReader reader,
    Func<string, string> redact)
    : IBayeuxListener
{
    private readonly UnexpectedContentLog _unexpected = new();
    private readonly EventTexts _texts = new();
    private long _gaps;

    /// <summary>Gets each event after the stores and the log have it.</summary>
    public Action<GwsEvent, ParsedNotification>? Received { get; set; }

    /// <summary>Gets the state changes of the notification channel.</summary>
    public Action<BayeuxStateChange>? StateChanged { get; set; }

    /// <summary>Called when events may have been lost, after the log says so.</summary>
    public Action? GapSeen { get; set; }

    /// <summary>What was not understood so far.</summary>
    public UnexpectedContentLog Unexpected => _unexpected;

    public long Gaps => Interlocked.Read(ref _gaps);

    public void OnMessages(IReadOnlyList<BayeuxMessage> batch)
    {
        foreach (var message in batch)
        {
            var (gwsEvent, parsed) = Read(message);
            Take(gwsEvent, parsed);
        }
    }

    public void OnStateChanged(BayeuxStateChange change) => StateChanged?.Invoke(change);

    public void OnGap(BayeuxGap gap)
    {
        Interlocked.Increment(ref _gaps);
        log.Add(new GwsEvent
        {
            ReceivedAt = gap.Until,
            NotificationType = "Gap",
            IsGap = true,
            GapFrom = gap.From,
            GapUntil = gap.Until,
            GapReason = redact(gap.Reason),
        });
        GapSeen?.Invoke();
    }

    /// <summary>Brings the stores up to date from an event, logs it, and tells the session.</summary>
    public void Take(GwsEvent gwsEvent, ParsedNotification parsed)
    {
        var at = gwsEvent.ReceivedAt;
        gwsEvent.Record = stores.Records.Apply(parsed.Kind, parsed.Record, at, gwsEvent.ReferenceId);
        gwsEvent.Campaign = stores.Campaigns.Apply(parsed.Kind, parsed.Campaign, at);
        if (parsed.Kind is NotificationKind.RecordOffered or NotificationKind.RecordScheduled or NotificationKind.RecordChained)
        {
            stores.Campaigns.Mention(parsed.Record, at);
        }

        if (parsed.Call is { CallId.Length: > 0 } call && !parsed.IsFailure)
        {
            gwsEvent.Call = stores.Calls.Apply(call);
            gwsEvent.Record = TakeCall(gwsEvent.Call, at) ?? gwsEvent.Record;
        }

        if (parsed.Email is { EmailId.Length: > 0 } email && !parsed.IsFailure)
        {
            gwsEvent.Email = stores.Emails.Apply(email);
        }

        stores.Devices.Apply(parsed.Devices);
        log.Add(gwsEvent);
        Received?.Invoke(gwsEvent, parsed);
    }

    /// <summary>Takes in the calls that the server lists, after a gap or at the start.</summary>
    public void TakeCalls(IReadOnlyList<GwsCall> present, long asOf, DateTimeOffset at)
    {
        stores.Calls.Replace(present, asOf, at);
        foreach (var call in stores.Calls.Snapshot())
        {
            TakeCall(call, at);
        }
    }

    // One message that cannot be understood must not cost the others of its reply; it is logged as it is.
    private (GwsEvent Event, ParsedNotification Parsed) Read(BayeuxMessage message)
    {
        var own = _texts.Keep(message.Utf8);
        ParsedNotification parsed;
        try
        {
            parsed = reader.Read(message.Channel, own, message.ReceivedAt);
            parsed = parsed.Error is { } error ? parsed with { Error = redact(error) } : parsed;
        }
        catch (Exception)
        {
            parsed = new ParsedNotification();
        }

        Inspect(parsed);
        return (GwsEvent.Of(message.Channel, own, message.ReceivedAt, parsed, reader), parsed);
    }

    private void Inspect(ParsedNotification parsed)
    {
        if (!_unexpected.Wants(parsed.NotificationType ?? parsed.MessageType, parsed.Data.Count, SizeOfSubject(parsed)))
        {
            return;
        }

        try
        {
            reader.Inspect(parsed, _unexpected);
        }
        catch (Exception)
        {
            // A report is not worth an event.
        }
    }

    private static int SizeOfSubject(ParsedNotification parsed) =>
        parsed.Record?.UserData.Count ?? parsed.Call?.Data.Count ?? parsed.Campaign?.Data.Count ?? 0;

    // The link to the record may stand in an earlier message only.
    private GwsRecord? TakeCall(GwsCall call, DateTimeOffset at)
    {
        if (call.RecordHandle is null)
        {
            return null;
        }

        var update = reader.ReadRecord(call.UserData);
        return stores.Records.ApplyCall(call, update.Handle is null
            ? new RecordUpdate { Handle = call.RecordHandle } : update, at);
    }
}
