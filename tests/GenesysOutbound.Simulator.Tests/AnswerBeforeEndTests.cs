using System;
using System.IO;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>A connection that the server ends has brought its answer before.</summary>
public sealed class AnswerBeforeEndTests
{
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
}
