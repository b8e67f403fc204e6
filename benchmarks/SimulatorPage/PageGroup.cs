using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using GenesysOutbound.Testing.Browser;
using Microsoft.Playwright;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Benchmarks.SimulatorPage;

/// <summary>
/// What the simulator's page costs: the server's request rate, the browser's processor, and the time of a page of records.
/// </summary>
internal sealed class PageGroup : IBenchmarkGroup
{
    private const int Agents = 200;

    public string Name => "page";

    public string Purpose => "the simulator's page open beside 200 working agents and 100 000 records";

    public bool ByDefault => false;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        if (HeadlessBrowser.SkipReason is string reason)
        {
            throw new InvalidOperationException(reason);
        }

        int records = settings.Quick ? 10_000 : 100_000;
        var length = TimeSpan.FromSeconds(settings.Quick ? 3 : 10);
        int runs = settings.Quick ? 1 : settings.Runs;
        string scenario = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(scenario, Scenario(records));
            using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario, EnableCsrf = false });
            await using PageLoad load = await PageLoad.StartAsync(simulator, Agents);
            await using HeadlessBrowser browser = await HeadlessBrowser.StartAsync();
            await load.SaturateAsync(length);
            var figures = new PageFigures();
            for (int run = 0; run < runs; run++)
            {
                figures.Without.Add(await load.SaturateAsync(length));
                await MeasurePageAsync(browser, simulator, load, length, figures);
                Console.WriteLine(figures.Last);
            }

            return figures.ToMarkdown(Agents, records, length, runs);
        }
        finally
        {
            File.Delete(scenario);
        }
    }

    private static async Task MeasurePageAsync(HeadlessBrowser browser, GwsSimulator simulator, PageLoad load, TimeSpan length,
        PageFigures figures)
    {
        await using IBrowserContext window = await browser.OpenAsync(1400, 900);
        IPage page = await window.NewPageAsync();
        await page.GotoAsync(simulator.PageUri.AbsoluteUri);
        await page.Locator("tr[data-agent]").First.WaitForAsync();

        // At its own pace the page is measured beside agents who work as people do.
        await using (load.Work())
        {
            figures.Script.Add(await ScriptShareAsync(page, length));
            await page.Locator("#tab-records").ClickAsync();
            await page.Locator("#view-records tbody tr").First.WaitForAsync();
            figures.ScriptOfRecords.Add(await ScriptShareAsync(page, length));
            foreach ((string name, string query) in PageFigures.Queries)
            {
                double[] times = await page.EvaluateAsync<double[]>(Fetches, query);
                figures.Fetched(name, times);
            }

            await page.Locator("#tab-overview").ClickAsync();
        }

        figures.With.Add(await load.SaturateAsync(length));
    }

    private const string Fetches =
        """
        async (query) => {
          const times = [];
          const token = new URLSearchParams(location.hash.slice(1)).get('token');
          for (let i = 0; i < 15; i++) {
            const started = performance.now();
            const response = await fetch(`/simulator/view/records?limit=50&${query}`, { headers: { Authorization: `Bearer ${token}` }, cache: 'no-store' });
            await response.json();
            times.push(performance.now() - started);
          }
          return times;
        }
        """;

    /// <summary>The share of one core that the page's main thread is busy, in percent.</summary>
    private static async Task<double> ScriptShareAsync(IPage page, TimeSpan length)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable");
        (double at, double busy) = await ReadAsync(session);
        await Task.Delay(length);
        (double later, double busyThen) = await ReadAsync(session);
        return (busyThen - busy) / (later - at) * 100;
    }

    private static async Task<(double At, double Busy)> ReadAsync(ICDPSession session)
    {
        var reply = await session.SendAsync("Performance.getMetrics");
        var metrics = JObject.Parse(reply!.Value.GetRawText())["metrics"]!
            .ToDictionary(m => (string)m["name"]!, m => (double)m["value"]!);
        return (metrics["Timestamp"], metrics["TaskDuration"]);
    }

    private static string Scenario(int records) => new JObject
    {
        ["agents"] = new JArray(Enumerable.Range(1, Agents)
            .Select(i => new JObject { ["userName"] = "agent" + i.ToString(CultureInfo.InvariantCulture) })),
        ["settings"] = new JObject { ["rejectedRecordReturnsToSameAgent"] = true },
        ["callingLists"] = new JArray(new JObject
        {
            ["name"] = "List1",
            ["records"] = new JArray(Enumerable.Range(0, records)
                .Select(i => new JObject { ["contact_info"] = (600_000 + (i * 7919L % records))
                .ToString(CultureInfo.InvariantCulture) })),
        }),
        ["campaigns"] = new JArray(new JObject { ["name"] = "Campaign1", ["callingLists"] = new JArray("List1") }),
    }.ToString();
}
