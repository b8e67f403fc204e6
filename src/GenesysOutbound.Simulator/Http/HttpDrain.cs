using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace GenesysOutbound.Simulator.Http;

/// <summary>
/// Ends a connection whose client may still be sending. A connection that is closed with bytes unread is reset, and the reset
/// would overtake the answer.
/// </summary>
internal static class HttpDrain
{
    private const long MaxBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Ends the server's side, then reads what the client still sends until it closes, within limits of size and time.
    /// </summary>
    public static async Task EndAsync(Socket socket, Stream stream)
    {
        socket.Shutdown(SocketShutdown.Send);
        using var stop = new CancellationTokenSource();
        var reading = DiscardAsync(stream);
        await Task.WhenAny(reading, Task.Delay(MaxTime, stop.Token)).ConfigureAwait(false);
        stop.Cancel();
    }

    private static async Task DiscardAsync(Stream stream)
    {
        var bytes = new byte[16 * 1024];
        try
        {
            var total = 0L;
            int count;
            do
            {
                count = await stream.ReadAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
                total += count;
            }
            while (count > 0 && total < MaxBytes);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The client is gone, or the time was over: there is nothing left to read.
        }
    }
}
