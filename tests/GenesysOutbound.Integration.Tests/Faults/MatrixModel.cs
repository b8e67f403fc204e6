using System;
using System.Collections.Generic;
using System.Linq;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>The table of expectations for faults that the server makes. docs/fault-matrix.md is made from it.</summary>
internal static class Matrix
{
    private const string OfEvents = "a GET waits for no event";

    private static readonly Expected Done = Expected.Done;
    private static readonly Expected Broken = Expected.Broken;
    private static readonly Expected NoAcknowledgement = Expected.NoAcknowledgement;
    private static readonly Expected Gap = Expected.Gap;
    private static readonly Expected TimedOut = Not(GwsErrorIds.WaitTimeout);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static IReadOnlyList<Fault> Replies { get; } =
    [
        Of("reset before it was processed", SimulatorFaultKind.DropBefore, Broken, Done, Done),
        Of("reset after it was processed", SimulatorFaultKind.DropAfter, Done, Done, Done),
        Of("closed after it was processed, without a reply", SimulatorFaultKind.CloseAfter, Done, Done, Done),
        Of("reply cut in half", SimulatorFaultKind.CutReply, Done, Done, Done),
        Of("reply stalls in the middle", SimulatorFaultKind.StallReply, Done, Not(GwsErrorIds.ConnectTimeout), Done)
            with { IsSilent = true },
        Of("reply never comes, the acknowledgement does", SimulatorFaultKind.DelayReply, Done, Not(GwsErrorIds.ConnectTimeout),
            Done, fault => fault.Delay = Day) with { IsSilent = true },
        Of("reply comes byte by byte", SimulatorFaultKind.SlowReply, Done, Done, Done),
        Of("reply is broken JSON", SimulatorFaultKind.Garbage, Broken, Not(GwsErrorIds.NotJson), Done),
        Of("reply is JSON that ends too early", SimulatorFaultKind.Garbage, Broken, Not(GwsErrorIds.NotJson), Done, fault =>
            fault.Body = "{\"statusCode\":0,\"data"),
        Of("reply is too large", SimulatorFaultKind.Oversized, Broken, Not(GwsErrorIds.ReplyTooLarge), Gap, fault =>
            fault.Size = 300_000),
        Of("reply is nested 10,000 deep", SimulatorFaultKind.DeepJson, Broken, Not(GwsErrorIds.NotJson), Done),
        Of("reply has the wrong content type", SimulatorFaultKind.WrongContentType, Done, Done, Done),
        Of("reply is an HTML login page with status 200", SimulatorFaultKind.Html, Not(GwsErrorIds.NotJson),
            Not(GwsErrorIds.NotJson), Done),
        Status("301 to another origin", 301, Not(GwsErrorIds.RedirectRefused), Not(GwsErrorIds.RedirectRefused), Done,
            SimulatorFaultKind.Redirect),
        Status("302 to another origin", 302, Not(GwsErrorIds.RedirectRefused), Not(GwsErrorIds.RedirectRefused), Done,
            SimulatorFaultKind.Redirect),
    ];

    /// <summary>The request was not processed unless the name says so.</summary>
    public static IReadOnlyList<Fault> Statuses { get; } =
    [
        Status("401 once", 401, Done, Done, Done),
        Status("401 again after a new login", 401, Not(GwsErrorIds.AuthenticationFailed), Not(GwsErrorIds.AuthenticationFailed),
            Not(GwsErrorIds.SessionLost), count: 999),
        Status("403, CSRF token refused once", 403, Done, Done, Done, body: "Missing or invalid Csrf token"),
        Status("403, CSRF token refused again", 403, Not(GwsErrorIds.CsrfRefused), Not(GwsErrorIds.CsrfRefused),
            Not(GwsErrorIds.SessionLost), body: "Missing or invalid Csrf token", count: 999),
        Status("403, feature or permission missing", 403, Not(GwsErrorIds.PermissionMissing), Not(GwsErrorIds.PermissionMissing),
            Done, body: "{\"statusCode\":5,\"statusMessage\":\"no permission\"}"),
        Status("404", 404, Not(GwsErrorIds.HttpError), Not(GwsErrorIds.HttpError), Done),
        Status("408", 408, Not(GwsErrorIds.HttpError), Done, Done),
        Status("413", 413, Not(GwsErrorIds.HttpError), Not(GwsErrorIds.HttpError), Done),
        Status("429", 429, Not(GwsErrorIds.TooManyRequests), Done, Done),
        Status("429 with Retry-After", 429, Not(GwsErrorIds.TooManyRequests), Done, Done, retryAfter: "0"),
        Status("429 with a Retry-After of an hour", 429, Not(GwsErrorIds.TooManyRequests), Not(GwsErrorIds.TooManyRequests), Done,
            retryAfter: "3600", count: 9),
        Status("500", 500, Broken, Not(GwsErrorIds.HttpError), Done),
        Status("502", 502, Broken, Done, Done),
        Status("503", 503, Broken, Done, Done),
        Status("503 with Retry-After", 503, Not(GwsErrorIds.HttpError), Done, Done, retryAfter: "0"),
        Status("504", 504, Broken, Done, Done),
        Status("500 after it was processed", 500, Done, Not(GwsErrorIds.HttpError), Done, SimulatorFaultKind.StatusAfter),
        Status("504 after it was processed", 504, Done, Done, Done, SimulatorFaultKind.StatusAfter),
    ];

    public static IReadOnlyList<Fault> Sessions { get; } =
    [
        Whole("server is down", Expected.Refused, Expected.Refused, TimedOut, stage =>
        {
            stage.Simulator.Suspend();
            stage.WaitUntilNoticed();
        }),
        Whole("HTTP session expired before", Done, Done, Done, stage => stage.Simulator.ExpireHttp()),
        Whole("Bayeux session expired before", Done, Done, Gap, stage => stage.Simulator.ExpireBayeux())
            with { LeavesGap = true },
        Whole("server restarted before", Done, Done, Gap, stage => stage.Simulator.Restart()) with { LeavesGap = true },
        Whole("all connections cut before", Done, Done, Done, stage => stage.CutConnections()),
        Whole("server's clock jumps ahead by a day", Done, Done, Done, stage => stage.Simulator.AdvanceClock(Day)),
        Whole("client's clock jumps ahead by a day", Done, Done, Done, stage => stage.SetClientClock(Day)),
        Whole("client's clock jumps back by a day", Done, Done, Done, stage => stage.SetClientClock(-Day)),
    ];

    public static IReadOnlyList<Fault> Events { get; } =
    [
        Event("acknowledgement lost", SimulatorFaultKind.LoseEvent, NoAcknowledgement, TimedOut),
        Event("acknowledgement late, beyond the wait", SimulatorFaultKind.DelayEvent, NoAcknowledgement, TimedOut, Day),
        Event("acknowledgement late, within the wait", SimulatorFaultKind.DelayEvent, Done, Done, TimeSpan.FromMilliseconds(100)),
        Event("acknowledgement twice", SimulatorFaultKind.DuplicateEvent, Done, Done),
        Event("acknowledgement with another reference id", SimulatorFaultKind.WrongReferenceId, NoAcknowledgement, Done,
            byEvent: Done),
        Event("acknowledgement after the event that follows it", SimulatorFaultKind.ReorderEvent, Done, Done),
        Event("acknowledgements of several operations in swapped order", SimulatorFaultKind.ReorderEvent, Done, Done,
            TimeSpan.FromMilliseconds(100)),
    ];

    public static IReadOnlyList<Fault> Faults { get; } = [.. Replies, .. Statuses, .. Sessions, .. Events];

    public static Fault Find(string name) => Faults.Single(fault => fault.Name == name);

    private static Expected Not(string errorId) => Expected.Not(errorId);

    private static Fault Of(string name, SimulatorFaultKind kind, Expected command, Expected read, Expected wait,
        Action<SimulatorFault>? set = null) => new(
        name,
        () =>
        {
            var fault = new SimulatorFault { Kind = kind };
            set?.Invoke(fault);
            return fault;
        },
        command,
        read,
        wait);

    private static Fault Status(
        string name, int status, Expected command, Expected read, Expected wait,
            SimulatorFaultKind kind = SimulatorFaultKind.Status, string? body = null, string? retryAfter = null, int count = 1) =>
            new(
        name,
        () => new SimulatorFault { Kind = kind, StatusCode = status, Body = body, RetryAfter = retryAfter, Count = count,
            Location = "http://elsewhere.example.com/login" },
        command,
        read,
        wait);

    private static Fault Whole(string name, Expected command, Expected read, Expected wait, Action<Stage> strike) =>
        new(name, null, command, read, wait) { Strike = strike };

    private static Fault Event(string name, SimulatorFaultKind kind, Expected command, Expected wait, TimeSpan delay = default,
        Expected? byEvent = null) => new(
        name, () => new SimulatorFault { Kind = kind, Path = "/v2/me/*", Delay = delay, Count = int.MaxValue }, command, null,
            wait) { ByEvent = byEvent, Reason = OfEvents };
}
