using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;
using GenesysOutbound.Testing.Processes;

namespace GenesysOutbound.Benchmarks.Module;

/// <summary>
/// The simulator in a process of its own, so that its work is not counted as the client's. Ends when its standard input closes.
/// </summary>
internal static class SimulatorServer
{
    public const string Role = "--as-simulator";

    /// <summary>The first record's handle; the others follow it.</summary>
    public const int FirstHandle = 1001;

    /// <summary>
    /// Starts it with this many records, each a chain of its own, and returns its address. The delay is what the server adds to a
    /// RejectRecord, in milliseconds.
    /// </summary>
    public static async Task<(LineProcess Process, Uri Url)> StartAsync(int records, int agents, int delay = 0)
    {
        string program = typeof(SimulatorServer).Assembly.Location;
        var process = new LineProcess("dotnet", AppContext.BaseDirectory,
            [program, Role, Text(records), Text(agents), Text(delay)]);
        JsonElement ready = await process.WaitForAsync("ready");
        return (process, new Uri(ready.GetProperty("url").GetString()!));
    }

    /// <summary>The process itself.</summary>
    public static int Run(string[] arguments)
    {
        string scenario = WriteScenario(Number(arguments[0]), Number(arguments[1]));
        try
        {
            using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario, RequestLogCapacity = 1 });
            if (Number(arguments[2]) is var delay and > 0)
            {
                simulator.Faults.Add(new SimulatorFault
                {
                    Kind = SimulatorFaultKind.Delay,
                    Operation = "RejectRecord",
                    Count = int.MaxValue,
                    Delay = TimeSpan.FromMilliseconds(delay),
                });
            }

            Console.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object> { ["event"] = "ready",
                ["url"] = simulator.Uri.ToString() }));
            while (Console.In.ReadLine() is not null)
            {
            }

            return 0;
        }
        finally
        {
            File.Delete(scenario);
        }
    }

    private static string WriteScenario(int records, int agents)
    {
        var scenario = new Dictionary<string, object>
        {
            // The same records serve every contestant and every run.
            ["settings"] = new Dictionary<string, object> { ["rejectedRecordReturnsToSameAgent"] = true },
            ["agents"] = Enumerable.Range(1, agents)
                .Select(i => new Dictionary<string, object> { ["userName"] = "agent" + Text(i), ["password"] = "secret" }),
            ["callingLists"] = new[]
            {
                new Dictionary<string, object>
                {
                    ["name"] = "CallingList1",
                    ["records"] = Enumerable.Range(0, records).Select(i => new Dictionary<string, object>
                    {
                        ["record_handle"] = FirstHandle + i,
                        ["chain_id"] = i + 1,
                        ["contact_info"] = Text(600_000 + i),
                    }),
                },
            },
            ["campaigns"] = new[]
            {
                new Dictionary<string, object> { ["name"] = "Campaign1", ["applicationId"] = 134,
                    ["callingLists"] = new[] { "CallingList1" } },
            },
        };
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        File.WriteAllText(path, JsonSerializer.Serialize(scenario));
        return path;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
