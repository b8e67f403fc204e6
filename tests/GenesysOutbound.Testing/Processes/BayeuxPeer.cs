using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace GenesysOutbound.Testing.Processes;

/// <summary>
/// A Bayeux server that we did not write, with its control surface (see
/// tests/GenesysOutbound.Integration.Tests/Peers/node/README.md).
/// </summary>
public sealed class BayeuxPeer : LineProcess
{
    private readonly HttpClient _control = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };

    private BayeuxPeer(string script, IEnumerable<string> arguments)
        : base("node", PeerFolder.Ready.Path, [script, .. arguments])
    {
    }

    /// <summary>The Bayeux endpoint.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Starts <c>cometd-nodejs-server</c>.</summary>
    public static Task<BayeuxPeer> StartCometDAsync(bool ack, int hold = 5000, int maxInterval = 10_000, params string[] more) =>
        StartAsync("server.js", ["--ack", ack
            ? "true" : "false", "--hold", Text(hold), "--maxInterval", Text(maxInterval), .. more]);

    /// <summary>Starts <c>faye</c>.</summary>
    public static Task<BayeuxPeer> StartFayeAsync(int hold = 5000, params string[] more) =>
        StartAsync("faye-server.js", ["--hold", Text(hold), .. more]);

    /// <summary>Runs a command of the control surface, for example <c>publish?n=5</c>.</summary>
    public async Task<JsonElement> DoAsync(string command)
    {
        using HttpResponseMessage response = await _control.GetAsync(new Uri(command, UriKind.Relative));
        string text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{command}: {text}");
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Publishes events numbered on from the last call.</summary>
    public Task PublishAsync(int count, string channel = "/test") => DoAsync($"publish?n={count}&channel={channel}");

    /// <summary>A number out of <c>stats</c>.</summary>
    public async Task<int> CountAsync(string name) => (await DoAsync("stats")).GetProperty(name).GetInt32();

    /// <summary>How many messages the server was sent on a channel since the journal was cleared.</summary>
    public async Task<int> ReceivedAsync(string channel) =>
        (await DoAsync("stats")).GetProperty("byChannel").TryGetProperty(channel, out JsonElement count) ? count.GetInt32() : 0;

    /// <summary>Waits until a condition over <c>stats</c> holds.</summary>
    public async Task<JsonElement> WaitForStatsAsync(Func<JsonElement, bool> condition, string what)
    {
        // The server is asked again and again: it has no way to call back, and a question is cheap.
        long until = Environment.TickCount64 + 60_000;
        while (true)
        {
            JsonElement stats = await DoAsync("stats");
            if (condition(stats))
            {
                return stats;
            }

            if (Environment.TickCount64 > until)
            {
                throw new TimeoutException($"The server never got to '{what}': {stats}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Waits until a poll is held: then the client is truly idle.</summary>
    public Task WaitForHeldPollAsync(int polls = 1) =>
        WaitForStatsAsync(stats => stats.GetProperty("held").GetInt32() >= polls, "a held poll");

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _control.Dispose();
        return base.DisposeAsync();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<BayeuxPeer> StartAsync(string script, IEnumerable<string> arguments)
    {
        var peer = new BayeuxPeer(script, arguments);
        try
        {
            JsonElement ready = await peer.WaitForAsync("ready");
            peer.Url = new Uri(ready.GetProperty("url").GetString()!);
            peer._control.BaseAddress = new Uri($"http://127.0.0.1:{ready.GetProperty("control").GetInt32()}/");
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }
}
