using System;
using System.Collections.Generic;
using System.Linq;

namespace GenesysOutbound.Client;

/// <summary>
/// The e-mails that a session knows, kept current from events. Thread-safe. The oldest finished ones are forgotten.
/// </summary>
public sealed class GwsEmailStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, GwsEmail> _byId = new(StringComparer.Ordinal);
    private readonly Queue<string> _finished = new();
    private readonly int _history;
    private readonly StoreLimit _limit;

    internal GwsEmailStore(int history, StoreLimit? limit = null)
    {
        _history = history;
        _limit = limit ?? new StoreLimit("e-mails");
    }

    /// <summary>The e-mails, those without an update for longest first.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<GwsEmail> Snapshot()
    {
        lock (_gate)
        {
            return _byId.Values.OrderBy(email => email.UpdatedAt).ToList();
        }
    }

    /// <summary>Finds an e-mail.</summary>
    /// <param name="key">The e-mail's id.</param>
    /// <returns>The e-mail, or null.</returns>
    public GwsEmail? Find(string key)
    {
        if (key is null)
        {
            throw new ArgumentNullException(nameof(key));
        }

        lock (_gate)
        {
            return _byId.TryGetValue(key, out var email) ? email : null;
        }
    }

    internal GwsEmail Apply(GwsEmail update)
    {
        lock (_gate)
        {
            _byId.TryGetValue(update.EmailId, out var existing);
            var email = existing is null ? update : Merge(existing, update);
            _byId[email.EmailId] = email;
            foreach (var victim in _limit.Victims(
                _byId.Count - _finished.Count, _byId.Values.Where(other => !IsFinished(other)), other => other.UpdatedAt))
            {
                _byId.Remove(victim.EmailId);
            }

            if (IsFinished(email) && (existing is null || !IsFinished(existing)))
            {
                _finished.Enqueue(email.EmailId);
                while (_finished.Count > _history)
                {
                    var oldest = _finished.Dequeue();
                    if (_byId.TryGetValue(oldest, out var gone) && IsFinished(gone))
                    {
                        _byId.Remove(oldest);
                    }
                }
            }

            return email;
        }
    }

    /// <summary>Whether the agent has nothing to do with the e-mail any more.</summary>
    internal static bool IsFinished(GwsEmail email) =>
        email.State is "Completed" or "Canceled" or "Sent" or "Revoked" or "Transferred";

    private static GwsEmail Merge(GwsEmail existing, GwsEmail update) => update with
    {
        State = update.State ?? existing.State,
        Subject = update.Subject ?? existing.Subject,
        From = update.From ?? existing.From,
        To = update.To.Count > 0 ? update.To : existing.To,
        ReceivedDate = update.ReceivedDate ?? existing.ReceivedDate,
        UserData = update.UserData.Count > 0 ? update.UserData : existing.UserData,
        Data = update.Data.Count > 0 ? update.Data : existing.Data,
    };
}
