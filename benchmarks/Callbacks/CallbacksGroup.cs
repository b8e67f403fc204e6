using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Benchmarks.Reporting;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Benchmarks.Callbacks;

/// <summary>
/// The simulator's rate of <c>GetPreviewRecord</c> by how many callbacks wait for their time: it must not fall with them.
/// </summary>
internal sealed class CallbacksGroup : IBenchmarkGroup
{
    private const int Workers = 8;

    public string Name => "callbacks";

    public string Purpose => "GetPreviewRecord of the simulator with 0 to 30 000 callbacks waiting";

    public bool ByDefault => true;

    public async Task<string> RunAsync(BenchmarkSettings settings)
    {
        int[] waiting = settings.Quick ? [0, 1000] : [0, 1000, 8000, 30_000];
        int requests = settings.Quick ? 1000 : 6000;
        int runs = settings.Quick ? 1 : settings.Runs;
        var rates = waiting.ToDictionary(count => count, _ => new List<double?>());
        // The first measurement compiles the code and is thrown away.
        await MeasureAsync(100, requests);
        for (var run = 0; run < runs; run++)
        {
            foreach (int count in waiting)
            {
                double rate = await MeasureAsync(count, requests);
                rates[count].Add(rate);
                Console.WriteLine($"run {run + 1}, {count} callbacks waiting: {Spread.Text(rate)}/s");
            }
        }

        return ToMarkdown(rates, requests, runs);
    }

    private static async Task<double> MeasureAsync(int callbacks, int requests)
    {
        string list = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(list,
                new[] { "Phone" }.Concat(Enumerable.Range(0, callbacks + requests + 500).Select(Text)));
            using var simulator = GwsSimulator.Start(new GwsSimulatorOptions
            {
                CallingListPath = list,
                EnableCsrf = false,
                RequestLogCapacity = 1,
            });
            using HttpClient http = ClientOf(simulator);
            string device = simulator.Agents[0].DevicePath;
            await PostAsync(http, "api/v2/me", """{"operationName":"StartContactCenterSession","channels":["voice"]}""");
            await LetCallbacksWaitAsync(simulator, http, device, callbacks);

            string body =
                $$"""{"operationName":"GetPreviewRecord","applicationId":134,"devicePath":"{{device}}","referenceId":"1"}""";
            await SpreadAsync(400, _ => PostAsync(http, "api/v2/me/outbound-campaigns/Campaign1", body));
            var watch = Stopwatch.StartNew();
            await SpreadAsync(requests, _ => PostAsync(http, "api/v2/me/outbound-campaigns/Campaign1", body));
            return requests / watch.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>Sets a personal or a campaign callback for each of the first records, at different times years ahead.</summary>
    private static async Task LetCallbacksWaitAsync(GwsSimulator simulator, HttpClient http, string device, int callbacks)
    {
        long first = DateTimeOffset.UtcNow.AddYears(2).ToUnixTimeSeconds();
        await SpreadAsync(callbacks, async number =>
        {
            long handle = simulator.PushRecord("agent1", "Campaign1")!.Value;
            string type = number % 2 == 0 ? "Personal" : "Campaign";
            string path = "api/v2/me/outbound-records/" + Text(handle);
            string common =
                $$""" "applicationId":134,"campaignName":"Campaign1","callingList":"CallingList1","devicePath":"{{device}}" """;
            long at = first + (number * 7919L % 100_000);
            await PostAsync(http, path,
                $$"""{"operationName":"RescheduleRecord","callbackType":"{{type}}","timestamp":{{at}},{{common}}}""");
            await PostAsync(http, path, $$"""{"operationName":"CompleteRecord",{{common}}}""");
        });
    }

    private static HttpClient ClientOf(GwsSimulator simulator)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = simulator.Uri };
        string credential = Convert.ToBase64String(Encoding.ASCII.GetBytes("agent1:secret"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credential);
        return http;
    }

    private static async Task SpreadAsync(int count, Func<int, Task> work)
    {
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            for (int number = Interlocked.Increment(ref next); number < count; number = Interlocked.Increment(ref next))
            {
                await work(number);
            }
        }));
    }

    private static async Task PostAsync(HttpClient http, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        string answer = await response.Content.ReadAsStringAsync();
        if (answer != """{"statusCode":0}""")
        {
            throw new InvalidOperationException($"POST {path} was answered {(int)response.StatusCode}: {answer}");
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string ToMarkdown(Dictionary<int, List<double?>> rates, int requests, int runs)
    {
        var text = new StringBuilder();
        text.AppendLine("## The simulator with callbacks that wait");
        text.AppendLine();
        text.AppendLine(
            $"Machine: {Machine.Describe()}. {Spread.Text(requests)} `GetPreviewRecord`, {Workers} at once, client and " +
            $"simulator in one process;");
        text.AppendLine($"half of the callbacks are personal, all are years ahead. Median of {runs}, least and greatest.");
        text.AppendLine();
        text.AppendLine("| callbacks waiting | GetPreviewRecord a second |");
        text.AppendLine("| --- | --- |");
        foreach ((int waiting, List<double?> figures) in rates)
        {
            text.AppendLine($"| {Spread.Text(waiting)} | {Spread.Of(figures)} |");
        }

        return text.ToString();
    }
}
