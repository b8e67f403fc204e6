using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.CometD.Transport;

/// <summary>
/// Reads a body of unknown length into blocks that are kept for the next one, up to a limit. A small body is handed out in its block; a large
/// one as one array of its own. One reader a connection; not thread-safe.
/// </summary>
internal sealed class BodyReader
{
    /// <summary>Small, because every idle session keeps one: an empty poll's reply has a hundred bytes.</summary>
    private const int FirstBlock = 4 * 1024;

    /// <summary>Below the size from which arrays live in the large object heap.</summary>
    private const int OtherBlocks = 64 * 1024;

    private const int KeptBlocks = 16;

    /// <summary>A length that the server states is believed up to here; beyond, memory is taken only as bytes come.</summary>
    private const int BelievedLength = 8 * 1024 * 1024;

    private readonly Stack<byte[]> _kept = new();
    private byte[]? _first;
    private int _smallInARow;

    /// <summary>The bytes read; valid until the next call unless <see cref="Owned"/>.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>How many bytes were read.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the buffer is the caller's to keep.</summary>
    public bool Owned { get; private set; }

    /// <summary>Reads to the end.</summary>
    /// <returns>False when the body is larger than <paramref name="limit"/>.</returns>
    public async Task<bool> ReadAsync(Stream stream, long? length, int limit, CancellationToken cancellationToken)
    {
        Buffer = _first ??= new byte[FirstBlock];
        Count = 0;
        Owned = false;
        if (length > limit)
        {
            return false;
        }

        if (length is > FirstBlock and <= BelievedLength)
        {
            Buffer = new byte[(int)length.Value];
            Owned = true;
        }

        int wanted = Math.Min(limit, Buffer.Length);
        if (length <= wanted)
        {
            // The length is known: not even the end of the stream has to be asked for.
            Count = await FillAsync(stream, Buffer, (int)length.Value, cancellationToken).ConfigureAwait(false);
            ForgetBlocks();
            return true;
        }

        Count = await FillAsync(stream, Buffer, wanted, cancellationToken).ConfigureAwait(false);
        if (Count < wanted)
        {
            ForgetBlocks();
            return true;
        }

        _smallInARow = 0;

        return await ReadRestAsync(stream, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>After a burst the session goes back to keeping its small block only.</summary>
    private void ForgetBlocks()
    {
        if (_kept.Count > 0 && ++_smallInARow >= 16)
        {
            _kept.Clear();
        }
    }

    private static async Task<int> FillAsync(Stream stream, byte[] buffer, int count, CancellationToken cancellationToken)
    {
        int filled = 0;
        while (filled < count)
        {
            int read = await stream.ReadAsync(buffer, filled, count - filled, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return filled;
    }

    private async Task<bool> ReadRestAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var blocks = new List<byte[]>();
        long total = Count;
        try
        {
            while (true)
            {
                byte[] block = _kept.Count > 0 ? _kept.Pop() : new byte[OtherBlocks];
                blocks.Add(block);
                int read = await FillAsync(stream, block, OtherBlocks, cancellationToken).ConfigureAwait(false);
                total += read;
                if (total > limit)
                {
                    return false;
                }

                if (read < OtherBlocks)
                {
                    break;
                }
            }

            if (total > Count)
            {
                Join(blocks, (int)total);
            }

            return true;
        }
        finally
        {
            foreach (byte[] block in blocks)
            {
                if (_kept.Count < KeptBlocks)
                {
                    _kept.Push(block);
                }
            }
        }
    }

    private void Join(List<byte[]> blocks, int total)
    {
        byte[] whole = new byte[total];
        System.Buffer.BlockCopy(Buffer, 0, whole, 0, Count);
        int at = Count;
        foreach (byte[] block in blocks)
        {
            int part = Math.Min(block.Length, total - at);
            System.Buffer.BlockCopy(block, 0, whole, at, part);
            at += part;
        }

        Buffer = whole;
        Count = total;
        Owned = true;
    }
}
