using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>
/// What is common to the groups that give many records back: a fresh server, records fetched by this process, a fresh pwsh.
/// </summary>
internal abstract class BulkGroup : IBenchmarkGroup
{
    public abstract string Name { get; }

    public abstract string Purpose { get; }

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        ModuleUnderTest module = await ModuleUnderTest.GetAsync();
        string section = await RunAsync(settings, module);
        return section
            + $"\nMachine: {Machine.Describe()}; pwsh {Path.GetFileName(Path.GetDirectoryName(Pwsh.Path))}; module: " +
            $"{module.Description}.\n";
    }

    protected abstract Task<string> RunAsync(BenchmarkSettings settings, ModuleUnderTest module);

    /// <summary>An entrant: one contestant of Bulk.ps1 in a fresh pwsh against a fresh server.</summary>
    protected static Entrant Contestant(
        ModuleUnderTest module, string name, string contestant, int records, int atOnce, int delay = 0, int passes = 1) =>
            new(name, async () =>
    {
        (LineProcess server, Uri url) = await SimulatorServer.StartAsync(records, agents: 1, delay);
        await using (server)
        {
            string path = await HeldRecords.WriteAsync(url, records);
            try
            {
                var others = OtherLoad.Watch(server.Id);
                Dictionary<string, double> figures = await Pwsh.RunAsync(
                    "Bulk.ps1", "-Contestant", contestant, "-Module", module.Manifest, "-Uri", url.ToString(), "-Path", path,
                    "-ThrottleLimit", Text(atOnce), "-Passes", Text(passes));
                if (figures["refused"] > 0)
                {
                    throw new InvalidOperationException($"{name}: {figures["refused"]} records were not acknowledged.");
                }

                return new Trial(figures) { Others = others.Percent() };
            }
            finally
            {
                File.Delete(path);
            }
        }
    });

    /// <summary>A table of rates, processor time and allocation, with the ratio of the command to bare HttpClient.</summary>
    protected static string Table(Interleaved trials, IEnumerable<(string Label, string Entrant, string? Bare, int Pass)> rows)
    {
        var text = new StringBuilder(
            "| | records/s | of bare `HttpClient`, run by run | CPU µs a record | bytes allocated a record |\n| --- | --- | " +
            "--- | --- | --- |\n");
        foreach ((string label, string entrant, string? bare, int pass) in rows)
        {
            Spread? ratio = bare is null ? null : trials.Ratio(entrant, $"rate{pass}", bare);
            text.Append(CultureInfo.InvariantCulture,
                $"| {label} | {trials.Of(entrant, $"rate{pass}")} | {ratio?.ToString() ?? "-"} | ");
            text.Append(CultureInfo.InvariantCulture,
                $"{trials.Of(entrant, $"cpu{pass}")} | {trials.Of(entrant, $"bytes{pass}")} |\n");
        }

        return text.ToString();
    }

    protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
