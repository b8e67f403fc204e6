using GenesysOutbound.Client;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>
/// What comes of an operation that meets a fault, as the caller sees it and as the server's ledger must show it.
/// </summary>
internal enum Fate
{
    /// <summary>It succeeds, and the server carried it out once.</summary>
    Done,

    /// <summary>It fails with a clear error, and the server did not carry it out.</summary>
    NotDone,

    /// <summary>It fails as "outcome unknown". The server carried it out once, or not at all; never twice.</summary>
    Unknown,

    /// <summary>A wait only: the event may be lost, the log says so with a gap, and what comes after it is seen.</summary>
    Gap,
}

/// <summary>The expectation of one cell.</summary>
/// <param name="Fate">What comes of it.</param>
/// <param name="ErrorId">The error, or null for none.</param>
/// <param name="OrErrorId">Another error that says the same, where it depends on which component notices the fault first.</param>
internal sealed record Expected(Fate Fate, string? ErrorId = null, string? OrErrorId = null)
{
    public static Expected Done { get; } = new(Fate.Done);

    /// <summary>The connection or the reply broke: the outcome cannot be known.</summary>
    public static Expected Broken { get; } = new(Fate.Unknown, GwsErrorIds.OutcomeUnknown);

    /// <summary>Accepted, but the event did not come.</summary>
    public static Expected NoAcknowledgement { get; } = new(Fate.Unknown, GwsErrorIds.AcknowledgementTimeout);

    public static Expected Gap { get; } = new(Fate.Gap);

    public static Expected Not(string errorId, string? orErrorId = null) => new(Fate.NotDone, errorId, orErrorId);

    /// <summary>
    /// No connection can be opened: a read fails by itself, a command is held while the session reconnects, and nothing is sent.
    /// </summary>
    public static Expected Refused { get; } = Not(GwsErrorIds.ConnectionFailed, GwsErrorIds.SessionReconnecting);

    /// <summary>Whether an error is one of those that may come; null for none.</summary>
    public bool Allows(string? errorId) => errorId == ErrorId || (errorId is not null && errorId == OrErrorId);

    private string? Errors => OrErrorId is null ? ErrorId : ErrorId + " or " + OrErrorId;

    /// <summary>As it stands in the column of a kind of operation.</summary>
    public string Text(OperationKind kind) => kind switch
    {
        OperationKind.Read => Fate == Fate.Done ? "succeeds" : "fails: " + Errors,
        OperationKind.Wait => Fate switch
        {
            Fate.Done => "seen",
            Fate.Gap => "gap announced, the next is seen",
            _ => "ends: " + Errors,
        },
        _ => ToString(),
    };

    public override string ToString() => Fate switch
    {
        Fate.Done => "done, once",
        Fate.NotDone => "not done: " + Errors,
        Fate.Gap => "gap announced",
        _ => "unknown: " + Errors,
    };
}
