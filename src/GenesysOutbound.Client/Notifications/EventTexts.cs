using System;

namespace GenesysOutbound.Client;

/// <summary>
/// Keeps the texts of events in blocks: a log of thousands of small arrays would be thousands of objects for the collector to
/// follow. A block goes when the log has dropped its last event. Used by one thread at a time.
/// </summary>
internal sealed class EventTexts
{
    /// <summary>Small, because most sessions hear little.</summary>
    private const int FirstBlock = 4 * 1024;

    /// <summary>Below the size from which arrays live in the large object heap.</summary>
    private const int OtherBlocks = 64 * 1024;

    private byte[] _block = [];
    private int _used;

    /// <summary>
    /// A copy of a text. The log outlives the reply by far; it must not keep the whole reply for one message of it.
    /// </summary>
    public ArraySegment<byte> Keep(ArraySegment<byte> utf8)
    {
        if (utf8.Count > OtherBlocks / 4)
        {
            // A large text would waste the rest of a block.
            var own = new byte[utf8.Count];
            Buffer.BlockCopy(utf8.Array!, utf8.Offset, own, 0, own.Length);
            return new ArraySegment<byte>(own);
        }

        if (utf8.Count > _block.Length - _used)
        {
            _block = new byte[_block.Length == 0 && utf8.Count <= FirstBlock ? FirstBlock : OtherBlocks];
            _used = 0;
        }

        Buffer.BlockCopy(utf8.Array!, utf8.Offset, _block, _used, utf8.Count);
        var kept = new ArraySegment<byte>(_block, _used, utf8.Count);
        _used += utf8.Count;
        return kept;
    }
}
