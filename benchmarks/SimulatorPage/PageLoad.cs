using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Benchmarks.SimulatorPage;

/// <summary>Agents who work on a simulator: as fast as it goes, or as people do.</summary>
internal sealed class PageLoad : IAsyncDisposable
{
    private const int AtOnce = 16;

    private readonly GwsSimulator _simulator;
    private readonly HttpClient[] _agents;
    private readonly string[] _devices;

    private PageLoad(GwsSimulator simulator, int agents)
    {
        _simulator = simulator;
        _devices = [.. simulator.Agents.Select(a => a.DevicePath)];
        _agents = [.. Enumerable.Range(1, agents).Select(Client)];
    }

    public static async Task<PageLoad> StartAsync(GwsSimulator simulator, int agents)
    {
        var load = new PageLoad(simulator, agents);
        foreach (HttpClient agent in load._agents)
        {
            await PostAsync(agent, "api/v2/me", """{"operationName":"StartContactCenterSession"}""", CancellationToken.None);
        }

        return load;
    }

    /// <summary>The most requests a second: each takes a record or gives it back.</summary>
    public async Task<double> SaturateAsync(TimeSpan length)
    {
        using var stop = new CancellationTokenSource(length);
        int done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async number =>
        {
            while (!stop.IsCancellationRequested)
            {
                await TurnAsync(number, "RejectRecord", () => Interlocked.Increment(ref done), CancellationToken.None);
            }
        }));
        return done / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Lets all agents work as people do, until what it returns is disposed of.</summary>
    public IAsyncDisposable Work()
    {
        var stop = new CancellationTokenSource();
        Task[] working = [.. Enumerable.Range(0, _agents.Length).Select(async number =>
        {
            var random = new Random(number);
            try
            {
                while (true)
                {
                    await Task.Delay(random.Next(1000, 3000), stop.Token);
                    await TurnAsync(number, "CompleteRecord", () => 0, stop.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The end of the work.
            }
        })];
        return new Ending(async () =>
        {
            await stop.CancelAsync();
            await Task.WhenAll(working);
            stop.Dispose();
        });
    }

    public ValueTask DisposeAsync()
    {
        foreach (HttpClient agent in _agents)
        {
            agent.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private async Task TurnAsync(int number, string operation, Func<int> count, CancellationToken cancellationToken)
    {
        string common = $$"""applicationId":134,"campaignName":"Campaign1","callingList":"List1","devicePath":"{{_devices[number]}}","referenceId":"1"}""";
        await PostAsync(_agents[number], "api/v2/me/outbound-campaigns/Campaign1",
            $$"""{"operationName":"GetPreviewRecord","{{common}}""", cancellationToken);
        count();
        string name = "agent" + (number + 1).ToString(CultureInfo.InvariantCulture);
        if (_simulator.RecordsOf(name) is [var held, ..])
        {
            string path = "api/v2/me/outbound-records/" + held.RecordHandle.ToString(CultureInfo.InvariantCulture);
            await PostAsync(_agents[number], path, $$"""{"operationName":"{{operation}}","{{common}}""", cancellationToken);
            count();
        }
    }

    private HttpClient Client(int number)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _simulator.Uri };
        string credential = Convert.ToBase64String(
            Encoding.ASCII.GetBytes($"agent{number.ToString(CultureInfo.InvariantCulture)}:secret"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credential);
        return http;
    }

    private static async Task PostAsync(HttpClient http, string path, string body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private sealed class Ending(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
    }
}
