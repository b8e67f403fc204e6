using System;
using System.Collections.Generic;
using System.Globalization;
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

    private static readonly (string Contestant, int Log)[] Contestants = [("session", 10_000), ("session", 100), ("client", 0)];

    public string Name => "events";

    public string Purpose => "an event from the socket to the session's log, beside the CometD client alone";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        int[] warmUps = settings.Quick ? [0, 10_000] : [0, 10_000, 100_000];
        var samples = new List<(string Contestant, int Log, int WarmUp, JsonElement Report)>();
        for (int run = 1; run <= (settings.Quick ? 1 : settings.Runs); run++)
        {
            foreach (int warmUp in warmUps)
            {
                foreach ((string contestant, int log) in run % 2 == 1 ? Contestants : Contestants.Reverse())
                {
                    JsonElement report = await MeasureAsync(contestant, log, warmUp);
                    Console.WriteLine($"{run} {contestant} {log} after {warmUp}: {report}");
                    samples.Add((contestant, log, warmUp, report));
                }
            }
        }

        return ToMarkdown(samples, settings.Quick ? 1 : settings.Runs);
    }

    private static async Task<JsonElement> MeasureAsync(string contestant, int log, int warmUp)
    {
        (LineProcess server, Uri url) = await EventServer.StartAsync();
        await using (server)
        {
            // The server gets warm on an audience of its own: only the contestant is to be cold.
            await using (LineProcess warmer = await StartAsync("client", 0, url))
            {
                await RoundAsync(server, warmer, 20_000);
            }

            await using LineProcess process = await StartAsync(contestant, log, url);
            for (int left = warmUp; left > 0; left -= 10_000)
            {
                await RoundAsync(server, process, Math.Min(left, 10_000));
            }

            return await RoundAsync(server, process, Measured);
        }
    }

    private static async Task<LineProcess> StartAsync(string contestant, int log, Uri url)
    {
        var process = new LineProcess(
            "dotnet",
            AppContext.BaseDirectory,
            [typeof(EventContestant).Assembly.Location, EventContestant.Role, contestant, url.ToString(),
                log.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForAsync("ready");
        return process;
    }

    private static async Task<JsonElement> RoundAsync(LineProcess server, LineProcess contestant, int events)
    {
        int armed = contestant.Reports.Count(report => report.GetProperty("event").GetString() == "armed");
        int measured = contestant.Reports.Count(report => report.GetProperty("event").GetString() == "measured");
        await contestant.SendAsync(events);
        await contestant.WaitForAsync("armed", armed + 1);
        await server.SendAsync(events);
        return await contestant.WaitForAsync("measured", measured + 1);
    }

    private static string ToMarkdown(List<(string Contestant, int Log, int WarmUp, JsonElement Report)> samples, int runs)
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
            "many others. `session` is the whole product: parse, understand, stores, log, waiters; with a log of 10,000 or of " +
            "100 events. `client` is the CometD client with a");
        text.AppendLine(
            $"handler that counts. CPU is all of the process, compiler and collector included. {runs} runs, in turn, the " +
            $"order reversed every other run; median (least-greatest).");
        text.AppendLine();
        text.AppendLine("| after | contestant | CPU µs/event | allocated B/event | events/s | heap MB afterwards |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var group in samples.GroupBy(sample => (sample.WarmUp, sample.Contestant, sample.Log)))
        {
            string Of(string name, double factor) =>
                Spread.Of(group.Select(sample => (double?)(sample.Report.GetProperty(name).GetDouble() * factor)))!.ToString();
            string rate = Spread.Of(group.Select(sample =>
                (double?)(Measured / sample.Report.GetProperty("seconds").GetDouble())))!.ToString();
            string contestant = group.Key.Contestant == "client" ? "client" : "session, log of " + Spread.Text(group.Key.Log);
            string cpu = Of("cpu", 1.0 / Measured);
            string bytes = Of("bytes", 1.0 / Measured);
            text.AppendLine(
                $"| {Spread.Text(group.Key.WarmUp)} | {contestant} | {cpu} | {bytes} | {rate} | " +
                $"{Of("heap", 1.0 / 1024 / 1024)} |");
        }

        return text.ToString();
    }
}
