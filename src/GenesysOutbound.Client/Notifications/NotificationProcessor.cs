using System;
using System.Collections.Generic;
using System.Threading;
using GenesysOutbound.Client.Facts;
using GenesysOutbound.CometD;

namespace GenesysOutbound.Client;

/// <summary>
/// Takes in what the notification channel brings: reads it, brings the stores up to date, appends it to the log, and tells the
/// session, in this order, so that code that is woken by an event finds the stores as the event left them. Called by one thread
/// at a time.
/// </summary>
/// <param name="log">The event log.</param>
/// <param name="stores">The stores.</param>
/// <param name="factory">Reads messages with the binding's reader, and makes events of them.</param>
/// <param name="redact">Masks the session's secrets in a text of the server that people will see.</param>
internal sealed class NotificationProcessor(GwsEventLog log, SessionStores stores, EventFactory factory,
    Func<string, string> redact)
    : IBayeuxListener
{
    private readonly UnexpectedContentLog _unexpected = new();
    private long _gaps;

    /// <summary>Gets each notification after the stores and the log have it.</summary>
    public NotificationHandler? Received { get; set; }

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
            Take(message.Channel, message.Utf8, message.ReceivedAt, message.DataUtf8);
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

    /// <summary>Takes in the calls that the server lists, after a gap or at the start.</summary>
    public void TakeCalls(IReadOnlyList<GwsCall> present, long asOf, DateTimeOffset at)
    {
        lock (stores.CallsWithRecords)
        {
            // Only these: what the store remembers of calls that were over before says nothing new about their records.
            foreach (var change in stores.Calls.Replace(present, asOf, at))
            {
                TakeCall(change, at);
            }
        }
    }

    /// <summary>Brings the stores up to date, logs a message, and tells the session.</summary>
    internal void Take(string channel, ArraySegment<byte> utf8, DateTimeOffset at, ArraySegment<byte> dataUtf8)
    {
        var parsed = factory.Read(channel, utf8, at, dataUtf8);
        Inspect(parsed);
        var state = Apply(parsed, at);
        var sequence = log.Add(channel, utf8, at, parsed, state);
        var notification = new ReceivedNotification(factory, channel, utf8, at, parsed, state, sequence);
        Received?.Invoke(ref notification);
    }

    private EventState Apply(ParsedNotification parsed, DateTimeOffset at)
    {
        var record = parsed.Kind == NotificationKind.RawUserEvent
            ? parsed.RecordHandle is { } handle ? stores.Records.Find(handle) : null
            : stores.Records.Apply(parsed.Kind, parsed.Record, at, parsed.ReferenceId);
        var campaign = stores.Campaigns.Apply(parsed.Kind, parsed.Campaign, at);
        if (parsed.Kind is NotificationKind.RecordOffered or NotificationKind.RecordScheduled or NotificationKind.RecordChained)
        {
            stores.Campaigns.Mention(parsed.Record, at);
        }

        GwsCall? call = null;
        if (parsed is { IsFailure: false, Call.CallId.Length: > 0 })
        {
            lock (stores.CallsWithRecords)
            {
                var change = stores.Calls.Apply(parsed.Call);
                call = change.After;
                record = TakeCall(change, at) ?? record;
            }
        }

        var email = parsed is { IsFailure: false, Email.EmailId.Length: > 0 } ? stores.Emails.Apply(parsed.Email) : null;
        stores.Devices.Apply(parsed.Devices);
        return new EventState(record, call, email, campaign, parsed.Error is { } error ? redact(error) : null);
    }

    private void Inspect(ParsedNotification parsed)
    {
        if (!_unexpected.Wants(parsed.NotificationType ?? parsed.MessageType, parsed.Data.Count, SizeOfSubject(parsed)))
        {
            return;
        }

        try
        {
            factory.Reader.Inspect(parsed, _unexpected);
        }
        catch (Exception)
        {
            // A report is not worth an event.
        }
    }

    private static int SizeOfSubject(ParsedNotification parsed) =>
        parsed.Record?.UserData.Count ?? parsed.Call?.Data.Count ?? parsed.Campaign?.Data.Count ?? 0;

    // The link to the record may stand in an earlier message only.
    private GwsRecord? TakeCall(CallChange change, DateTimeOffset at) => change.After.RecordHandle is { } handle
        ? stores.Records.ApplyCall(change.After, UpdateOf(change, handle), at, change.WasOver) : null;

    private RecordUpdate UpdateOf(CallChange change, string handle)
    {
        // A record that is not known any more is learned from all that the call has.
        var all = change.After.UserData;
        var news = stores.Records.Find(handle) is null ? all : change.NewUserData();
        if (news.Count == 0 || factory.Reader.ReadRecord(all) is not { Handle: { } named } update)
        {
            return new RecordUpdate { Handle = handle };
        }

        return ReferenceEquals(news, all) ? update : factory.Reader.ReadRecord(news) with { Handle = named };
    }
}
