using System;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Client.Tests.Day;

/// <summary>A contact centre for a day: agents, campaigns, and calling lists with chains of one to three records, made from a seed.</summary>
internal sealed class DayScenario : IDisposable
{
    private DayScenario(string path, int records)
    {
        Path = path;
        Records = records;
    }

    public string Path { get; }

    public int Records { get; }

    public static DayScenario Make(int agents, int campaigns, int records, int seed)
    {
        var random = new Random(seed);
        var scenario = new JObject
        {
            ["agents"] = new JArray(Enumerable.Range(1, agents).Select(i => new JObject
            {
                ["userName"] = "agent" + i,
                ["password"] = "secret",
                ["loginCode"] = "30" + i,
                ["phoneNumber"] = "50" + i,
            })),
            ["callingLists"] = new JArray(Enumerable.Range(1, campaigns).Select(i => List(i, records / campaigns, random))),
            ["campaigns"] = new JArray(Enumerable.Range(1, campaigns).Select(i => new JObject
            {
                ["name"] = "Campaign " + i,
                ["applicationId"] = 130 + i,
                ["groupName"] = "Everyone",
                ["dialingMode"] = "Preview",
                ["state"] = "Started",
                ["callingLists"] = new JArray("List " + i),
            })),
        };
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "day-" + Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(path, scenario.ToString());
        return new DayScenario(path, records / campaigns * campaigns);
    }

    public void Dispose() => File.Delete(Path);

    private static JObject List(int number, int records, Random random)
    {
        var rows = new JArray();
        for (var chain = 1; rows.Count < records; chain++)
        {
            for (var left = random.Next(1, 4); left > 0 && rows.Count < records; left--)
            {
                rows.Add(new JObject
                {
                    ["chain_id"] = chain,
                    ["contact_info"] = "6" + number + rows.Count.ToString("D5"),
                    ["contact_info_type"] = "Mobile",
                    ["tz_name"] = "GMT",
                    ["tz_offset"] = 0,
                    ["note"] = "n" + rows.Count,
                });
            }
        }

        return new JObject { ["name"] = "List " + number, ["dbid"] = 100 + number, ["records"] = rows };
    }
}
