using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Simulator.Http;

/// <summary>Reads requests off one connection: heads, bodies with a length, chunked bodies.</summary>
internal sealed class HttpReader
{
    private const int MaxHeadBytes = 64 * 1024;
    private const int MaxTrailers = 100;

    private readonly NetworkStream _stream;
    private readonly int _maxBody;
    private byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;
    private Task<int>? _pending;

    public HttpReader(NetworkStream stream, int maxBody)
    {
        _stream = stream;
        _maxBody = maxBody;
    }

    /// <summary>How many bytes are there. A read that was started ahead may add to them at any moment.</summary>
    private int Available => Volatile.Read(ref _end) - _start;

    /// <summary>
    /// Reads ahead, which is how a client that disconnects while its request is held is noticed: 0 means that it is gone. The
    /// bytes stay for the next request. Not to be called while a request is being read.
    /// </summary>
    public Task<int> ReadAheadAsync()
    {
        // First the read that was started ahead, then its bytes. The other way round, a read that ends between the two looks is
        // taken for used up, and its request is never answered.
        if (_pending is { Status: TaskStatus.RanToCompletion, Result: > 0 })
        {
            _pending = null;
        }

        if (Available is > 0 and var available)
        {
            return Task.FromResult(available);
        }

        return _pending ??= ReadAsync();
    }

    /// <summary>Reads the next head; null when the client closed the connection between requests.</summary>
    public async Task<HttpRequest?> ReadHeadAsync()
    {
        var searched = 0;
        while (true)
        {
            // A read that was started ahead may end at any moment: what is searched and what is remembered as searched must be
            // the same bytes.
            var length = Available;
            var headLength = FindHeadEnd(searched, length);
            if (headLength >= 0)
            {
                var request = HttpHead.Parse(Encoding.ASCII.GetString(_buffer, _start, headLength));
                _start += headLength + 4;
                return request;
            }

            if (length > MaxHeadBytes)
            {
                throw new HttpFormatException(431, "The head is too large.");
            }

            if (!await FillAsync().ConfigureAwait(false))
            {
                return length == 0 ? null : throw new IOException("The connection ended within a head.");
            }

            searched = Math.Max(0, length - 3);
        }
    }

    public async Task ReadBodyAsync(HttpRequest request)
    {
        var encoding = request.Header("Transfer-Encoding");
        if (encoding is not null)
        {
            if (!encoding.Trim().Equals("chunked", StringComparison.OrdinalIgnoreCase))
            {
                throw new HttpFormatException(501, "Only chunked is understood.");
            }

            request.Body = await ReadChunksAsync().ConfigureAwait(false);
            return;
        }

        var length = request.Header("Content-Length");
        if (length is null)
        {
            return;
        }

        if (!long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
        {
            throw new HttpFormatException(400, "The value of Content-Length is not valid.");
        }

        CheckBody(bytes);
        request.Body = await TakeAsync((int)bytes).ConfigureAwait(false);
    }

    private async Task<byte[]> ReadChunksAsync()
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await ReadLineAsync().ConfigureAwait(false);
            var semicolon = line.IndexOf(';');
            var digits = (semicolon < 0 ? line : line.Substring(0, semicolon)).Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            {
                throw new HttpFormatException(400, "A chunk has no size.");
            }

            if (size == 0)
            {
                await SkipTrailersAsync().ConfigureAwait(false);
                return body.ToArray();
            }

            CheckBody(body.Length + size);
            var chunk = await TakeAsync(size).ConfigureAwait(false);
            body.Write(chunk, 0, chunk.Length);
            if ((await ReadLineAsync().ConfigureAwait(false)).Length > 0)
            {
                throw new HttpFormatException(400, "A chunk is longer than its size.");
            }
        }
    }

    private async Task SkipTrailersAsync()
    {
        for (var i = 0; i < MaxTrailers; i++)
        {
            if ((await ReadLineAsync().ConfigureAwait(false)).Length == 0)
            {
                return;
            }
        }

        throw new HttpFormatException(431, "The request has too many trailers.");
    }

    private async Task<string> ReadLineAsync()
    {
        while (true)
        {
            var length = Available;
            for (var i = _start; i + 1 < _start + length; i++)
            {
                if (_buffer[i] == '\r' && _buffer[i + 1] == '\n')
                {
                    var line = Encoding.ASCII.GetString(_buffer, _start, i - _start);
                    _start = i + 2;
                    return line;
                }
            }

            if (length > MaxHeadBytes || !await FillAsync().ConfigureAwait(false))
            {
                throw new HttpFormatException(400, "A line has no end.");
            }
        }
    }

    private async Task<byte[]> TakeAsync(int count)
    {
        var bytes = new byte[count];
        var done = 0;
        while (done < count)
        {
            if (Available == 0 && !await FillAsync().ConfigureAwait(false))
            {
                throw new IOException("The connection ended within a body.");
            }

            var piece = Math.Min(count - done, Available);
            Buffer.BlockCopy(_buffer, _start, bytes, done, piece);
            _start += piece;
            done += piece;
        }

        return bytes;
    }

    /// <summary>
    /// Waits for more bytes. A read that was started ahead is taken over here; when its bytes were already used this comes back
    /// at once, and the
    /// caller looks again and starts the next read if something is still missing.
    /// </summary>
    private async Task<bool> FillAsync()
    {
        _pending ??= ReadAsync();
        var count = await _pending.ConfigureAwait(false);
        _pending = null;
        return count > 0;
    }

    private async Task<int> ReadAsync()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = await _stream.ReadAsync(_buffer, _end, _buffer.Length - _end).ConfigureAwait(false);
        Volatile.Write(ref _end, _end + count);
        return count;
    }

    private int FindHeadEnd(int from, int length)
    {
        for (var i = _start + from; i + 3 < _start + length; i++)
        {
            if (_buffer[i] == '\r' && _buffer[i + 1] == '\n' && _buffer[i + 2] == '\r' && _buffer[i + 3] == '\n')
            {
                return i - _start;
            }
        }

        return -1;
    }

    private void CheckBody(long bytes)
    {
        if (bytes > _maxBody)
        {
            throw new HttpFormatException(413, "The body is too large.");
        }
    }
}
