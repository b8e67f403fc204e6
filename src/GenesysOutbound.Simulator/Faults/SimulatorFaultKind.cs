namespace GenesysOutbound.Simulator;

/// <summary>What a fault breaks.</summary>
public enum SimulatorFaultKind
{
    /// <summary>The request waits <see cref="SimulatorFault.Delay"/> before it is processed.</summary>
    Delay,

    /// <summary>The answer waits <see cref="SimulatorFault.Delay"/> after the request was processed.</summary>
    DelayReply,

    /// <summary>
    /// <see cref="SimulatorFault.StatusCode"/> and <see cref="SimulatorFault.Body"/> are answered; the request is not processed.
    /// </summary>
    Status,

    /// <summary>
    /// The request is processed, but <see cref="SimulatorFault.StatusCode"/> and <see cref="SimulatorFault.Body"/> are answered.
    /// </summary>
    StatusAfter,

    /// <summary>The connection is reset; the request is not processed.</summary>
    DropBefore,

    /// <summary>The request is processed, then the connection is reset without an answer.</summary>
    DropAfter,

    /// <summary>The request is processed; half of the answer is sent, then the connection is reset.</summary>
    CutReply,

    /// <summary>The request is processed; half of the answer is sent, then nothing more until the client gives up.</summary>
    StallReply,

    /// <summary>The request is processed; the answer comes in pieces, <see cref="SimulatorFault.Delay"/> apart.</summary>
    SlowReply,

    /// <summary>The request is processed; the connection is closed in an orderly way in place of an answer.</summary>
    CloseAfter,

    /// <summary>HTTP 200 and invalid JSON; the request is not processed.</summary>
    Garbage,

    /// <summary>HTTP 200 and an HTML login page; the request is not processed.</summary>
    Html,

    /// <summary>
    /// HTTP 302 (or <see cref="SimulatorFault.StatusCode"/>) to <see cref="SimulatorFault.Location"/>; the request is not
    /// processed.
    /// </summary>
    Redirect,

    /// <summary>HTTP 200 and JSON nested 10,000 deep; the request is not processed.</summary>
    DeepJson,

    /// <summary>HTTP 200 and JSON of <see cref="SimulatorFault.Size"/> bytes; the request is not processed.</summary>
    Oversized,

    /// <summary>The request is processed; its content type is <c>text/plain</c>.</summary>
    WrongContentType,

    /// <summary>The agent's Bayeux sessions are forgotten before the request is processed.</summary>
    ExpireBayeux,

    /// <summary>The agent's HTTP sessions are forgotten before the request is processed.</summary>
    ExpireHttp,

    /// <summary>The event is not delivered.</summary>
    LoseEvent,

    /// <summary>The event is delivered twice.</summary>
    DuplicateEvent,

    /// <summary>The event is delivered <see cref="SimulatorFault.Delay"/> late.</summary>
    DelayEvent,

    /// <summary>
    /// The event is delivered after the one that follows it. The last event of a change has none; it waits for the agent's next
    /// change, at most
    /// <see cref="SimulatorFault.Delay"/> (none: it does not wait).
    /// </summary>
    ReorderEvent,

    /// <summary>The event carries another reference id.</summary>
    WrongReferenceId,
}
