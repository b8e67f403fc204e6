using System;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>A connection that the server ends has brought its answer before.</summary>
public sealed class AnswerBeforeEndTests
{
    /// <summary>More than the buffers of a connection take, so that the client still sends when the server has refused.</summary>
    private const int Much = 16 * 1024 * 1024;

    [Theory]
    [InlineData("restart")]
    [InlineData("drop-connections")]
    public async Task An_operation_that_cuts_all_connections_is_answered(string operation)
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { EnableControl = true });
        using var other = await RawClient.ConnectAsync(simulator.Port);
        await other.WriteAsync("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404", await other.ReadSomeAsync(), StringComparison.Ordinal);
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync($"POST /simulator/{operation} HTTP/1.1\r\nHost: localhost\r\n"
            + $"X-Simulator-Token: {simulator.ControlToken}\r\nContent-Length: 2\r\n\r\n{{}}");
        var answer = await client.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<IOException>(other.ReadSomeOrThrowAsync);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16777216\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1000000\r\n", 413)]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nX: ", 431)]
    public async Task A_refusal_reaches_a_client_that_still_sends(string head, int status)
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { MaxRequestBytes = 1000 });
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync(head);
        await client.WriteAsync(new byte[Much]);
        Assert.StartsWith("HTTP/1.1 " + status, await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_comes_too_late_meets_no_reset()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { RequestTimeout = TimeSpan.FromMilliseconds(50) });
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync($"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {Much}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 408", await client.ReadSomeAsync(), StringComparison.Ordinal);
        await client.WriteAsync(new byte[Much]);
        await client.ReadToEndAsync();
    }

    [Fact]
    public async Task A_client_that_sends_without_end_is_cut_off()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { MaxRequestBytes = 1000 });
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000000\r\n\r\n");
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            for (var sent = 0L; sent < 2_000_000_000; sent += Much)
            {
                await client.WriteAsync(new byte[Much]);
            }
        });
    }
}
