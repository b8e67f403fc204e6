using System;
using System.Collections.Generic;

namespace GenesysOutbound.Desktop.ServiceClientApi;

/// <summary>What an interaction of the Service Client API stands for.</summary>
internal enum InteractionKind
{
    /// <summary>A record that was delivered for preview and has no call yet.</summary>
    Preview,

    /// <summary>A call; with or without a record.</summary>
    Voice,

    /// <summary>An e-mail.</summary>
    Email,
}

/// <summary>
/// One interaction. A preview record is known by an id of its own; when it is dialled, the interaction takes the id of the call,
/// and the earlier id still leads to it. Changed only by the registry, under its lock.
/// </summary>
internal sealed class Interaction
{
    private readonly List<string> _ids = [];
    private readonly HashSet<string> _calls = new(StringComparer.Ordinal);

    public Interaction(string id, InteractionKind kind, DateTimeOffset startedAt)
    {
        _ids.Add(id);
        Kind = kind;
        StartedAt = startedAt;
    }

    /// <summary>The present id.</summary>
    public string Id => _ids[_ids.Count - 1];

    /// <summary>Every id that the interaction has had, the first one first.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The id that the interaction had before the present one, or null.</summary>
    public string? ParentId => _ids.Count > 1 ? _ids[_ids.Count - 2] : null;

    public InteractionKind Kind { get; private set; }

    /// <summary>The record that was delivered, or null.</summary>
    public string? DeliveredHandle { get; set; }

    /// <summary>When that record was delivered: the same handle can be delivered again later, as another interaction.</summary>
    public DateTimeOffset DeliveredAt { get; set; }

    /// <summary>The reference id of the request that brought the record; null for a record that nobody asked for here.</summary>
    public string? Reference { get; set; }

    /// <summary>The record of the chain that was dialled last, or null.</summary>
    public string? DialedHandle { get; private set; }

    /// <summary>
    /// The record that requests about the interaction mean: the one that was dialled, else the one that was delivered.
    /// </summary>
    public string? Handle => DialedHandle ?? DeliveredHandle;

    /// <summary>The chain of the record, or null when it is not known.</summary>
    public (string? CallingList, long ChainId)? Chain { get; set; }

    public string? CallId { get; private set; }

    public string? EmailId { get; init; }

    /// <summary>The state as the last event said it.</summary>
    public string State { get; set; } = string.Empty;

    public string? PreviousState { get; set; }

    /// <summary>Whether the interaction is over: marked done.</summary>
    public bool IsDone { get; set; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Identifies the case and the bundle of interactions, as the desktop of the vendor does in user data.</summary>
    public string CaseId { get; } = Guid.NewGuid().ToString();

    public string BundleId { get; } = Guid.NewGuid().ToString();

    /// <summary>Whether the call has been taken over by the interaction already.</summary>
    public bool HasSeen(string callId) => _calls.Contains(callId);

    /// <summary>
    /// Takes over a call. A preview record gets the call's id, which is the registry's next number, unless the interaction began
    /// as the call.
    /// </summary>
    public void TakeCall(string callId, string? handle, string? newId)
    {
        _calls.Add(callId);
        CallId = callId;
        DialedHandle = handle ?? DialedHandle;
        Kind = InteractionKind.Voice;
        if (newId is not null)
        {
            _ids.Add(newId);
        }
    }
}
