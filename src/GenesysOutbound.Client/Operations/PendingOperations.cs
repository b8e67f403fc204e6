using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client.Operations;

/// <summary>The operations of a session that wait for their events. An operation is in here before its request leaves.</summary>
internal sealed class PendingOperations
{
    private readonly object _gate = new();
    private readonly Dictionary<string, PendingOperation> _byReference = new(StringComparer.Ordinal);
    private readonly List<PendingOperation> _withoutReference = [];
    private readonly List<(string? Handle, string? Campaign)> _duplicates = [];
    private readonly UnwaitedOperations _unwaited = new();
    private GwsException? _ended;

    public void Add(PendingOperation operation)
    {
        lock (_gate)
        {
            if (_ended is not null)
            {
                throw new GwsException(GwsErrorIds.SessionClosed, "The session is closed.");
            }

            if (operation.ReferenceId is null)
            {
                _withoutReference.Add(operation);
            }
            else if (_byReference.ContainsKey(operation.ReferenceId))
            {
                throw new GwsException(
                    GwsErrorIds.ReferenceIdInUse, "A request with the reference id " + operation.ReferenceId
                        + " is still waiting for its answer.");
            }
            else
            {
                _byReference.Add(operation.ReferenceId, operation);
            }
        }
    }

    public void Remove(PendingOperation operation)
    {
        lock (_gate)
        {
            if (operation.ReferenceId is null)
            {
                _withoutReference.Remove(operation);
            }
            else
            {
                _byReference.Remove(operation.ReferenceId);
            }
        }
    }

    /// <summary>
    /// The request was accepted and nobody waits for its answer. Until the answer comes, or the operation's time is up, it is
    /// still under way; see <see cref="IsUnderWay"/>.
    /// </summary>
    public void GoOnUnwaited(PendingOperation operation)
    {
        lock (_gate)
        {
            Remove(operation);
            if (operation.IsExclusive && _ended is null)
            {
                _unwaited.Add(operation);
            }
        }
    }

    /// <summary>Whether a request for a record that nobody waits for, and that allows no other beside it, is open.</summary>
    public bool IsUnderWay(string recordHandle)
    {
        lock (_gate)
        {
            return _unwaited.IsUnderWay(recordHandle);
        }
    }

    /// <summary>
    /// Shows a notification to the operations that it may answer. Its event is made only when there is one.
    /// </summary>
    public void TryComplete(ref ReceivedNotification notification)
    {
        var parsed = notification.Parsed;
        PendingOperation? named = null;
        PendingOperation? refused = null;
        PendingOperation[] others = [];
        lock (_gate)
        {
            if (parsed.ReferenceId is not null)
            {
                _byReference.TryGetValue(parsed.ReferenceId, out named);
            }

            if (parsed.Kind is NotificationKind.OutboundError or NotificationKind.NoRecords)
            {
                if (parsed.ReferenceId is not null)
                {
                    ExpectDuplicate(parsed);
                }
                else if (!IsDuplicate(parsed))
                {
                    refused = OnlyOneMeant(parsed);
                }
            }

            if (_withoutReference.Count > 0)
            {
                others = _withoutReference.ToArray();
            }

            if (_unwaited.Candidates(parsed.ReferenceId).ToArray() is { Length: > 0 } unwaited)
            {
                others = [.. others, .. unwaited];
            }
        }

        named?.TryComplete(notification.Event, parsed);
        refused?.Refuse(notification.Event);
        foreach (var other in others)
        {
            other.TryComplete(notification.Event, parsed);
        }
    }

    /// <summary>Ends every wait: no answer will come any more.</summary>
    public void End(string reason)
    {
        List<PendingOperation> waiting;
        lock (_gate)
        {
            _ended ??= new GwsException(GwsErrorIds.SessionClosed, reason);
            waiting = _byReference.Values.Concat(_withoutReference).ToList();
            _unwaited.Clear();
        }

        foreach (var operation in waiting)
        {
            operation.Answer.TrySetException(new GwsException(
                GwsErrorIds.OutcomeUnknown, reason + " The answer to a request that was sent (" + operation.Operation
                    + ") had not come: its outcome is unknown.")
            {
                Operation = operation.Operation,
                ReferenceId = operation.ReferenceId,
                RecordHandle = operation.RecordHandle,
            });

            // Nobody may be looking any more.
            _ = operation.Answer.Task.Exception;
        }
    }

    // An error with a reference id is followed by its raw duplicate without one, which must not be taken for the answer to the
    // next request.
    private void ExpectDuplicate(ParsedNotification parsed)
    {
        const int enough = 64;
        if (_duplicates.Count == enough)
        {
            _duplicates.RemoveAt(0);
        }

        _duplicates.Add((parsed.RecordHandle, parsed.CampaignName));
    }

    private bool IsDuplicate(ParsedNotification parsed)
    {
        var at = _duplicates.FindIndex(other => other.Handle == parsed.RecordHandle
            && (other.Campaign is null || parsed.CampaignName is null || other.Campaign == parsed.CampaignName));
        if (at >= 0)
        {
            _duplicates.RemoveAt(at);
        }

        return at >= 0;
    }

    // The outbound server's own errors carry no reference id. They are believed only when there is no doubt whom they mean.
    private PendingOperation? OnlyOneMeant(ParsedNotification parsed)
    {
        PendingOperation? found = null;
        foreach (var operation in _byReference.Values)
        {
            var meant = parsed.RecordHandle is not null
                ? operation.RecordHandle == parsed.RecordHandle
                : parsed.CampaignName is not null
                    && string.Equals(operation.CampaignName, parsed.CampaignName, StringComparison.OrdinalIgnoreCase);

            // "No records" may be for a request that nobody waits for any more; it is no answer to any other kind.
            if (meant && (parsed.Kind != NotificationKind.NoRecords || operation.AsksForRecord))
            {
                if (found is not null)
                {
                    return null;
                }

                found = operation;
            }
        }

        return found;
    }
}
