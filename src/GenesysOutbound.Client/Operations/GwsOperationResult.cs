using System;
using System.Collections.Generic;
using GenesysOutbound.Client.Operations;

namespace GenesysOutbound.Client;

/// <summary>What was asked, what was answered, and how long it took.</summary>
public sealed record GwsOperationResult
{
    /// <summary>The operation, as it is called on the wire, for example <c>RejectRecord</c>.</summary>
    public string Operation { get; init; } = string.Empty;

    /// <summary>The reference id: the way to a late answer. Empty for an operation that has none on the wire.</summary>
    public string ReferenceId { get; init; } = string.Empty;

    /// <summary>The handle of the record; null for an operation without a record.</summary>
    public string? RecordHandle { get; init; }

    /// <summary>The campaign, or null.</summary>
    public string? CampaignName { get; init; }

    /// <summary>The calling list, or null.</summary>
    public string? CallingList { get; init; }

    /// <summary>The outbound server's application id, or null.</summary>
    public long? ApplicationId { get; init; }

    /// <summary>The voice device, or null.</summary>
    public string? DevicePath { get; init; }

    /// <summary>The call, or null.</summary>
    public string? CallId { get; init; }

    /// <summary>The e-mail, or null.</summary>
    public string? EmailId { get; init; }

    /// <summary>What is known about its outcome.</summary>
    public GwsOutcome Outcome { get; init; }

    /// <summary>The notification type of the answer, or null.</summary>
    public string? Answer { get; init; }

    /// <summary>The event that answered, or null.</summary>
    public GwsEvent? Event { get; init; }

    /// <summary>When the request was sent.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>From sending to the answer.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The record after the operation, or null.</summary>
    public GwsRecord? Record { get; init; }

    /// <summary>The records that came with the answer (a chain); empty for most operations.</summary>
    public IReadOnlyList<GwsRecord> Records { get; init; } = [];

    /// <summary>The call after the operation, or null.</summary>
    public GwsCall? Call { get; init; }

    /// <summary>The campaign after the operation, or null.</summary>
    public GwsCampaign? Campaign { get; init; }

    /// <summary>The e-mail after the operation, or null.</summary>
    public GwsEmail? Email { get; init; }

    /// <summary>
    /// The requests that were sent, in order, when the operation took several (completing a record with pending changes).
    /// </summary>
    public IReadOnlyList<GwsOperationResult> Steps { get; init; } = [];

    /// <summary>
    /// The caller's own object that the operation was begun for, so that answers can be matched with inputs; null when none was
    /// given.
    /// </summary>
    public object? InputObject { get; init; }

    /// <summary>How to find the answer of a request without a reference id that nobody waited for; else null.</summary>
    internal AnswerRule? Rule { get; init; }

    /// <summary>
    /// Chooses the events of the session's log that answer the operation: those with its reference id, or, where the request
    /// carries none, those after the request that the operation itself would have taken for its answer.
    /// </summary>
    /// <returns>
    /// The filter; null when the operation has no reference id and somebody has waited for its answer already, or when it is an
    /// object that was made by other code.
    /// </returns>
    public GwsEventFilter? AnswerFilter() =>
        ReferenceId.Length > 0 ? new GwsEventFilter { ReferenceId = ReferenceId }
        : Rule is { } rule ? new GwsEventFilter { After = rule.After, IncludeGaps = false, Condition = rule.IsAnswer }
        : null;

    /// <inheritdoc/>
    public override string ToString() =>
        GwsText.Clean($"{Operation} {RecordHandle ?? CallId ?? EmailId ?? CampaignName}: {Outcome}");
}
