using System;
using System.Diagnostics.CodeAnalysis;

namespace GenesysOutbound.Client;

/// <summary>
/// The entries of an event log, with sequence numbers from 1 and an index by reference id. The oldest are dropped when there
/// are as many as may be, or when they hold as many bytes as they may. Used under the log's lock.
/// </summary>
/// <param name="capacity">How many entries at most.</param>
/// <param name="maxBytes">How many bytes at most, about. The newest entry stays in any case.</param>
internal sealed class EventRing(int capacity, long maxBytes)
{
    private const int FirstPlaces = 8;

    private readonly EventTexts _texts = new();

    // Both grow with the number of events: most sessions hear little, and their empty places would be most of what they hold.
    private LogEntry[] _entries = new LogEntry[Math.Min(capacity, FirstPlaces)];
    private long[] _newestInBucket = new long[FirstPlaces];

    /// <summary>The sequence number of the newest event; 0 when there was none.</summary>
    public long Last { get; private set; }

    /// <summary>The sequence number of the oldest event that is kept.</summary>
    public long Oldest { get; private set; } = 1;

    public int Count => (int)(Last - Oldest + 1);

    /// <summary>About how many bytes the entries hold.</summary>
    public long Bytes { get; private set; }

    [SuppressMessage("Design", "CA1043", Justification = "A sequence number is the natural key.")]
    public ref LogEntry this[long sequence] => ref _entries[(int)((sequence - 1) % _entries.Length)];

    /// <summary>Adds an entry, with the text that belongs to it.</summary>
    /// <returns>Its sequence number.</returns>
    public long Add(LogEntry entry, ArraySegment<byte> text)
    {
        while (Count > 0 && (Count >= capacity || Bytes + entry.Weight > maxBytes))
        {
            DropOldest();
        }

        if (Count == _entries.Length)
        {
            Grow();
        }

        entry.Text = _texts.Keep(text);
        Bytes += entry.Weight;
        this[++Last] = entry;
        Index(Last);
        return Last;
    }

    /// <summary>The next older event with a hash of a reference id; begin with 0. 0 when there is none.</summary>
    public long OlderWithReference(int hash, long sequence)
    {
        var older = sequence == 0 ? _newestInBucket[Bucket(hash)] : this[sequence].OlderInBucket;

        // The chain leads to ever older events, so it ends with the first that was dropped.
        while (older >= Oldest && this[older].ReferenceId != hash)
        {
            older = this[older].OlderInBucket;
        }

        return older >= Oldest ? older : 0;
    }

    private void DropOldest()
    {
        ref var entry = ref this[Oldest];
        _texts.Release(entry.Text);
        Bytes -= entry.Weight;
        entry = default;
        Oldest++;
    }

    private void Grow()
    {
        var previous = _entries;
        var size = (int)Math.Min(2L * previous.Length, capacity);
        _entries = new LogEntry[size];
        for (var sequence = Oldest; sequence <= Last; sequence++)
        {
            this[sequence] = previous[(int)((sequence - 1) % previous.Length)];
        }

        _newestInBucket = new long[size];
        for (var sequence = Oldest; sequence <= Last; sequence++)
        {
            Index(sequence);
        }
    }

    private void Index(long sequence)
    {
        ref var entry = ref this[sequence];
        if (entry.ReferenceId == 0)
        {
            return;
        }

        ref var newest = ref _newestInBucket[Bucket(entry.ReferenceId)];
        entry.OlderInBucket = newest;
        newest = sequence;
    }

    private int Bucket(int hash) => (int)((uint)(hash ^ (hash >> 15)) % (uint)_newestInBucket.Length);
}
