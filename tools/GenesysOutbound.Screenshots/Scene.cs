using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Screenshots;

/// <summary>A simulator whose agents work through their campaigns, so that the pictures show a contact center at work.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private static readonly (string Name, string First, string Last)[] People =
    [
        ("amara", "Amara", "Okafor"), ("bjorn", "Bj\u00f6rn", "Lindqvist"), ("chloe", "Chlo\u00e9", "Martin"),
            ("diego", "Diego", "Herrera"),
        ("emi", "Emi", "Tanaka"), ("farid", "Farid", "Haddad"), ("greta", "Greta", "Hoffmann"),
            ("hana", "Hana", "Nov\u00e1kov\u00e1"),
    ];

    private readonly CancellationTokenSource _stop = new();
    private readonly GwsSimulator _simulator;
    private readonly string _scenario;
    private readonly ConcurrentBag<Task> _work = [];

    private Scene(GwsSimulator simulator, string scenario)
    {
        _simulator = simulator;
        _scenario = scenario;
    }

    public Uri PageUri => _simulator.PageUri;

    public static async Task<Scene> StartAsync()
    {
        string scenario = Path.Combine(Path.GetTempPath(), $"gws-scene-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(scenario, Scenario());
        var simulator = GwsSimulator.Start(new GwsSimulatorOptions
        {
            ScenarioPath = scenario,
            StartTime = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero),
            EnableCsrf = false,
        });
        var scene = new Scene(simulator, scenario);
        _ = scene.PageUri;
        for (int i = 0; i < People.Length - 1; i++)
        {
            scene._work.Add(scene.WorkAsync(People[i].Name, i));
        }

        await Task.Delay(3000);
        scene.Decorate();
        return scene;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_work.ToArray());
        _simulator.Dispose();
        File.Delete(_scenario);
        _stop.Dispose();
    }

    private static string Scenario()
    {
        var random = new Random(4);
        JArray Records(int chains, string prefix) =>
            new(Enumerable.Range(1, chains).SelectMany(chain =>
            Enumerable.Range(0, chain % 4 == 0 ? 2 : 1).Select(n => new JObject
        {
            ["chain_id"] = chain,
            ["contact_info"] = prefix + random.Next(100_000, 999_999).ToString(CultureInfo.InvariantCulture),
            ["contact_info_type"] = n == 0 ? "Mobile" : "HomePhone",
            ["tz_name"] = "GMT",
            ["customer"] = $"C-{10_000 + chain}",
        })));
        return new JObject
        {
            ["agents"] = new JArray(People.Select(p =>
                new JObject { ["userName"] = p.Name, ["firstName"] = p.First, ["lastName"] = p.Last })),
            ["callingLists"] = new JArray(
                new JObject { ["name"] = "Renewals March", ["records"] = Records(600, "0207") },
                new JObject { ["name"] = "Winback EU", ["records"] = Records(240, "0049") },
                new JObject { ["name"] = "Survey", ["records"] = Records(80, "0033") }),
            ["campaigns"] = new JArray(
                new JObject { ["name"] = "Renewals", ["callingLists"] = new JArray("Renewals March") },
                new JObject { ["name"] = "Winback", ["applicationId"] = 139, ["callingLists"] = new JArray("Winback EU") },
                new JObject { ["name"] = "Survey", ["dialingMode"] = "PushPreview", ["state"] = "Loaded",
                    ["callingLists"] = new JArray("Survey") }),
        }.ToString();
    }

    private void Decorate()
    {
        _simulator.RingCall("hana", true, "+44 20 7946 0018");
        _simulator.RingCall("amara", true, "+49 30 901820",
            new Dictionary<string, object?> { ["CustomerSegment"] = "Gold", ["OrderNumber"] = 48_213 });
        _simulator.OfferEmail("chloe", "Where is my order?", "jonas.weber@example.com");
        _simulator.Faults.Add(new SimulatorFault { Kind = SimulatorFaultKind.DropAfter, Operation = "RejectRecord",
            Agent = "diego", Skip = 500 });
    }

    /// <summary>Takes records, dials, and completes, rejects, reschedules or cancels them.</summary>
    private async Task WorkAsync(string agent, int number)
    {
        using var http = new HttpClient { BaseAddress = _simulator.Uri };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(agent + ":secret")));
        string device = _simulator.Agents.Single(a => a.UserName == agent).DevicePath;
        (string campaign, string list, int application) = number % 3 == 2
            ? ("Winback", "Winback EU", 139) : ("Renewals", "Renewals March", 134);
        var random = new Random(number);
        try
        {
            await PostAsync(http, "api/v2/me", new JObject { ["operationName"] = "StartContactCenterSession" });
            await PostAsync(http, "api/v2/me", new JObject { ["operationName"] = number % 4 == 3 ? "AfterCallWork" : "Ready" });
            _work.Add(PollAsync(http));
            for (int step = 0; !_stop.IsCancellationRequested; step++)
            {
                await Task.Delay(random.Next(60, 260), _stop.Token);
                JObject Body(string operation) => new()
                {
                    ["operationName"] = operation,
                    ["applicationId"] = application,
                    ["campaignName"] = campaign,
                    ["callingList"] = list,
                    ["devicePath"] = device,
                    ["referenceId"] = $"{agent}-{step}-{operation}",
                };
                await PostAsync(http, "api/v2/me/outbound-campaigns/" + campaign, Body("GetPreviewRecord"));
                SimulatedRecord? record = _simulator.RecordsOf(agent) is [var held, ..] ? held : null;
                if (record is null)
                {
                    continue;
                }

                string path = "api/v2/me/outbound-records/" + record.RecordHandle.ToString(CultureInfo.InvariantCulture);
                await Task.Delay(random.Next(100, 900), _stop.Token);
                int choice = random.Next(10);
                if (choice == 0)
                {
                    JObject callback = Body("RescheduleRecord");
                    callback["callbackType"] = "Campaign";
                    callback["timestamp"] = _simulator.Now.AddHours(2 + random.Next(30)).ToUnixTimeSeconds();
                    await PostAsync(http, path, callback);
                }

                JObject last = Body(choice switch { 1 or 2 => "RejectRecord", 3 => "CancelRecord", _ => "CompleteRecord" });
                last["callResult"] = random.Next(2) == 0 ? "Answer" : "Busy";
                await PostAsync(http, path, last);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            // The scene ends.
        }
    }

    /// <summary>Keeps a Bayeux session, as a client that hears events does.</summary>
    private async Task PollAsync(HttpClient http)
    {
        try
        {
            JArray reply = await BayeuxAsync(http,
                new JObject { ["channel"] = "/meta/handshake", ["supportedConnectionTypes"] = new JArray("long-polling") });
            string? client = (string?)reply[0]["clientId"];
            await BayeuxAsync(http, new JObject { ["channel"] = "/meta/subscribe", ["clientId"] = client,
                ["subscription"] = "/v2/me/*" });
            while (!_stop.IsCancellationRequested)
            {
                await BayeuxAsync(http, new JObject { ["channel"] = "/meta/connect", ["clientId"] = client,
                    ["connectionType"] = "long-polling" });
            }
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            // The scene ends.
        }
    }

    private async Task<JArray> BayeuxAsync(HttpClient http, JObject message)
    {
        using var content = new StringContent(new JArray(message).ToString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri("api/v2/notifications", UriKind.Relative), content,
            _stop.Token);
        return JArray.Parse(await response.Content.ReadAsStringAsync(_stop.Token));
    }

    private async Task PostAsync(HttpClient http, string path, JObject body)
    {
        using var content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.PostAsync(new Uri(path, UriKind.Relative), content, _stop.Token);
    }
}
