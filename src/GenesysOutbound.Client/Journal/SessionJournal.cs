using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace GenesysOutbound.Client.Journal;

/// <summary>
/// What a session must not forget when its process ends: changes that are pending on records, and requests without an answer.
/// Thread-safe. Nothing secret is kept; customers' data are, in the fields that were changed.
/// </summary>
internal sealed class SessionJournal : IDisposable
{
    /// <summary>Beyond this the file is rewritten when most of it is history.</summary>
    private const long RewriteAbove = 1024 * 1024;

    private readonly object _gate = new();
    private readonly Dictionary<string, GwsData> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GwsUnansweredRequest> _unanswered = new(StringComparer.Ordinal);
    private readonly JournalFile _file;
    private readonly GwsData _head;
    private long _rewriteAbove = RewriteAbove;
    private bool _disposed;

    private SessionJournal(JournalFile file, GwsData head)
    {
        _file = file;
        _head = head;
    }

    /// <summary>How many lines were damaged when the journal was opened.</summary>
    public int Damaged => _file.Damaged;

    /// <summary>Why the journal can no longer be written, or null. From then on nothing is sent.</summary>
    public string? Failure { get; private set; }

    /// <summary>The requests without an answer, oldest first.</summary>
    public IReadOnlyList<GwsUnansweredRequest> Unanswered
    {
        get
        {
            lock (_gate)
            {
                return _unanswered.Values.OrderBy(item => item.SentAt).ToList();
            }
        }
    }

    /// <summary>Opens a journal, or makes one.</summary>
    /// <exception cref="GwsException">It cannot be used, another session has it, or it belongs to another server or
    /// user.</exception>
    public static SessionJournal Open(string path, Uri server, string userName)
    {
        JournalFile? file = null;
        try
        {
            file = JournalFile.Open(path, out var lines);
            var head = JournalLines.OfHead(server, userName);
            if (!file.WasEmpty && !(lines.Count > 0 && JournalLines.KindOf(lines[0]) == JournalLines.Head
                && JournalLines.IsOf(lines[0], server, userName)))
            {
                throw new GwsException(GwsErrorIds.JournalMismatch,
                    "The file " + path + " is not a journal of " + userName + " at "
                    + server.Authority + "; it was not touched.");
            }

            var journal = new SessionJournal(file, head);
            journal.Replay(lines);
            file.Rewrite(journal.Lines());
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            file?.Dispose();
            const int sharingViolation = unchecked((int)0x80070020);
            const int wouldBlock = 11;
            var inUse = file is null && (e.HResult is sharingViolation or wouldBlock
                || e.Message.IndexOf("another process", StringComparison.Ordinal) >= 0);
            throw new GwsException(
                inUse ? GwsErrorIds.JournalInUse : GwsErrorIds.JournalFailed,
                inUse ? "The journal " + path + " is in use by another session."
                    : "The journal " + path + " cannot be used: " + e.Message,
                e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>The records with something pending or unanswered.</summary>
    public IReadOnlyList<RestoredRecord> Records()
    {
        lock (_gate)
        {
            return _records.Values.Select(JournalLines.ReadRecord).ToList();
        }
    }

    /// <summary>The requests about a record without an answer.</summary>
    public IReadOnlyList<GwsUnansweredRequest> UnansweredOf(string handle)
    {
        lock (_gate)
        {
            return _unanswered.Values.Where(item => item.RecordHandle == handle).OrderBy(item => item.SentAt).ToList();
        }
    }

    /// <summary>Keeps what is pending on a record. When it returns, that survives the end of the process.</summary>
    /// <exception cref="GwsException">It could not be written.</exception>
    public void Keep(GwsRecord record)
    {
        lock (_gate)
        {
            var handle = record.RecordHandle;
            if (!record.Pending.IsEmpty || _unanswered.Values.Any(item => item.RecordHandle == handle))
            {
                var line = JournalLines.OfRecord(record);
                Write(line);
                _records[handle] = line;
            }
            else
            {
                Forget(handle);
            }
        }
    }

    /// <summary>Keeps that a request is about to leave. Only then may it leave.</summary>
    /// <exception cref="GwsException">It could not be written; the request must not be sent.</exception>
    public void Sending(GwsUnansweredRequest request, GwsRecord? record)
    {
        lock (_gate)
        {
            if (Failure is not null)
            {
                throw new GwsException(GwsErrorIds.JournalFailed, "The journal cannot be written (" + Failure
                    + "); nothing was sent.");
            }

            if (record is not null && request.RecordHandle is { } handle && !_records.ContainsKey(handle))
            {
                var line = JournalLines.OfRecord(record);
                Write(line);
                _records[handle] = line;
            }

            Write(JournalLines.OfSent(request));
            _unanswered[request.Key] = request;
        }
    }

    /// <summary>The answer to a request is known, or it is known that it was not carried out.</summary>
    /// <returns>The request, or null when none of this key was open.</returns>
    public GwsUnansweredRequest? Answered(string key)
    {
        lock (_gate)
        {
            if (!_unanswered.TryGetValue(key, out var request))
            {
                return null;
            }

            _unanswered.Remove(key);
            Try(() =>
            {
                Write(JournalLines.OfAnswered(key));
                if (request.RecordHandle is { } handle && _records.TryGetValue(handle, out var line)
                    && JournalLines.ReadRecord(line).Pending.IsEmpty
                    && _unanswered.Values.All(item => item.RecordHandle != handle))
                {
                    Forget(handle);
                }
            });
            return request;
        }
    }

    /// <summary>Forgets what is pending and unanswered of a record.</summary>
    /// <exception cref="GwsException">It could not be written.</exception>
    public void Discard(string handle)
    {
        lock (_gate)
        {
            foreach (var request in _unanswered.Values.Where(item => item.RecordHandle == handle).ToList())
            {
                Write(JournalLines.OfAnswered(request.Key));
                _unanswered.Remove(request.Key);
            }

            Forget(handle);
        }
    }

    /// <summary>
    /// The session could not be opened, maybe because there is no such user: a journal that was made for it, and keeps nothing,
    /// must not stand in the way of the next attempt with another user name.
    /// </summary>
    public void RemoveIfNew()
    {
        lock (_gate)
        {
            if (_disposed || !_file.IsNew || _records.Count > 0 || _unanswered.Count > 0)
            {
                return;
            }

            try
            {
                _file.Delete();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It stays, and the next attempt says whose it is.
            }
        }
    }

    /// <summary>Does something that must not fail on account of the journal; the failure is kept and said later.</summary>
    public void Try(Action action)
    {
        try
        {
            action();
        }
        catch (GwsException error)
        {
            lock (_gate)
            {
                Failure ??= error.Message;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _file.Dispose();
            }
        }
    }

    private void Replay(List<GwsData> lines)
    {
        foreach (var line in lines)
        {
            switch (JournalLines.KindOf(line))
            {
                case JournalLines.Record when line.Text("h") is { Length: > 0 } handle:
                    _records[handle] = line;
                    break;
                case JournalLines.Clean when line.Text("h") is { } handle:
                    _records.Remove(handle);
                    break;
                case JournalLines.Sent:
                    var request = JournalLines.ReadSent(line);
                    _unanswered[request.Key] = request;
                    break;
                case JournalLines.Answered when line.Text("ref") is { } key:
                    _unanswered.Remove(key);
                    break;
            }
        }
    }

    private IEnumerable<GwsData> Lines() =>
        new[] { _head }.Concat(_records.Values)
            .Concat(_unanswered.Values.OrderBy(item => item.SentAt).Select(JournalLines.OfSent));

    private void Forget(string handle)
    {
        if (_records.ContainsKey(handle))
        {
            Write(JournalLines.OfClean(handle));
            _records.Remove(handle);
        }
    }

    private void Write(GwsData line)
    {
        try
        {
            if (_disposed)
            {
                throw new IOException("the session is closed");
            }

            if (_file.Length > _rewriteAbove)
            {
                _file.Rewrite(Lines());
                _rewriteAbove = Math.Max(RewriteAbove, 4 * _file.Length);
            }

            _file.Append(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new GwsException(GwsErrorIds.JournalFailed, "The journal cannot be written: " + e.Message, e);
        }
    }
}
