using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Events;

/// <summary>
/// What an event costs from the socket to the session's log, beside the Bayeux client alone: cold, and after many of them.
/// </summary>
internal sealed class EventsGroup : IBenchmarkGroup
{
    private const int Measured = 20_000;

    /// <summary>The goals: how many times the JavaScript client's processor time an event may take.</summary>
    private static readonly Dictionary<int, double> Ratios = new() { [0] = 2, [10_000] = 1.5, [100_000] = 1 };

    private static readonly (string Contestant, int Log)[] Contestants =
        [("session", 10_000), (Newtonsoft, 10_000), ("session", 100), ("client", 0), (JavaScript, 0)];

    private const string JavaScript = "JavaScript";

    private const string Newtonsoft = "session that reads with Newtonsoft.Json";

    public string Name => "events";

    public string Purpose => "an event from the socket to the session's log, beside the CometD client alone";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        (string Contestant, int Log)[] contestants = [.. Contestants.Where(item =>
            item.Contestant != JavaScript || PeerFolder.Ready.Unavailable is null)];
        ContestantFolders folders = await ContestantFolders.MakeAsync();
        int[] warmUps = settings.Quick ? [0, 10_000] : [0, 10_000, 100_000];
        var samples = new List<(string Contestant, int Log, int WarmUp, JsonElement Report)>();
        for (int run = 1; run <= (settings.Quick ? 1 : settings.Runs); run++)
        {
            foreach (int warmUp in warmUps)
            {
                foreach ((string contestant, int log) in run % 2 == 1 ? contestants : contestants.Reverse())
                {
                    JsonElement report = await MeasureAsync(folders, contestant, log, warmUp);
                    Console.WriteLine($"{run} {contestant} {log} after {warmUp}: {report}");
                    samples.Add((contestant, log, warmUp, report));
                }
            }
        }

        return ToMarkdown(samples, settings.Quick ? 1 : settings.Runs, folders.AreCompiledAhead);
    }

    private static async Task<JsonElement> MeasureAsync(ContestantFolders folders, string contestant, int log, int warmUp)
    {
        (LineProcess server, Uri url) = await EventServer.StartAsync();
        await using (server)
        {
            // The server gets warm on an audience of its own: only the contestant is to be cold.
            await using (LineProcess warmer = await StartAsync(folders, "client", 0, url))
            {
                await RoundAsync(server, warmer, 20_000);
            }

            await using LineProcess process = await StartAsync(folders, contestant, log, url);
            for (int left = warmUp; left > 0; left -= 10_000)
            {
                await RoundAsync(server, process, Math.Min(left, 10_000));
            }

            return await RoundAsync(server, process, Measured);
        }
    }

    private static async Task<LineProcess> StartAsync(ContestantFolders folders, string contestant, int log, Uri url)
    {
        string folder = contestant == Newtonsoft ? folders.WithNewtonsoft : folders.Product;
        LineProcess process = contestant == JavaScript ? StartJavaScript(url) : new LineProcess(
            "dotnet",
            folder,
            [Path.Combine(folder, Path.GetFileName(typeof(EventContestant).Assembly.Location)), EventContestant.Role,
                contestant == Newtonsoft ? "session" : contestant, url.ToString(), log.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForAsync("ready");
        return process;
    }

    private static LineProcess StartJavaScript(Uri url) => new(
        "node",
        PeerFolder.Ready.Path,
        ["js-events.mjs", "--url", new Uri(url, "/api/v2/notifications").AbsoluteUri, "--login",
            new Uri(url, "/api/v2/me").AbsoluteUri, "--user", "agent1", "--password", "secret", "--channel", "/v2/me/outbound"]);

    private static async Task<JsonElement> RoundAsync(LineProcess server, LineProcess contestant, int events)
    {
        int armed = contestant.Reports.Count(report => report.GetProperty("event").GetString() == "armed");
        int measured = contestant.Reports.Count(report => report.GetProperty("event").GetString() == "measured");
        await contestant.SendAsync(events);
        await contestant.WaitForAsync("armed", armed + 1);
        await server.SendAsync(events);
        return await contestant.WaitForAsync("measured", measured + 1);
    }

    private static string ToMarkdown(List<(string Contestant, int Log, int WarmUp, JsonElement Report)> samples, int runs,
        bool areCompiledAhead)
    {
        var text = new StringBuilder();
        text.AppendLine("## An event from the socket to the session's log");
        text.AppendLine();
        text.AppendLine(
            $"Machine: {Machine.Describe()}. The simulator in a process of its own, warmed by another client, publishes " +
            $"record events as fast as it can, each with its");
        text.AppendLine(
            "raw duplicate on `/me/internal` (about 700 bytes an event in the mean). Each measurement is a fresh process that " +
            "hears 20 000 events: at once, or after so");
        text.AppendLine(
            "many others. `JavaScript` is the official client, whose handler gets each event as an object. " +
            "`session` is the whole product: parse, understand, stores, log, waiters; with a log of 10,000 or of 100 events. " +
            "`session that reads with Newtonsoft.Json` is the same with the one reader exchanged: Newtonsoft.Json reads the " +
            "data of each event in one pass, and the CometD client reads the envelope as before. " +
            "`client` is the CometD client with a");
        string assemblies = areCompiledAhead ? "compiled ahead, as in the package for linux-x64"
            : "**not compiled ahead**";
        text.AppendLine(
            $"handler that counts. Our assemblies are {assemblies}. CPU is all of the process, compiler and collector " +
            $"included. {runs} runs, in turn, the order reversed every other run; median (least-greatest).");
        text.AppendLine();
        var goals = new GoalTable();
        foreach (int warmUp in samples.Select(sample => sample.WarmUp).Distinct())
        {
            goals.AtMost($"after {Spread.Text(warmUp)}: CPU an event over the JavaScript client's",
                Ratio(samples, warmUp, (JavaScript, 0)), Ratios[warmUp]);
        }

        int last = samples[^1].WarmUp;
        goals.AtMost($"after {Spread.Text(last)}: CPU an event with a log of 10 000 over that with one of 100",
            Ratio(samples, last, ("session", 100)), 1.1);
        goals.AtMost($"after {Spread.Text(last)}: bytes allocated an event", Spread.Of(Figures(samples, last, ("session", 10_000))
            .Select(sample => (double?)(sample.GetProperty("bytes").GetDouble() / Measured))), 2000);
        text.AppendLine(goals.ToString());
        text.AppendLine("| after | contestant | CPU µs/event | allocated B/event | events/s | heap MB afterwards |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var group in samples.GroupBy(sample => (sample.WarmUp, sample.Contestant, sample.Log)))
        {
            string Of(string name, double factor) => group.Key.Contestant == JavaScript && name == "bytes" ? "-" :
                Spread.Of(group.Select(sample => (double?)(sample.Report.GetProperty(name).GetDouble() * factor)))!.ToString();
            string rate = Spread.Of(group.Select(sample =>
                (double?)(Measured / sample.Report.GetProperty("seconds").GetDouble())))!.ToString();
            string log = group.Key.Log > 0 ? ", log of " + Spread.Text(group.Key.Log) : string.Empty;
            string cpu = Of("cpu", 1.0 / Measured);
            string bytes = Of("bytes", 1.0 / Measured);
            text.AppendLine(
                $"| {Spread.Text(group.Key.WarmUp)} | {group.Key.Contestant}{log} | {cpu} | {bytes} | {rate} | " +
                $"{Of("heap", 1.0 / 1024 / 1024)} |");
        }

        return text.ToString();
    }

    private static IEnumerable<JsonElement> Figures(List<(string Contestant, int Log, int WarmUp, JsonElement Report)> samples,
        int warmUp, (string Contestant, int Log) who) => samples
        .Where(sample => sample.WarmUp == warmUp && (sample.Contestant, sample.Log) == who).Select(sample => sample.Report);

    /// <summary>Processor time of the whole product with the usual log over another contestant's, run by run.</summary>
    private static Spread? Ratio(List<(string Contestant, int Log, int WarmUp, JsonElement Report)> samples, int warmUp,
        (string Contestant, int Log) other) => Spread.Of(
        Figures(samples, warmUp, ("session", 10_000)).Zip(Figures(samples, warmUp, other), (ours, theirs) =>
            (double?)(ours.GetProperty("cpu").GetDouble() / theirs.GetProperty("cpu").GetDouble())));
}
