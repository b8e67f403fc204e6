using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Reliability.Tests.Faults;

/// <summary>What comes of an operation that meets a fault, as the caller sees it and as the server's ledger must show it.</summary>
internal enum Fate
{
    /// <summary>It succeeds, and the server carried it out once.</summary>
    Done,

    /// <summary>It fails with a clear error, and the server did not carry it out.</summary>
    NotDone,

    /// <summary>It fails as "outcome unknown". The server carried it out once, or not at all; never twice.</summary>
    Unknown,
}

/// <summary>The expectation of one cell.</summary>
internal sealed record Expected(Fate Fate, string? ErrorId = null)
{
    /// <summary>As it stands in the table; reading may take more than one request.</summary>
    public string Text(bool isRead) => !isRead ? ToString() : Fate == Fate.Done ? "succeeds" : "fails: " + ErrorId;

    public override string ToString() => Fate switch
    {
        Fate.Done => "done, once",
        Fate.NotDone => "not done: " + ErrorId,
        _ => "unknown: " + ErrorId,
    };
}

/// <summary>One kind of fault: how it is made, and what each kind of operation makes of it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Make">The fault at the server, for one operation; null for a fault of the whole server.</param>
/// <param name="Command">What comes of an operation that changes something.</param>
/// <param name="Read">What comes of a request that only reads; null when the fault is about events, which reading does not wait for.</param>
internal sealed record Fault(string Name, Func<SimulatorFault>? Make, Expected Command, Expected? Read)
{
    /// <summary>What is done to the whole server before the operations begin.</summary>
    public Action<GwsSimulator>? Strike { get; init; }

    /// <summary>Whether the session has to be whole again, with its gap in the log, before the operations begin.</summary>
    public bool LeavesGap { get; init; }

    /// <summary>The answer to Dial where it differs: it is known by the event of the call, not by a reference id.</summary>
    public Expected? Dial { get; init; }

    public Expected? For(string operation) => operation == Matrix.Read ? Read : operation == Matrix.Dial ? Dial ?? Command : Command;

    public override string ToString() => Name;
}

/// <summary>The table of expectations. docs/fault-matrix.md is made from it.</summary>
internal static class Matrix
{
    public const string Read = "GET";
    public const string Dial = "Dial";

    private static readonly Expected Done = new(Fate.Done);
    private static readonly Expected Broken = new(Fate.Unknown, GwsErrorIds.OutcomeUnknown);
    private static readonly Expected NoAcknowledgement = new(Fate.Unknown, GwsErrorIds.AcknowledgementTimeout);

    public static IReadOnlyList<string> Operations { get; } =
    [
        Read, "StartPreviewSession", "GetPreviewRecord", "GetChainedRecord", "RejectRecord", "CancelRecord", "UpdateRecord", "RescheduleRecord",
        "DoNotCallRecord", "CompleteRecord", "AddRecord", Dial,
    ];

    public static IReadOnlyList<Fault> Faults { get; } =
    [
        // Connections.
        new("connection refused", null, Not(GwsErrorIds.ConnectionFailed), Not(GwsErrorIds.ConnectionFailed)) { Strike = simulator => simulator.Suspend() },
        Of("reset before it was processed", SimulatorFaultKind.DropBefore, Broken, Done),
        Of("reset after it was processed", SimulatorFaultKind.DropAfter, Done, Done),
        Of("closed after it was processed, without a reply", SimulatorFaultKind.CloseAfter, Done, Done),
        Of("reply cut in half", SimulatorFaultKind.CutReply, Done, Done),
        Of("reply stalls in the middle", SimulatorFaultKind.StallReply, Done, Not(GwsErrorIds.ConnectTimeout)),
        Of("reply comes byte by byte", SimulatorFaultKind.SlowReply, Done, Done),

        // Replies.
        Of("reply is broken JSON", SimulatorFaultKind.Garbage, Broken, Not(GwsErrorIds.NotJson)),
        Of("reply is too large", SimulatorFaultKind.Oversized, Broken, Not(GwsErrorIds.ReplyTooLarge), fault => fault.Size = 300_000),
        Of("reply is nested 10,000 deep", SimulatorFaultKind.DeepJson, Broken, Not(GwsErrorIds.NotJson)),
        Of("reply has the wrong content type", SimulatorFaultKind.WrongContentType, Done, Done),
        Of("reply is an HTML login page with status 200", SimulatorFaultKind.Html, Not(GwsErrorIds.NotJson), Not(GwsErrorIds.NotJson)),
        Status("301 to another origin", 301, Not(GwsErrorIds.RedirectRefused), Not(GwsErrorIds.RedirectRefused), SimulatorFaultKind.Redirect),
        Status("302 to another origin", 302, Not(GwsErrorIds.RedirectRefused), Not(GwsErrorIds.RedirectRefused), SimulatorFaultKind.Redirect),

        // Statuses; the request was not processed unless it says so.
        Status("401 once", 401, Done, Done),
        Status("401 again after a new login", 401, Not(GwsErrorIds.AuthenticationFailed), Not(GwsErrorIds.AuthenticationFailed), count: 9),
        Status("403, CSRF token refused once", 403, Done, Done, body: "Missing or invalid Csrf token"),
        Status("403, CSRF token refused again", 403, Not(GwsErrorIds.CsrfRefused), Not(GwsErrorIds.CsrfRefused), body: "Missing or invalid Csrf token", count: 9),
        Status("403, feature or permission missing", 403, Not(GwsErrorIds.PermissionMissing), Not(GwsErrorIds.PermissionMissing), body: "{\"statusCode\":5,\"statusMessage\":\"no permission\"}"),
        Status("404", 404, Not(GwsErrorIds.HttpError), Not(GwsErrorIds.HttpError)),
        Status("408", 408, Not(GwsErrorIds.HttpError), Done),
        Status("413", 413, Not(GwsErrorIds.HttpError), Not(GwsErrorIds.HttpError)),
        Status("429", 429, Not(GwsErrorIds.TooManyRequests), Done),
        Status("429 with Retry-After", 429, Not(GwsErrorIds.TooManyRequests), Done, retryAfter: "0"),
        Status("429 with a Retry-After of an hour", 429, Not(GwsErrorIds.TooManyRequests), Not(GwsErrorIds.TooManyRequests), retryAfter: "3600", count: 9),
        Status("500", 500, Broken, Not(GwsErrorIds.HttpError)),
        Status("502", 502, Broken, Done),
        Status("503", 503, Broken, Done),
        Status("503 with Retry-After", 503, Not(GwsErrorIds.HttpError), Done, retryAfter: "0"),
        Status("504", 504, Broken, Done),
        Status("500 after it was processed", 500, Done, Not(GwsErrorIds.HttpError), SimulatorFaultKind.StatusAfter),
        Status("504 after it was processed", 504, Done, Done, SimulatorFaultKind.StatusAfter),

        // Sessions.
        new("HTTP session expired before", null, Done, Done) { Strike = simulator => simulator.ExpireHttp() },
        new("Bayeux session expired before", null, Done, Done) { Strike = simulator => simulator.ExpireBayeux(), LeavesGap = true },
        new("server restarted before", null, Done, Done) { Strike = simulator => simulator.Restart(), LeavesGap = true },
        new("all connections cut before", null, Done, Done) { Strike = simulator => simulator.DropConnections() },
        new("server's clock jumps by a day", null, Done, Done) { Strike = simulator => simulator.AdvanceClock(TimeSpan.FromDays(1)) },

        // Events.
        Event("acknowledgement lost", SimulatorFaultKind.LoseEvent, NoAcknowledgement),
        Event("acknowledgement late, beyond the wait", SimulatorFaultKind.DelayEvent, NoAcknowledgement, TimeSpan.FromSeconds(4)),
        Event("acknowledgement late, within the wait", SimulatorFaultKind.DelayEvent, Done, TimeSpan.FromMilliseconds(100)),
        Event("acknowledgement twice", SimulatorFaultKind.DuplicateEvent, Done),
        Event("acknowledgement with another reference id", SimulatorFaultKind.WrongReferenceId, NoAcknowledgement, dial: Done),
    ];

    private static Expected Not(string errorId) => new(Fate.NotDone, errorId);

    private static Fault Of(string name, SimulatorFaultKind kind, Expected command, Expected read, Action<SimulatorFault>? set = null) => new(
        name,
        () =>
        {
            var fault = new SimulatorFault { Kind = kind };
            set?.Invoke(fault);
            return fault;
        },
        command,
        read);

    private static Fault Status(
        string name, int status, Expected command, Expected read, SimulatorFaultKind kind = SimulatorFaultKind.Status, string? body = null, string? retryAfter = null, int count = 1) => new(
        name,
        () => new SimulatorFault { Kind = kind, StatusCode = status, Body = body, RetryAfter = retryAfter, Count = count, Location = "http://elsewhere.example.com/login" },
        command,
        read);

    private static Fault Event(string name, SimulatorFaultKind kind, Expected command, TimeSpan delay = default, Expected? dial = null) => new(
        name, () => new SimulatorFault { Kind = kind, Path = "/v2/me/*", Delay = delay, Count = int.MaxValue }, command, null) { Dial = dial };

    /// <summary>Whether a fault is about events: then it is not tied to one operation.</summary>
    public static bool IsOfEvents(Fault fault) => fault.Make?.Invoke().Kind >= SimulatorFaultKind.LoseEvent;

    public static Fault Find(string name) => Faults.Single(fault => fault.Name == name);
}
