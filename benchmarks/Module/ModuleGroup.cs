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

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>What a PowerShell user feels: bulk work, the way of an event to the prompt, the time of an import.</summary>
internal sealed class ModuleGroup : IBenchmarkGroup
{
    public string Name => "module";

    public string Purpose => "the commands in a real pwsh: bulk rejects, event latency, import time";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        var text = new StringBuilder();
        text.AppendLine("## The commands in a real pwsh");
        text.AppendLine();
        text.AppendLine($"Machine: {Machine.Describe()}. Medians, with least and greatest in brackets.");
        text.AppendLine();
        await BulkAsync(settings, text);
        await LatencyAsync(settings, text);
        await ImportAsync(settings, text);
        return text.ToString();
    }

    private static readonly (string Name, string Label)[] Contestants =
        [("command", "`Invoke-GwsRejectRecord`"), ("bare", "bare `HttpClient`"), ("loop", "`Invoke-RestMethod` in a loop")];

    private static async Task BulkAsync(BenchmarkSettings settings, StringBuilder text)
    {
        int records = settings.Quick ? 500 : 10_000;
        int runs = settings.Quick ? 1 : Math.Max(3, settings.Runs - 2);
        var all = Contestants.ToDictionary(one => one.Name, _ => new List<JsonElement>());
        for (int run = 0; run < runs; run++)
        {
            // The order is reversed every other run. Each contestant has a fresh server and a fresh pwsh: none finds what another has warmed.
            foreach ((string name, _) in run % 2 == 0 ? Contestants : [.. Contestants.Reverse()])
            {
                (LineProcess server, Uri url) = await SimulatorServer.StartAsync(records + 1000, agents: 1);
                await using (server)
                {
                    all[name].Add(await Pwsh.RunAsync("Bulk.ps1", "-Contestant", name, "-Module", Pwsh.Module, "-Uri", url.ToString(), "-Records", Text(records)));
                    Console.WriteLine($"bulk, {name}: {all[name][^1]}");
                }
            }
        }

        text.AppendLine($"### Rejecting {Spread.Text(records)} records");
        text.AppendLine();
        text.AppendLine("Held records, the simulator in a process of its own, `-ThrottleLimit 8` and eight HttpClient workers; each contestant in a fresh pwsh, after 200");
        text.AppendLine("records as a warm-up. The command takes records from the pipeline, and waits for and returns every acknowledgement; HttpClient only posts");
        text.AppendLine("bodies that were made before the clock started; the loop makes each from its record, and posts. The session that holds the records is open in all three, and reads the same events.");
        text.AppendLine();
        text.AppendLine("| contestant | records/s | every run |");
        text.AppendLine("| --- | --- | --- |");
        foreach ((string name, string label) in Contestants)
        {
            double?[] rates = [.. all[name].Select(run => (double?)run.GetProperty("rate").GetDouble())];
            text.AppendLine($"| {label} | {Spread.Of(rates)} | {string.Join(", ", rates.Select(Spread.Text))} |");
        }

        double Ratio(string against) =>
            all["command"].Zip(all[against], (command, other) => command.GetProperty("rate").GetDouble() / other.GetProperty("rate").GetDouble()).Order().ElementAt(runs / 2);
        text.AppendLine();
        text.AppendLine($"Median of the runs' ratios: {Spread.Text(Ratio("loop"))} times the loop (aim 10), {Spread.Text(Ratio("bare"))} of bare HttpClient (aim 0.8).");
        text.AppendLine($"Answers other than an acknowledgement: {all["command"].Sum(run => run.GetProperty("refused").GetInt32())}.");
        text.AppendLine();
    }

    private static async Task LatencyAsync(BenchmarkSettings settings, StringBuilder text)
    {
        int events = settings.Quick ? 100 : 1000;
        var all = new List<JsonElement>();
        for (int run = 0; run < (settings.Quick ? 1 : settings.Runs); run++)
        {
            all.Add(await Pwsh.RunAsync("Latency.ps1", "-Module", Pwsh.Module, "-Events", Text(events)));
            Console.WriteLine("latency: " + all[^1]);
        }

        text.AppendLine("### An event's way to `Wait-GwsEvent`");
        text.AppendLine();
        text.AppendLine($"{Spread.Text(events)} events at irregular intervals of 3 to 25 ms, server and client in one pwsh; from the hand-over to the server to the return of the command (aim: p99 at most 5 ms).");
        text.AppendLine();
        text.AppendLine("| p50 ms | p99 ms | greatest ms |");
        text.AppendLine("| --- | --- | --- |");
        text.AppendLine($"| {Of(all, "p50")} | {Of(all, "p99")} | {Of(all, "max")} |");
        text.AppendLine();
    }

    private static async Task ImportAsync(BenchmarkSettings settings, StringBuilder text)
    {
        string folder = Directory.CreateTempSubdirectory("empty-module-").FullName;
        try
        {
            await Pwsh.RunAsync("Import.ps1", "-MakeEmpty", folder);
            string emptyModule = Path.Combine(folder, "Empty.psd1");
            var ours = new List<JsonElement>();
            var empty = new List<JsonElement>();
            for (int run = 0; run < (settings.Quick ? 3 : 11); run++)
            {
                empty.Add(await Pwsh.RunAsync("Import.ps1", "-Module", emptyModule));
                ours.Add(await Pwsh.RunAsync("Import.ps1", "-Module", Pwsh.Module));
            }

            // The first of each reads the files from the disk.
            text.AppendLine("### `Import-Module` in a fresh pwsh");
            text.AppendLine();
            text.AppendLine("| module | ms |");
            text.AppendLine("| --- | --- |");
            text.AppendLine($"| GenesysOutbound | {Of(ours[1..], "milliseconds")} |");
            text.AppendLine($"| an empty binary module | {Of(empty[1..], "milliseconds")} |");
            text.AppendLine();
            double Middle(List<JsonElement> runs) => runs.Skip(1).Select(run => run.GetProperty("milliseconds").GetDouble()).Order().ElementAt((runs.Count - 1) / 2);
            text.AppendLine($"{Spread.Text(Middle(ours) / Middle(empty))} times the empty module's (aim: at most 2). Neither process has done anything before.");
            text.AppendLine();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Spread? Of(IEnumerable<JsonElement> runs, string name) => Spread.Of(runs.Select(run => (double?)run.GetProperty(name).GetDouble()));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
