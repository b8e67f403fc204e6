using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.CometD;

/// <summary>A client in a process of its own that is connected, and measures when it is told to.</summary>
internal sealed class Contestant : IAsyncDisposable
{
    /// <summary>The first argument by which this program knows that it is a contestant.</summary>
    public const string Role = "contestant";

    private readonly LineProcess _process;
    private int _measurements;

    private Contestant(string name, LineProcess process) => (Name, _process) = (name, process);

    /// <summary>The contestants, in the order in which they stand in the tables.</summary>
    public static IReadOnlyList<string> Names { get; } = ["ours", "JavaScript", "ours, ack", "JavaScript, ack"];

    public string Name { get; }

    public int ProcessId => _process.Id;

    public string Runtime { get; private set; } = string.Empty;

    public static async Task<Contestant> StartAsync(string name, Uri url)
    {
        string[] arguments = ["--url", url.ToString(), "--channel", "/bench", "--ack",
            name.EndsWith("ack", StringComparison.Ordinal) ? "true" : "false"];
        LineProcess process = name.StartsWith("ours", StringComparison.Ordinal)
            ? StartOurs(arguments)
            : new LineProcess("node", PeerFolder.Ready.Path, ["js-bench.mjs", .. arguments]);
        var contestant = new Contestant(name, process);
        try
        {
            contestant.Runtime = (await process.WaitForAsync("ready")).GetProperty("runtime").GetString()!;
            return contestant;
        }
        catch
        {
            await contestant.DisposeAsync();
            throw;
        }
    }

    /// <summary>Arms the contestant, has the server publish, and returns the contestant's report.</summary>
    public async Task<JsonElement> MeasureAsync(BayeuxPeer server, string load, int events)
    {
        int round = ++_measurements;
        await _process.SendAsync(new { command = "measure", n = events, round });
        await _process.WaitForAsync("armed", round);
        await server.DoAsync($"load?kind={load}&n={events}&round={round}");
        try
        {
            return await _process.WaitForAsync("measured", round, patience: TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            // Events are missing; the contestant knows how many.
            await _process.SendAsync(new { command = "giveup" });
            return await _process.WaitForAsync("measured", round);
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static LineProcess StartOurs(string[] arguments)
    {
        string program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? new LineProcess(program, AppContext.BaseDirectory, [typeof(Contestant).Assembly.Location, Role, .. arguments])
            : new LineProcess(program, AppContext.BaseDirectory, [Role, .. arguments]);
    }
}
