using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator.Tests.Support;
using Newtonsoft.Json.Linq;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>
/// Random operations of several agents, repeatable by a seed, while the clock advances: at the end the rules hold for every
/// record.
/// </summary>
public sealed class RandomOperationTests
{
    private const int Chains = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_agents_do_each_record_has_one_holder_at_a_time_and_one_end(int seed)
    {
        using var scenario = new TemporaryFile(".json", Scenario());
        using var simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario.Path, Seed = seed });
        await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Task.Run(() => WorkAsync(simulator, "a" + i, (seed * 100) + i))));

        var records = simulator.Records;
        Assert.Contains(records, r => r.History.Any(h => h.What == "RescheduleRecord"));
        foreach (var chain in records.GroupBy(r => (r.CallingList, r.ChainId)))
        {
            Assert.True(chain.Select(r => r.Agent).Where(a => a is not null).Distinct().Count() <= 1, "a chain has two holders");
            CheckHolders(chain.SelectMany(r => r.History).OrderBy(h => h.At).ToArray());
        }

        foreach (var record in records)
        {
            var ends = record.History.Count(h => h.What is "CancelRecord" or "DoNotCallRecord"
                || (h.What == "CompleteRecord" && record.Status is "Updated" or "ChainUpdated" && h == record.History[^1]));
            Assert.Equal(record.Status is "Ready" or "Retrieved" ? 0 : 1, ends);
            Assert.Equal(record.Status == "Retrieved", record.Agent is not null);
            Assert.Equal(record.RecordType == "NoCall", record.CallResult == 51);
        }
    }

    private static void CheckHolders(IReadOnlyList<SimulatedRecordEvent> history)
    {
        string? holder = null;
        foreach (var step in history)
        {
            switch (step.What)
            {
                case "Delivered":
                    Assert.Null(holder);
                    holder = step.Agent;
                    break;
                case "Returned" or "Withdrawn":
                    holder = null;
                    break;
                case "RejectRecord" or "CancelRecord" or "DoNotCallRecord" or "CompleteRecord":
                    Assert.True(holder is null || holder == step.Agent, step + " by another than the holder " + holder);
                    holder = null;
                    break;
            }
        }
    }

    private static async Task WorkAsync(GwsSimulator simulator, string user, int seed)
    {
        using var agent = await TestAgent.LogInAsync(simulator, user);
        var random = new Random(seed);
        for (var step = 0; step < 60; step++)
        {
            var campaign = random.Next(2) == 0 ? "Red" : "Blue";
            if (random.Next(8) == 0)
            {
                simulator.AdvanceClock(TimeSpan.FromMinutes(random.Next(60)));
            }

            var record = await agent.PreviewAsync(campaign);
            if (record is null)
            {
                continue;
            }

            var handle = (long)record["GSW_RECORD_HANDLE"]!;
            Task<JObject> DoAsync(string operation, JObject? more = null) =>
                agent.RecordAsync(operation, handle, more, campaign, campaign + "List", "s" + step + operation);
            if (random.Next(3) == 0)
            {
                await DoAsync("UpdateRecord", new JObject { ["otherFields"] = new JObject { ["touched"] = step } });
            }

            if (random.Next(3) == 0)
            {
                await DoAsync("RescheduleRecord", new JObject
                {
                    ["callbackType"] = random.Next(2) == 0 ? "Personal" : "Campaign",
                    ["timestamp"] = (simulator.Now + TimeSpan.FromMinutes(61 + random.Next(600))).ToUnixTimeSeconds(),
                });
            }

            var (last, answer) = random.Next(5) switch
            {
                0 => ("RejectRecord", "RecordRejectAcknowledge"),
                1 => ("CancelRecord", "RecordCancelAcknowledge"),
                2 => ("DoNotCallRecord", "DoNotCallAcknowledge"),
                _ => ("CompleteRecord", "RecordProcessedAcknowledge"),
            };
            var scope = last is "CancelRecord" or "DoNotCallRecord" && random.Next(2) == 0
                ? new JObject { ["chainAttribute"] = "AllChain" } : null;
            await DoAsync(last, scope);
            Assert.Equal(answer, (string?)(await agent.EventAsync(e =>
                (string?)e["data"]!["referenceId"] == "s" + step + last))["data"]!["notificationType"]);
        }
    }

    private static string Scenario()
    {
        static JObject List(string name) => new()
        {
            ["name"] = name + "List",
            ["records"] = new JArray(Enumerable.Range(0, Chains * 2)
                .Select(i => new JObject { ["chain_id"] = (i / 2) + 1, ["contact_info"] = name + i })),
        };
        return new JObject
        {
            ["agents"] = new JArray(Enumerable.Range(1, 4).Select(i => new JObject { ["userName"] = "a" + i })),
            ["callingLists"] = new JArray(List("Red"), List("Blue")),
            ["campaigns"] = new JArray(new[] { "Red", "Blue" }.Select(c =>
                new JObject { ["name"] = c, ["callingLists"] = new JArray(c + "List") })),
        }.ToString();
    }
}
