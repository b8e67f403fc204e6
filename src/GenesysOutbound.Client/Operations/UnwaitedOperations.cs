using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client.Operations;

/// <summary>
/// Requests that were accepted and that nobody waits for: until they are answered, or their time is up, they tell which requests
/// would be doubled. There may be thousands, and each request and each event asks, so that none of them looks at all. Used under
/// the lock of <see cref="PendingOperations"/>.
/// </summary>
internal sealed class UnwaitedOperations
{
    private const int LeastToForget = 64;

    private readonly Dictionary<string, List<PendingOperation>> _byRecord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PendingOperation>> _byReference = new(StringComparer.Ordinal);
    private readonly List<PendingOperation> _withoutReference = [];
    private int _count;
    private int _forgetAt = LeastToForget;

    /// <summary>Adds a request about a record.</summary>
    public void Add(PendingOperation operation)
    {
        if (_count >= _forgetAt)
        {
            ForgetAnswered();
        }

        _count++;
        Add(_byRecord, operation.RecordHandle!, operation);
        if (operation.ReferenceId is { } reference)
        {
            Add(_byReference, reference, operation);
        }
        else
        {
            _withoutReference.Add(operation);
        }
    }

    /// <summary>Whether one for a record is open.</summary>
    public bool IsUnderWay(string recordHandle) =>
        _byRecord.TryGetValue(recordHandle, out var operations) && operations.Exists(IsOpen);

    /// <summary>The open ones that a notification with this reference id, or without one, may answer.</summary>
    public IEnumerable<PendingOperation> Candidates(string? referenceId)
    {
        if (_count == 0)
        {
            return [];
        }

        IEnumerable<PendingOperation> named =
            referenceId is not null && _byReference.TryGetValue(referenceId, out var operations) ? operations : [];
        return named.Concat(_withoutReference).Where(IsOpen);
    }

    public void Clear()
    {
        _byRecord.Clear();
        _byReference.Clear();
        _withoutReference.Clear();
        _count = 0;
    }

    // Each time there are twice as many as were open the time before: the cost for one request stays the same.
    private void ForgetAnswered()
    {
        var open = _byRecord.Values.SelectMany(static operations => operations)
            .Where(IsOpen).ToList();
        Clear();
        _forgetAt = Math.Max(LeastToForget, 2 * open.Count);
        open.ForEach(Add);
    }

    private static bool IsOpen(PendingOperation operation) => !operation.Answer.Task.IsCompleted;

    private static void Add(Dictionary<string, List<PendingOperation>> index, string key, PendingOperation operation)
    {
        if (!index.TryGetValue(key, out var operations))
        {
            index.Add(key, operations = []);
        }

        operations.Add(operation);
    }
}
