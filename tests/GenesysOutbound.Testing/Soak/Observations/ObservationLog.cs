using System;
using System.Collections.Generic;
using System.IO;
using Newtonsoft.Json;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// Where the run writes down what the clients said: in memory, or in a file, so that the heap of a process whose memory is being
/// watched holds the client's and not the watcher's. Thread-safe.
/// </summary>
internal sealed class ObservationLog : IDisposable
{
    private readonly object _gate = new();
    private readonly List<Note> _notes = [];
    private readonly string? _path;
    private readonly StreamWriter? _writer;

    /// <summary>Opens new notes.</summary>
    /// <param name="path">The file; null for memory. It is deleted at the end.</param>
    public ObservationLog(string? path = null)
    {
        _path = path;
        _writer = path is null ? null : new StreamWriter(path);
    }

    public void Add(Entry entry) => Add(new Note { Entry = entry });

    public void Add(SessionObservation observed) => Add(new Note { SessionObservation = observed });

    /// <summary>
    /// The rules of the desktop were set aside for a record: only such a one may be done and yet have changes, which came too
    /// late.
    /// </summary>
    public void AddForced(string agent, string handle) => Add(new Note { Agent = agent, Forced = handle });

    /// <summary>All that was written down.</summary>
    public ClientObservations Read()
    {
        lock (_gate)
        {
            _writer?.Flush();
            var entries = new List<Entry>();
            var observed = new List<SessionObservation>();
            var forced = new HashSet<(string, string)>();
            foreach (var note in All())
            {
                if (note.Entry is not null)
                {
                    entries.Add(note.Entry);
                }
                else if (note.SessionObservation is not null)
                {
                    observed.Add(note.SessionObservation);
                }
                else
                {
                    forced.Add((note.Agent!, note.Forced!));
                }
            }

            return new ClientObservations(entries, observed, forced);
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }

    private void Add(Note note)
    {
        lock (_gate)
        {
            if (_writer is null)
            {
                _notes.Add(note);
            }
            else
            {
                _writer.WriteLine(JsonConvert.SerializeObject(note, LedgerFile.Settings));
            }
        }
    }

    private IEnumerable<Note> All()
    {
        if (_path is null)
        {
            return _notes;
        }

        return FromFile(_path);
    }

    private static IEnumerable<Note> FromFile(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            yield return JsonConvert.DeserializeObject<Note>(line, LedgerFile.Settings)!;
        }
    }

    private sealed record Note
    {
        public Entry? Entry { get; init; }

        public SessionObservation? SessionObservation { get; init; }

        public string? Agent { get; init; }

        public string? Forced { get; init; }
    }
}
