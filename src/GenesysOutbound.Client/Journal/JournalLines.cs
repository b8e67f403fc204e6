using System;
using System.Globalization;

namespace GenesysOutbound.Client.Journal;

/// <summary>
/// What the lines of a journal say, and how: each is the whole state of one thing, so that the last one counts and none builds on
/// another.
/// </summary>
internal static class JournalLines
{
    public const string Head = "head";
    public const string Record = "record";
    public const string Clean = "clean";
    public const string Sent = "sent";
    public const string Answered = "answered";

    private const int Version = 1;

    public static string KindOf(GwsData line) => line.Text("t") ?? string.Empty;

    public static GwsData OfHead(Uri server, string userName) =>
        Line(Head, ("v", (long)Version), ("server", server.AbsoluteUri), ("user", userName));

    public static bool IsOf(GwsData head, Uri server, string userName) =>
        head.Int("v") == Version && head.Text("server") == server.AbsoluteUri && head.Text("user") == userName;

    public static GwsData OfClean(string handle) => Line(Clean, ("h", handle));

    public static GwsData OfSent(GwsUnansweredRequest request) => Line(
        Sent, ("ref", request.Key), ("id", request.ReferenceId), ("op", request.Operation), ("h", request.RecordHandle),
            ("campaign", request.CampaignName), ("at", Text(request.SentAt)));

    public static GwsData OfAnswered(string key) => Line(Answered, ("ref", key));

    public static GwsUnansweredRequest ReadSent(GwsData line) => new()
    {
        Key = line.Text("ref") ?? string.Empty,
        ReferenceId = line.Text("id"),
        Operation = line.Text("op") ?? string.Empty,
        RecordHandle = line.Text("h"),
        CampaignName = line.Text("campaign"),
        SentAt = Moment(line.Text("at")),
    };

    public static GwsData OfRecord(GwsRecord record)
    {
        var pending = new GwsData();
        Set(pending, "result", (long?)record.Pending.CallResult?.Number);
        Set(pending, "dnc", record.Pending.DoNotCall?.ToString());
        if (record.Pending.Schedule is { } schedule)
        {
            Set(pending, "at", Text(schedule.At));
            Set(pending, "by", schedule.CallbackType.ToString());
        }

        if (record.Pending.Fields.Count > 0)
        {
            pending.Set("fields", record.Pending.Fields);
        }

        return Line(
            Record,
            ("h", record.RecordHandle),
            ("campaign", record.CampaignName),
            ("list", record.CallingList),
            ("app", record.ApplicationId),
            ("device", record.DevicePath),
            ("chain", record.ChainId),
            ("phone", record.Phone),
            ("zone", (long?)record.TimeZoneOffset?.TotalSeconds),
            ("state", record.State.ToString()),
            ("pending", pending.Freeze()));
    }

    /// <summary>The record of a line as far as it was kept.</summary>
    public static RestoredRecord ReadRecord(GwsData line)
    {
        var pending = line.Object("pending");
        var state = Enum.TryParse(line.Text("state"), out GwsRecordState known) ? known : GwsRecordState.Unknown;
        return new RestoredRecord(
            new RecordUpdate
            {
                Handle = line.Text("h"),
                CampaignName = line.Text("campaign"),
                CallingList = line.Text("list"),
                ApplicationId = line.Number("app"),
                DevicePath = line.Text("device"),
                ChainId = line.Number("chain"),
                Phone = line.Text("phone"),
                TimeZoneOffsetSeconds = line.Number("zone"),
            },

            // The call, if it is still there, is found again when the session reads the calls.
            state == GwsRecordState.Calling ? GwsRecordState.Called : state,
            new GwsPendingChanges
            {
                CallResult = pending.Int("result") is { } result ? GwsCallResult.FromInt32(result) : null,
                DoNotCall = Enum.TryParse(pending.Text("dnc"), out GwsChainScope scope) ? scope : null,
                Schedule = pending.Text("at") is { } at && Enum.TryParse(pending.Text("by"), out GwsCallbackType by)
                    ? new GwsSchedule(Moment(at), by) : null,
                Fields = pending.Object("fields") ?? GwsData.Empty,
            });
    }

    private static string Text(DateTimeOffset at) => at.ToString("o", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            ? at : DateTimeOffset.MinValue;

    private static GwsData Line(string kind, params (string Name, object? Value)[] members)
    {
        var line = new GwsData();
        line.Set("t", kind);
        foreach (var (name, value) in members)
        {
            Set(line, name, value);
        }

        return line;
    }

    private static void Set(GwsData line, string name, object? value)
    {
        if (value is not null)
        {
            line.Set(name, value);
        }
    }
}

/// <summary>A record as the journal kept it.</summary>
internal sealed record RestoredRecord(RecordUpdate Update, GwsRecordState State, GwsPendingChanges Pending);
