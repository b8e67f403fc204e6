using System;
using System.Collections.Generic;
using System.Threading;
using GenesysOutbound.Client.Journal;
using GenesysOutbound.Client.Operations;
using GenesysOutbound.Client.Wire.V2;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client;

/// <summary>
/// Takes in what the notification channel brings: reads it, brings the books up to date, appends it to the log, and shows it to the operations
/// that wait, in this order, so that who is woken by an event finds the books as the event left them. Called by one thread at a time.
/// </summary>
internal sealed class NotificationProcessor(
    GwsEventLog log, GwsRecordStore records, GwsCallStore calls, GwsEmailStore emails, GwsCampaignStore campaigns, DeviceStore devices, PendingOperations pending)
    : IBayeuxListener
{
    private long _gaps;

    /// <summary>Gets the state changes of the notification channel.</summary>
    public Action<BayeuxStateChange>? StateChanged { get; set; }

    /// <summary>Called when events may have been lost, after the log says so.</summary>
    public Action<BayeuxGap>? GapSeen { get; set; }

    /// <summary>Where requests without an answer are kept, or null.</summary>
    public RequestJournalAdapter? Journal { get; set; }

    /// <summary>Masks the session's secrets in a text of the server that people will see.</summary>
    public Func<string, string> Redact { get; set; } = static text => text;

    public long Gaps => Interlocked.Read(ref _gaps);

    public void OnMessages(IReadOnlyList<BayeuxMessage> batch)
    {
        foreach (var message in batch)
        {
            var (gwsEvent, facts) = Read(message);
            if (gwsEvent.Error is { } error)
            {
                gwsEvent.Error = Redact(error);
            }

            Take(gwsEvent, facts);
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
            GapReason = Redact(gap.Reason),
        });
        GapSeen?.Invoke(gap);
    }

    /// <summary>Brings the books up to date from an event, logs it, and shows it to who waits.</summary>
    public void Take(GwsEvent gwsEvent, ParsedNotification facts)
    {
        var at = gwsEvent.ReceivedAt;
        gwsEvent.Record = records.Apply(facts.Kind, facts.Record, at, gwsEvent.ReferenceId);
        gwsEvent.Campaign = campaigns.Apply(facts.Kind, facts.Campaign, at);
        if (facts.Kind is NotificationKind.RecordOffered or NotificationKind.RecordScheduled or NotificationKind.RecordChained)
        {
            campaigns.Mention(facts.Record, at);
        }

        if (facts.Call is { CallId.Length: > 0 } call && !IsFailure(gwsEvent))
        {
            gwsEvent.Call = calls.Apply(call);
            gwsEvent.Record = TakeCall(gwsEvent.Call, at) ?? gwsEvent.Record;
        }

        if (facts.Email is { EmailId.Length: > 0 } email && !IsFailure(gwsEvent))
        {
            gwsEvent.Email = emails.Apply(email);
        }

        devices.Apply(facts.Devices);
        log.Add(gwsEvent);
        if (Journal is not null && gwsEvent.ReferenceId is not null && facts.Kind is not (NotificationKind.RawUserEvent or NotificationKind.Other))
        {
            Journal.Settle(gwsEvent.ReferenceId);
        }

        pending.TryComplete(gwsEvent, facts);
    }

    /// <summary>Takes in the calls that the server lists, after a gap or at the start.</summary>
    public void TakeCalls(IReadOnlyList<GwsCall> present, long asOf, DateTimeOffset at)
    {
        calls.Replace(present, asOf, at);
        foreach (var call in calls.Snapshot())
        {
            TakeCall(call, at);
        }
    }

    // One message that nobody can make sense of must not cost the others of its reply; it is kept as it came.
    private static (GwsEvent Event, ParsedNotification Facts) Read(BayeuxMessage message)
    {
        try
        {
            return MessageReader.Read(message);
        }
        catch (Exception)
        {
            var bytes = new ArraySegment<byte>(System.Text.Encoding.UTF8.GetBytes(message.GetJson()));
            return (new GwsEvent { Channel = message.Channel, ReceivedAt = message.ReceivedAt, Utf8 = bytes }, new ParsedNotification());
        }
    }

    private static bool IsFailure(GwsEvent gwsEvent) => string.Equals(gwsEvent.NotificationType, V2Constants.Error, StringComparison.OrdinalIgnoreCase);

    // The link to the record may stand in an earlier message only.
    private GwsRecord? TakeCall(GwsCall call, DateTimeOffset at)
    {
        if (call.RecordHandle is null)
        {
            return null;
        }

        var facts = Resources.Record(null, call.UserData);
        var offer = facts.Handle is null ? new RecordUpdate { Handle = call.RecordHandle } : facts;
        return records.ApplyCall(call, offer, at);
    }
}
