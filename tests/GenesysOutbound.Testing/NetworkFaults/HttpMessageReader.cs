using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.NetworkFaults;

/// <summary>Reads whole HTTP/1.1 messages off a connection as the bytes they are: enough HTTP to know where one ends.</summary>
internal sealed class HttpMessageReader(Stream stream)
{
    private readonly byte[] _chunk = new byte[64 * 1024];
    private byte[] _buffer = new byte[64 * 1024];
    private int _count;
    private Task<bool>? _filling;

    /// <summary>
    /// Ends when more bytes are in, or with false at the end of the stream. What came stays for the next message.
    /// </summary>
    public Task<bool> MoreAsync(CancellationToken stop) =>
        _filling is { IsCompleted: false } ? _filling : _filling = FillAsync(stop);

    /// <summary>Reads a message; null when the stream ended before one began.</summary>
    public async Task<byte[]?> ReadAsync(bool isReply, CancellationToken stop)
    {
        int head;
        while ((head = Find("\r\n\r\n"u8, 0)) < 0)
        {
            if (!await MoreAsync(stop))
            {
                return _count == 0 ? null : throw new EndOfStreamException();
            }
        }

        head += 4;
        string text = Encoding.ASCII.GetString(_buffer, 0, head);
        int total;
        if (Header(text, "Content-Length") is string length)
        {
            total = head + int.Parse(length, CultureInfo.InvariantCulture);
        }
        else if (Header(text, "Transfer-Encoding") is not null)
        {
            total = await EndOfChunksAsync(head, stop);
        }
        else if (isReply && !text.StartsWith("HTTP/1.1 204", StringComparison.Ordinal))
        {
            throw new InvalidDataException("A reply without a length is not understood here: " + text);
        }
        else
        {
            total = head;
        }

        await UntilAsync(total, stop);
        byte[] message = _buffer[..total];
        Buffer.BlockCopy(_buffer, total, _buffer, 0, _count - total);
        _count -= total;
        return message;
    }

    private static string? Header(string head, string name)
    {
        int at = head.IndexOf("\r\n" + name + ":", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : head[(at + name.Length + 3)..head.IndexOf("\r\n", at + 2, StringComparison.Ordinal)].Trim();
    }

    private async Task<int> EndOfChunksAsync(int position, CancellationToken stop)
    {
        while (true)
        {
            int line;
            while ((line = Find("\r\n"u8, position)) < 0)
            {
                await UntilAsync(_count + 1, stop);
            }

            int size = int.Parse(Encoding.ASCII.GetString(_buffer, position, line - position), NumberStyles.HexNumber,
                CultureInfo.InvariantCulture);
            position = line + 2 + size + 2;
            await UntilAsync(position, stop);
            if (size == 0)
            {
                return position;
            }
        }
    }

    private int Find(ReadOnlySpan<byte> what, int from)
    {
        int at = from >= _count ? -1 : _buffer.AsSpan(from, _count - from).IndexOf(what);
        return at < 0 ? -1 : from + at;
    }

    private async Task UntilAsync(int total, CancellationToken stop)
    {
        while (_count < total)
        {
            if (!await MoreAsync(stop))
            {
                throw new EndOfStreamException();
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        int read = await stream.ReadAsync(_chunk, stop);
        if (_count + read > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _count + read));
        }

        Buffer.BlockCopy(_chunk, 0, _buffer, _count, read);
        _count += read;
        return read > 0;
    }
}
