using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// Draws the run's data from the seed: agents, campaigns, calling lists with chains and fields. The simulator reads it as a
/// scenario.
/// </summary>
internal sealed class Generator
{
    public const string Morning = "Morning Preview";
    public const string Noon = "Noon & Co / Preview";
    public const string Push = "Evening Push";

    /// <summary>How often a chain is worked, about: some are sent back, rejected, called back.</summary>
    public const double WorkOfAChain = 1.25;

    private static readonly (string Name, int OffsetSeconds)[] Zones = [("GMT", 0), ("EDT", -14_400), ("IST", 19_800),
        ("CET", 3_600)];
    private static readonly string[] Cities = ["Köln", "São Paulo", "O'Hare", "\"quoted\"", "Zürich, CH", "東京"];

    private readonly Random _random;
    private long _chain;
    private int _chains;
    private int _phone;

    private Generator(int seed) => _random = new Random(seed);

    public static IReadOnlyList<string> PreviewCampaigns { get; } = [Morning, Noon];

    public static IReadOnlyList<string> Campaigns { get; } = [Morning, Noon, Push];

    /// <summary>The calling list of a campaign.</summary>
    public static string ListOf(string campaign) => campaign switch
    {
        Morning => "MorningList",
        Noon => "Noon List",
        _ => "PushList",
    };

    public static string AgentName(int number) => "agent" + Text(number + 1);

    public static string Password(int number) => "secret" + Text(number);

    /// <summary>What the server calls the agent beside records; no two agents have the same.</summary>
    public static string LoginCode(int number) => Text(3_001 + number);

    /// <summary>The scenario file's text, and how many chains it holds.</summary>
    public static (string Text, int Chains) Scenario(SoakOptions options)
    {
        var generator = new Generator(options.Seed);
        var agents = Enumerable.Range(0, options.Agents).Select(n => new JObject
        {
            ["userName"] = AgentName(n),
            ["password"] = Password(n),
            ["loginCode"] = LoginCode(n),
            ["phoneNumber"] = Text(700_000 + n),
        });
        var morning = options.Records * 45 / 100;
        var noon = options.Records * 40 / 100;
        var text = new JObject
        {
            ["agents"] = new JArray(agents),
            ["callingLists"] = new JArray(
                generator.List(ListOf(Morning), morning), generator.List(ListOf(Noon), noon),
                    generator.List(ListOf(Push), options.Records - morning - noon)),
            ["campaigns"] = new JArray(
                Campaign(Morning, "Preview", 134), Campaign(Noon, "Preview", 139), Campaign(Push, "PushPreview", 134)),
        }.ToString();
        return (text, generator._chains);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static JObject Campaign(string name, string mode, int application) => new()
    {
        ["name"] = name,
        ["dialingMode"] = mode,
        ["applicationId"] = application,
        ["callingLists"] = new JArray(ListOf(name)),
    };

    private JObject List(string name, int count)
    {
        // Every list counts its chains from one: a chain's number alone does not tell it.
        _chain = 0;
        var records = new JArray();
        while (records.Count < count)
        {
            AddChain(records, Math.Min(_random.Next(1, 6), count - records.Count));
        }

        return new JObject { ["name"] = name, ["records"] = records };
    }

    private void AddChain(JArray records, int length)
    {
        _chain++;
        _chains++;
        var zone = Zones[_random.Next(Zones.Length)];
        for (var number = 0; number < length; number++)
        {
            records.Add(new JObject
            {
                ["chain_id"] = _chain,
                ["chain_n"] = number,
                ["contact_info"] = "555" + (++_phone).ToString("D6", CultureInfo.InvariantCulture),
                ["contact_info_type"] = _random.Next(0, 12),
                ["tz_name"] = zone.Name,
                ["tz_offset"] = zone.OffsetSeconds,
                ["daily_from"] = _random.Next(0, 10) * 3600,
                ["daily_till"] = _random.Next(12, 24) * 3600,
                ["city"] = Cities[_random.Next(Cities.Length)],
                ["visits"] = _random.Next(0, 100),
                ["note"] = string.Empty,
            });
        }
    }
}
