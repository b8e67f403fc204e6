using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.CometD.Tests.Support;
using GenesysOutbound.CometD.Transport;
using Xunit;

namespace GenesysOutbound.CometD.Tests.Sockets;

/// <summary>What the wire trace shows, and what it does not.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task The_trace_shows_what_went_over_the_wire_without_secrets()
    {
        using var server = new TinyBayeux();
        var traces = new List<WireTrace>();
        var options = new BayeuxClientOptions(server.Uri)
        {
            Trace = t =>
            {
                lock (traces)
                {
                    traces.Add(t);
                }
            },
            HandshakeFields = _ => new Dictionary<string, string> { ["ext"] = "{\"authentication\":{\"user\":\"u\",\"password\":\"hunter2\"},\"token\":\"abc\"}" },
        };
        options.Cookies.Store(server.Uri, ["JSESSIONID=cookiesecret"]);
        using var client = new BayeuxClient(options, new RecordingListener());
        await client.ConnectAsync(["/a"], CancellationToken.None);
        await client.DisconnectAsync(CancellationToken.None);
        string text;
        lock (traces)
        {
            text = string.Join("\n", traces);
            Assert.Contains(traces, t => t is { IsRequest: true, Kind: "handshake" });
            Assert.Contains(traces, t => t is { IsRequest: false, Kind: "restore", HttpStatus: 200, Bytes: > 0 });
        }

        Assert.Contains("/meta/subscribe", text, StringComparison.Ordinal);
        foreach (string secret in new[] { "client1", "cookiesecret", "cookie1", "hunter2", "abc" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_trace_that_throws_breaks_nothing()
    {
        using var server = new TinyBayeux();
        using var client = new BayeuxClient(new BayeuxClientOptions(server.Uri) { Trace = _ => throw new InvalidOperationException() }, new RecordingListener());
        await client.ConnectAsync(["/a"], CancellationToken.None);
        Assert.Equal(BayeuxState.Connected, client.State);
    }

    [Theory]
    [InlineData("{\"clientId\":\"1a\\\"b\",\"x\":1}", "{\"clientId\":\"***\",\"x\":1}")]
    [InlineData("{\"accessToken\" : \"s\"}", "{\"accessToken\" : \"***\"}")]
    [InlineData("{\"password\":12345}", "{\"password\":\"***\"}")]
    [InlineData("{\"clientId\":\"cut off", "{\"clientId\":\"***\"")]
    public void Secrets_are_taken_out_of_traces(string text, string expected) => Assert.Equal(expected, Tracer.Redact(text));
}
