using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>The HTTP server by raw sockets.</summary>
public sealed class HttpServerTests
{
    private const string Authorization = "Authorization: Basic YWdlbnQxOnNlY3JldA==\r\n";

    [Fact]
    public async Task Requests_of_one_connection_are_answered_in_order_also_when_sent_at_once()
    {
        using var simulator = GwsSimulator.Start();
        using var client = await RawClient.ConnectAsync(simulator.Port);
        var item = "GET /api/v2/diagnostics/version HTTP/1.1\r\nHost: localhost\r\n" + Authorization + "\r\n";
        await client.WriteAsync(item + item + "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var all = await client.ReadToEndAsync();
        Assert.Equal(3, Count(all, "HTTP/1.1 "));
        Assert.Equal(2, Count(all, "HTTP/1.1 200 OK"));
        Assert.EndsWith("Not found", all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_chunked_body_is_read_however_it_is_cut(int size)
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { EnableCsrf = false });
        using var client = await RawClient.ConnectAsync(simulator.Port);
        var body = Encoding.UTF8.GetBytes("{\"operationName\":\"StartContactCenterSession\",\"place\":\"Zoë\"}");
        var request = new List<byte>(Encoding.ASCII.GetBytes("POST /api/v2/me HTTP/1.1\r\nHost: localhost\r\n" + Authorization
            + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"));
        for (var i = 0; i < body.Length; i += size)
        {
            var count = Math.Min(size, body.Length - i);
            request.AddRange(Encoding.ASCII.GetBytes(count.ToString("x") + ";ext=1\r\n"));
            request.AddRange(body.AsSpan(i, count).ToArray());
            request.AddRange(Encoding.ASCII.GetBytes("\r\n"));
        }

        request.AddRange(Encoding.ASCII.GetBytes("0\r\nTrailer: t\r\n\r\n"));
        foreach (var b in request)
        {
            await client.WriteAsync([b]);
        }

        Assert.Contains("{\"statusCode\":0}", await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Contains("Zoë", simulator.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expect_100_continue_is_granted()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { EnableCsrf = false });
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync("POST /api/v2/me HTTP/1.1\r\nHost: localhost\r\n" + Authorization
            + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: 45\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 100 Continue\r\n\r\n", await client.ReadSomeAsync(), StringComparison.Ordinal);
        await client.WriteAsync("{\"operationName\":\"StartContactCenterSession\"}");
        Assert.StartsWith("HTTP/1.1 200", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: minus\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 501)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n7d1\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: +3\r\n\r\nabc", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n X: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\nY: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 400)]
    public async Task What_breaks_http_or_a_limit_is_refused_and_the_connection_closed(string request, int status)
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { MaxRequestBytes = 1000 });
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync(request);
        Assert.StartsWith("HTTP/1.1 " + status, await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_without_end_is_refused()
    {
        using var simulator = GwsSimulator.Start();
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync("GET / HTTP/1.1\r\nX: " + new string('x', 100_000));
        Assert.StartsWith("HTTP/1.1 431", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX: y")]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")]
    public async Task A_request_that_never_ends_is_given_up(string part)
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { RequestTimeout = TimeSpan.FromMilliseconds(50) });
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync(part);
        Assert.StartsWith("HTTP/1.1 408", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_disconnects_frees_its_held_poll()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { EnableCsrf = false,
            LongPollTimeout = TimeSpan.FromMinutes(5) });
        using var agent = await TestAgent.LogInAsync(simulator, "agent1");
        var poll = agent.PollAsync();
        Assert.True(simulator.WaitFor(s => s.Agents[0].HeldPolls == 1, TimeSpan.FromSeconds(60)));
        agent.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => poll);
        while (simulator.Agents[0].HeldPolls > 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Too_many_headers_are_refused()
    {
        using var simulator = GwsSimulator.Start();
        using var client = await RawClient.ConnectAsync(simulator.Port);
        var headers = string.Concat(Enumerable.Range(0, 300).Select(i => $"X{i}: y\r\n"));
        await client.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        Assert.StartsWith("HTTP/1.1 431", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", 404)]
    [InlineData("127.0.0.1:8090", 404)]
    [InlineData("127.1.2.3", 404)]
    [InlineData("LocalHost:1", 404)]
    [InlineData("[::1]:8090", 404)]
    [InlineData("evil.example", 400)]
    [InlineData("127.0.0.1.evil.example:8090", 400)]
    [InlineData("localhost.evil.example", 400)]
    [InlineData("192.168.1.1", 400)]
    [InlineData("", 400)]
    [InlineData("localhost\r\nHost: evil.example", 400)]
    public async Task Only_the_names_of_loopback_are_served(string host, int status)
    {
        using var simulator = GwsSimulator.Start();
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync($"GET /nowhere HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 " + status, await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulator_for_other_machines_goes_by_any_name()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { Address = IPAddress.Any });
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync("GET /nowhere HTTP/1.1\r\nHost: gws.example\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_log_is_bounded_in_bytes()
    {
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { RequestLogBytes = 1_000_000 });
        using var http = new HttpClient { BaseAddress = simulator.Uri };
        for (var i = 0; i < 20; i++)
        {
            using var content = new StringContent(new string('x', 100_000));
            using var response = await http.PostAsync("nowhere", content, TestContext.Current.CancellationToken);
        }

        Assert.InRange(simulator.Requests.Count, 5, 9);
        Assert.Equal(20, simulator.Requests[^1].Sequence);
        using var large = new StringContent(new string('x', 2_000_000));
        using var last = await http.PostAsync("nowhere", large, TestContext.Current.CancellationToken);
        Assert.Equal(21, Assert.Single(simulator.Requests).Sequence);
    }

    [Fact]
    public async Task A_request_in_the_log_has_its_operation_from_the_first_moment()
    {
        using var simulator = GwsSimulator.Start();
        using var http = new HttpClient { BaseAddress = simulator.Uri };
        // A body that takes a while to read: the log is looked at all that time.
        using var content = new StringContent(
            "[{\"channel\":\"/meta/connect\",\"values\":[" + string.Join(",", Enumerable.Repeat("1", 400_000)) + "]}]");
        var reply = http.PostAsync("api/v2/notifications", content, TestContext.Current.CancellationToken);
        while (simulator.Requests.Count == 0 && !reply.IsCompleted)
        {
        }

        Assert.Equal("/meta/connect", simulator.Requests[0].Operation);
        using var response = await reply;
    }

    [Fact]
    public async Task Http_1_0_is_answered_and_closed()
    {
        using var simulator = GwsSimulator.Start();
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync("GET /nowhere HTTP/1.0\r\n\r\n");
        Assert.EndsWith("Not found", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ends_connections_and_frees_the_port_at_once()
    {
        var simulator = GwsSimulator.Start();
        using var client = await RawClient.ConnectAsync(simulator.Port);
        simulator.Stop();
        simulator.Stop();
        await Assert.ThrowsAnyAsync<IOException>(client.ReadSomeOrThrowAsync);
        using var again = GwsSimulator.Start(new GwsSimulatorOptions { Port = simulator.Port });
        Assert.Equal(simulator.Port, again.Port);
    }

    [Fact]
    public void A_taken_port_is_said_to_be_taken()
    {
        using var simulator = GwsSimulator.Start();
        Assert.Throws<SocketException>(() => GwsSimulator.Start(new GwsSimulatorOptions { Port = simulator.Port }));
    }

    [Fact]
    public async Task Suspended_it_refuses_connections_until_resumed()
    {
        using var simulator = GwsSimulator.Start();
        simulator.Suspend();
        await Assert.ThrowsAsync<SocketException>(() => RawClient.ConnectAsync(simulator.Port));
        simulator.Resume();
        using var client = await RawClient.ConnectAsync(simulator.Port);
        await client.WriteAsync("GET /nowhere HTTP/1.0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 404", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
