using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Http;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>The reader of one connection by itself.</summary>
public sealed class HttpReaderTests
{
    private const int Rounds = 20_000;

    /// <summary>
    /// A read that ends while the reader looks whether it has ended: its bytes are there, and must not be waited for once more.
    /// </summary>
    [Fact]
    public async Task Bytes_that_come_at_any_moment_are_seen()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var accepted = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        using var stream = new NetworkStream(accepted);
        var reader = new HttpReader(stream, maxBody: 1);
        var one = new HttpRequest("POST", "/", http10: false);
        one.Headers["Content-Length"] = "1";
        var pause = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            // As while a request is held. The next look comes just before or just after the byte, whichever it was not last time.
            _ = reader.ReadAheadAsync();
            client.Client.Send([1]);
            Thread.SpinWait(pause);
            var ahead = reader.ReadAheadAsync();
            pause = Math.Max(0, pause + (ahead.IsCompleted ? -1 : 1));
            Assert.True(ahead == await Task.WhenAny(ahead, Task.Delay(10_000, TestContext.Current.CancellationToken)),
                $"In round {round} the byte was not seen.");
            await reader.ReadBodyAsync(one);
        }
    }
}
