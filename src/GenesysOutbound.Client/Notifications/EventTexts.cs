using System;
using System.Collections.Generic;

namespace GenesysOutbound.Client;

/// <summary>
/// Keeps the texts of the log's events in blocks: thousands of small arrays would be thousands of objects for the collector to
/// follow. A block whose events have all been dropped is used again, so a full log takes no new memory for texts. What is read
/// must therefore be copied before its event is dropped. Used under the log's lock.
/// </summary>
internal sealed class EventTexts
{
    /// <summary>Small, because most sessions hear little; each further block is twice as large, up to the largest.</summary>
    private const int FirstBlock = 2 * 1024;

    /// <summary>Below the size from which arrays live in the large object heap.</summary>
    private const int LargestBlock = 64 * 1024;

    private const int MaxSpares = 2;

    private readonly Stack<EventTextBlock> _spares = new();
    private EventTextBlock? _current;
    private int _nextSize = FirstBlock;

    /// <summary>Copies a text into a block. The reply that brought it can go.</summary>
    public EventText Keep(ArraySegment<byte> utf8)
    {
        if (utf8.Count == 0)
        {
            return default;
        }

        if (utf8.Count > LargestBlock / 4)
        {
            // A large text would waste the rest of a block; it gets one of its own, which is not used again.
            return Append(new EventTextBlock(utf8.Count), utf8);
        }

        if (_current is null || utf8.Count > _current.Bytes.Length - _current.Used)
        {
            _current = NextBlock(utf8.Count);
        }

        return Append(_current, utf8);
    }

    /// <summary>The event of a text has left the log.</summary>
    public void Release(EventText text)
    {
        if (text.Block is not { } block || --block.Events > 0)
        {
            return;
        }

        block.Used = 0;
        if (block != _current && block.Bytes.Length == LargestBlock && _spares.Count < MaxSpares)
        {
            _spares.Push(block);
        }
    }

    private static EventText Append(EventTextBlock block, ArraySegment<byte> utf8)
    {
        Buffer.BlockCopy(utf8.Array!, utf8.Offset, block.Bytes, block.Used, utf8.Count);
        var text = new EventText(block, block.Used, utf8.Count);
        block.Used += utf8.Count;
        block.Events++;
        return text;
    }

    private EventTextBlock NextBlock(int needed)
    {
        while (_nextSize < needed)
        {
            _nextSize *= 2;
        }

        var size = _nextSize;
        _nextSize = Math.Min(2 * size, LargestBlock);
        return size == LargestBlock && _spares.Count > 0 ? _spares.Pop() : new EventTextBlock(size);
    }
}

/// <summary>Memory for the texts of several events.</summary>
internal sealed class EventTextBlock(int size)
{
    public byte[] Bytes { get; } = new byte[size];

    public int Used { get; set; }

    /// <summary>How many events of the log have their text here.</summary>
    public int Events { get; set; }
}

/// <summary>Where the text of an event lies. The default has no text.</summary>
internal readonly struct EventText(EventTextBlock? block, int offset, int length)
{
    public EventTextBlock? Block => block;

    /// <summary>A copy that stays what it is when the block is used again.</summary>
    public ArraySegment<byte> Copy()
    {
        if (block is null)
        {
            return default;
        }

        var copy = new byte[length];
        Buffer.BlockCopy(block.Bytes, offset, copy, 0, length);
        return new ArraySegment<byte>(copy);
    }
}
