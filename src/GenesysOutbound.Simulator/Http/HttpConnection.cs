using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Simulator.Http;

/// <summary>One connection: its requests are answered in order until either side closes it.</summary>
internal sealed class HttpConnection : IDisposable
{
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly HttpReader _reader;
    private readonly HttpHandler _handler;
    private readonly HttpLimits _limits;
    private readonly CancellationTokenSource _gone = new();
    private readonly object _gate = new();
    private HttpRequest? _current;
    private volatile bool _dropped;

    public HttpConnection(Socket socket, HttpLimits limits, HttpHandler handler)
    {
        _limits = limits;
        _socket = socket;
        _socket.NoDelay = true;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new HttpReader(_stream, limits.MaxBodyBytes);
        _handler = handler;
    }

    /// <summary>
    /// Serves the connection until it ends. Never throws: a connection that ends is not an error of the server.
    /// </summary>
    public async Task RunAsync()
    {
        try
        {
            while (await ServeOneAsync().ConfigureAwait(false))
            {
                // The next request follows.
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException
            or InvalidOperationException or OperationCanceledException)
        {
            // The client or Stop ended it.
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>
    /// Resets the connection, unless its request must be answered first: then the connection ends after the answer.
    /// </summary>
    public void Drop()
    {
        lock (_gate)
        {
            if (_current is { IsAnsweredBeforeDrop: true })
            {
                _dropped = true;
                return;
            }
        }

        Reset();
    }

    /// <summary>Ends the connection so that the client sees a reset, not an orderly end.</summary>
    public void Reset()
    {
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Already ended.
        }

        Dispose();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
        try
        {
            _gone.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Disposed twice at once.
        }
    }

    private async Task<bool> ServeOneAsync()
    {
        HttpRequest? request;
        try
        {
            request = await ReadAsync().ConfigureAwait(false);
            if (request is null)
            {
                return false;
            }

            if (!_limits.Host.Allows(request.Header("Host")))
            {
                throw new HttpFormatException(
                    400, $"The simulator does not serve the host '{request.Header("Host")}'. Use 127.0.0.1 or localhost.");
            }
        }
        catch (HttpFormatException e)
        {
            var refusal = HttpReply.FromText(e.Status, e.Message).ToBytes(keepAlive: false, withBody: true);
            await _stream.WriteAsync(refusal, 0, refusal.Length).ConfigureAwait(false);
            await HttpDrain.EndAsync(_socket, _stream).ConfigureAwait(false);
            return false;
        }

        lock (_gate)
        {
            _current = request;
        }

        var handling = _handler(request, _gone.Token);
        if (!handling.IsCompleted)
        {
            await WatchAsync(handling).ConfigureAwait(false);
        }

        var reply = await handling.ConfigureAwait(false);
        var goesOn = await WriteAsync(request, reply).ConfigureAwait(false);
        lock (_gate)
        {
            _current = null;
            return goesOn && !_dropped;
        }
    }

    /// <summary>
    /// Waits for a request as long as it takes, and for the rest of one that has begun as long as the limit says.
    /// </summary>
    private async Task<HttpRequest?> ReadAsync()
    {
        await _reader.ReadAheadAsync().ConfigureAwait(false);
        var reading = ReadWholeAsync();
        if (!reading.IsCompleted)
        {
            using var stop = new CancellationTokenSource();
            var limit = Task.Delay(_limits.RequestTimeout, stop.Token);
            if (await Task.WhenAny(reading, limit).ConfigureAwait(false) == limit)
            {
                Observe(reading);
                throw new HttpFormatException(408, "The request did not arrive in time.");
            }

            stop.Cancel();
        }

        return await reading.ConfigureAwait(false);
    }

    private async Task<HttpRequest?> ReadWholeAsync()
    {
        var request = await _reader.ReadHeadAsync().ConfigureAwait(false);
        if (request is null)
        {
            return null;
        }

        if (request.Header("Expect") is not null)
        {
            await _stream.WriteAsync(Continue, 0, Continue.Length).ConfigureAwait(false);
        }

        await _reader.ReadBodyAsync(request).ConfigureAwait(false);
        return request;
    }

    /// <summary>
    /// While a request is held, a client that disconnects must release its poll, or the events of its reply would be lost.
    /// </summary>
    private async Task WatchAsync(Task handling)
    {
        var ahead = _reader.ReadAheadAsync();
        if (await Task.WhenAny(handling, ahead).ConfigureAwait(false) != ahead)
        {
            // The read goes on and serves the next request, which also meets its error.
            Observe(ahead);
            return;
        }

        if (ahead.Status != TaskStatus.RanToCompletion || ahead.Result == 0)
        {
            _ = ahead.Exception;
            _gone.Cancel();
        }
    }

    /// <summary>Keeps the error of a task that is not waited for from counting as unobserved.</summary>
    private static void Observe(Task task)
        => task.ContinueWith(
            t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private async Task<bool> WriteAsync(HttpRequest request, HttpReply reply)
    {
        var bytes = reply.ToBytes(request.KeepAlive && !_dropped, request.Method != "HEAD");
        switch (reply.Delivery)
        {
            case ReplyDelivery.Reset:
                Reset();
                return false;
            case ReplyDelivery.Close:
                return false;
            case ReplyDelivery.Cut:
                await _stream.WriteAsync(bytes, 0, bytes.Length - Math.Max(1, reply.Body.Length / 2)).ConfigureAwait(false);

                // An orderly end: a reset could overtake the half that was sent.
                return false;
            case ReplyDelivery.Stall:
                await _stream.WriteAsync(bytes, 0, bytes.Length - Math.Max(1, reply.Body.Length / 2)).ConfigureAwait(false);
                await _reader.ReadAheadAsync().ConfigureAwait(false);
                return false;
            case ReplyDelivery.Slow:
                await WriteSlowlyAsync(bytes, reply.Pace).ConfigureAwait(false);
                return request.KeepAlive;
            case ReplyDelivery.Stream:
                await StreamAsync(reply).ConfigureAwait(false);
                return false;
            default:
                await _stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
                return request.KeepAlive;
        }
    }

    /// <summary>A reply without an end: it ends when the client disconnects, and the connection with it.</summary>
    private async Task StreamAsync(HttpReply reply)
    {
        var head = reply.ToBytes(keepAlive: false, withBody: false);
        await _stream.WriteAsync(head, 0, head.Length).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        var writing = reply.Write!(_stream, stop.Token);
        var ahead = _reader.ReadAheadAsync();
        Observe(ahead);
        await Task.WhenAny(writing, ahead).ConfigureAwait(false);
        stop.Cancel();
        await writing.ConfigureAwait(false);
    }

    private async Task WriteSlowlyAsync(byte[] bytes, TimeSpan pace)
    {
        var piece = Math.Max(1, bytes.Length / 16);
        for (var offset = 0; offset < bytes.Length; offset += piece)
        {
            await _stream.WriteAsync(bytes, offset, Math.Min(piece, bytes.Length - offset)).ConfigureAwait(false);
            await Task.Delay(pace, _gone.Token).ConfigureAwait(false);
        }
    }
}
