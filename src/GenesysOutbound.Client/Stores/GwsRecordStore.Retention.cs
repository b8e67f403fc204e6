using System.Linq;

namespace GenesysOutbound.Client;

/// <content>Which records are forgotten, and when.</content>
public sealed partial class GwsRecordStore
{
    private void Forget(string? otherName)
    {
        if (otherName is not null)
        {
            _otherNames.Remove(otherName);
        }
    }

    // What has changes, a call or a request under way is not forgotten, however many there are.
    private static bool CanGiveWay(RecordEntry entry) =>
        entry.Pending.IsEmpty && entry.Unanswered.Count == 0 && !entry.IsBusy && entry.State != GwsRecordState.Calling;

    // Keeps the number of records that nobody works on within the history, and the number of all within the limit.
    private void Retain(RecordEntry entry)
    {
        _chains.Note(entry);
        if (entry.IsHeld || entry.IsBusy)
        {
            entry.FinishedOrder = 0;
            if (_limit.IsExceededBy(_byHandle.Count - _notHeld.Count))
            {
                GiveWayTo(entry);
            }

            return;
        }

        if (entry.FinishedOrder == 0)
        {
            entry.FinishedOrder = ++_order;
            _notHeld.Enqueue((entry.Handle, entry.FinishedOrder));
        }

        while (_notHeld.Count > _history)
        {
            var (handle, order) = _notHeld.Dequeue();
            if (_byHandle.TryGetValue(handle, out var oldest) && oldest.FinishedOrder == order)
            {
                Remove(oldest);
            }
        }
    }

    private void GiveWayTo(RecordEntry entry)
    {
        var others = _byHandle.Values.Where(other => other != entry && CanGiveWay(other));
        foreach (var victim in _limit.Victims(_byHandle.Count - _notHeld.Count, others, other => other.ReceivedAt))
        {
            Remove(victim);
        }
    }

    private void Remove(RecordEntry entry)
    {
        _byHandle.Remove(entry.Handle);
        _chains.Forget(entry);
        Forget(entry.CallId);
        Forget(entry.Alias);
    }
}
