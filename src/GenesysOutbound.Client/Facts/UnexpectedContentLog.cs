using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace GenesysOutbound.Client.Facts;

/// <summary>
/// Counts what a session did not understand. Bounded: so many kinds, and one masked sample each. <see cref="Wants"/> is on the
/// way of every event, is called by one thread at a time and costs one look-up; the rest happens for few events. The counts may
/// be read by any thread.
/// </summary>
internal sealed class UnexpectedContentLog
{
    private const int MostKinds = 100;
    private const int MostShapes = 256;

    /// <summary>So many messages of a shape are looked at before it is known.</summary>
    private const int FirstLooks = 16;

    /// <summary>
    /// One message of so many is looked at from then on: a value may be of another type in a shape that is known.
    /// </summary>
    private const int LaterLooks = 64;

    private readonly Dictionary<Shape, int> _shapes = [];
    private readonly Dictionary<(GwsUnexpectedKind, string), Entry> _entries = [];
    private readonly object _gate = new();
    private int _others;
    private long _notCounted;

    /// <summary>How often something was found for which there was no room.</summary>
    public long NotCounted => Interlocked.Read(ref _notCounted);

    /// <summary>
    /// Whether a message should be looked at: the first ones of each shape, then one of every few. The shape is what is known
    /// without looking: the type, and how many members there are at the top and in the part that the message is about.
    /// </summary>
    public bool Wants(string? type, int members, int innerMembers)
    {
        var shape = new Shape(type, (members * 4096) + innerMembers);
        if (_shapes.TryGetValue(shape, out var seen))
        {
            _shapes[shape] = seen + 1;
            return seen < FirstLooks || seen % LaterLooks == 0;
        }

        if (_shapes.Count < MostShapes)
        {
            _shapes.Add(shape, 1);
            return true;
        }

        return ++_others % LaterLooks == 0;
    }

    /// <summary>Counts one finding. The sample is made when it is the first of its kind.</summary>
    public void Add(GwsUnexpectedKind kind, string place, object? value)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue((kind, place), out var entry))
            {
                entry.Count++;
            }
            else if (_entries.Count < MostKinds)
            {
                _entries.Add((kind, place), new Entry(SampleMask.Of(value)) { Count = 1 });
            }
            else
            {
                Interlocked.Increment(ref _notCounted);
            }
        }
    }

    /// <summary>A copy, the most frequent first.</summary>
    public IReadOnlyList<GwsUnexpectedContent> Snapshot()
    {
        lock (_gate)
        {
            return _entries
                .Select(entry => new GwsUnexpectedContent
                {
                    Kind = entry.Key.Item1,
                    Place = entry.Key.Item2,
                    Count = entry.Value.Count,
                    Sample = entry.Value.Sample,
                })
                .OrderByDescending(entry => entry.Count)
                .ThenBy(entry => entry.Place, StringComparer.Ordinal)
                .ToList();
        }
    }

    private sealed class Entry(string sample)
    {
        public string Sample { get; } = sample;

        public long Count { get; set; }
    }

    private readonly record struct Shape(string? Type, int Members);
}
