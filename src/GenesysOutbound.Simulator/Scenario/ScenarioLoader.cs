using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using GenesysOutbound.Simulator.Api;
using GenesysOutbound.Simulator.Outbound;
using GenesysOutbound.Simulator.World;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Scenario;

/// <summary>Fills a contact center from a scenario (see docs/simulator.md).</summary>
internal sealed class ScenarioLoader
{
    private static readonly string[] AllFeatures =
        ["api-voice", "api-voice-outbound", "api-agent-control", "api-multimedia", "api-multimedia-email", "api-multimedia-chat"];

    private readonly ContactCenter _center;
    private readonly OutboundApi _outboundApi;
    private readonly string _source;
    private readonly string _folder;

    private ScenarioLoader(ContactCenter center, OutboundApi outboundApi, string source, string folder)
    {
        _center = center;
        _outboundApi = outboundApi;
        _source = source;
        _folder = folder;
    }

    /// <exception cref="FormatException">The scenario or a list cannot be read; the message says where.</exception>
    public static void Load(GwsSimulatorOptions options, ContactCenter center, OutboundApi outboundApi)
    {
        string text, source, folder;
        if (options.ScenarioPath is null)
        {
            source = "built-in scenario";
            folder = string.Empty;
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("DefaultScenario.json")!;
            using var reader = new StreamReader(stream);
            text = reader.ReadToEnd();
        }
        else
        {
            source = options.ScenarioPath;
            folder = Path.GetDirectoryName(Path.GetFullPath(source))!;
            text = File.ReadAllText(source);
        }

        JObject scenario;
        try
        {
            scenario = Json.Parse(text) as JObject ?? throw new FormatException(source + ": the scenario is no JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException(source + ": " + e.Message, e);
        }

        new ScenarioLoader(center, outboundApi, source, folder).Load(scenario, options.CallingListPath);
    }

    private void Load(JObject scenario, string? callingListPath)
    {
        var settings = scenario["settings"] as JObject ?? [];
        _center.Outbound.RequiresPreviewSession = Flag(settings, "requirePreviewSession");
        _center.Outbound.EnforcesCallingHours = Flag(settings, "enforceCallingHours");
        _center.Outbound.MaxHeldRecords = (int)(Number(settings, "maxHeldRecords") ?? 0);
        _outboundApi.OffersCampaignCollection = Flag(settings, "offerCampaignCollection");
        var number = 0;
        foreach (var agent in Objects(scenario, "agents"))
        {
            AddAgent(agent, ++number);
        }

        var first = true;
        number = 0;
        foreach (var list in Objects(scenario, "callingLists"))
        {
            AddList(list, ++number, first ? callingListPath : null, Flag(settings, "rejectedRecordReturnsToSameAgent"));
            first = false;
        }

        foreach (var rule in Objects(scenario, "dialOutcomes"))
        {
            var outcome = Enum.TryParse<DialOutcome>(Required(rule, "outcome"), out var known) ? known : throw Bad($"'{rule["outcome"]}' is no outcome of a call");
            _center.Calls.Outcomes.Add(new KeyValuePair<string, DialOutcome>(Required(rule, "phone"), outcome));
        }

        foreach (var campaign in Objects(scenario, "campaigns"))
        {
            AddCampaign(campaign);
        }
    }

    private void AddAgent(JObject json, int number)
    {
        var name = Required(json, "userName");
        var agent = new Agent
        {
            UserName = name,
            Password = Text(json, "password") ?? "secret",
            FirstName = Text(json, "firstName") ?? name,
            LastName = Text(json, "lastName") ?? "Agent",
            LoginCode = Text(json, "loginCode") ?? (3000 + number).ToString(CultureInfo.InvariantCulture),
            PhoneNumber = Text(json, "phoneNumber") ?? (5000 + number).ToString(CultureInfo.InvariantCulture),
            Place = Text(json, "place") ?? "place" + number.ToString(CultureInfo.InvariantCulture),
            DeviceId = Text(json, "deviceId") ?? new Guid(number, 0x1ad3, 0x418f, [0x8b, 0x3d, 0xa0, 0x6c, 0xbe, 0x8a, 0xf3, 0x95]).ToString(),
        };
        agent.Features.UnionWith(json["features"] is JArray features ? features.Select(f => (string)f!) : AllFeatures);
        if (_center.FindAgent(name) is not null)
        {
            throw Bad($"the agent {name} is there twice");
        }

        _center.Add(agent);
    }

    private void AddList(JObject json, int number, string? csvInstead, bool returnsToSameAgent)
    {
        var list = new CallingList(Required(json, "name"), Number(json, "dbid") ?? 100 + number) { ReturnsToSameAgent = returnsToSameAgent };
        if (_center.Outbound.FindList(list.Name) is not null)
        {
            throw Bad($"the calling list {list.Name} is there twice");
        }

        _center.Outbound.Add(list);
        var path = csvInstead ?? (Text(json, "csv") is string relative ? Path.Combine(_folder, relative) : null);
        if (path is not null)
        {
            using var reader = new StreamReader(path);
            new RecordReader(_center.Outbound, list, path).ReadCsv(reader);
        }
        else
        {
            new RecordReader(_center.Outbound, list, _source + ", list " + list.Name).ReadJson(json["records"] as JArray ?? []);
        }
    }

    private void AddCampaign(JObject json)
    {
        var campaign = new Campaign { Name = Required(json, "name") };
        campaign.Description = Text(json, "description") ?? string.Empty;
        campaign.DialingMode = Text(json, "dialingMode") ?? campaign.DialingMode;
        campaign.GroupName = Text(json, "groupName") ?? campaign.GroupName;
        campaign.GroupDbid = Number(json, "groupDbid") ?? campaign.GroupDbid;
        campaign.ApplicationId = Number(json, "applicationId") ?? campaign.ApplicationId;
        if (Text(json, "state") is string state)
        {
            campaign.State = Enum.TryParse<CampaignState>(state, out var known) ? known : throw Bad($"'{state}' is no state of a campaign");
        }

        if (json["agents"] is JArray agents)
        {
            campaign.Agents = new HashSet<string>(agents.Select(a => (string)a!), StringComparer.Ordinal);
        }

        foreach (var name in json["callingLists"] as JArray ?? [])
        {
            campaign.Lists.Add(_center.Outbound.FindList((string?)name) ?? throw Bad($"the campaign {campaign.Name} names the unknown calling list {name}"));
        }

        if (_center.Outbound.FindCampaign(campaign.Name) is not null)
        {
            throw Bad($"the campaign {campaign.Name} is there twice");
        }

        _center.Outbound.Add(campaign);
    }

    private static bool Flag(JObject json, string name) => json[name]?.Type == JTokenType.Boolean && (bool)json[name]!;

    private static long? Number(JObject json, string name) => json[name]?.Type == JTokenType.Integer ? (long?)json[name] : null;

    private static string? Text(JObject json, string name) => json[name]?.Type == JTokenType.String ? (string?)json[name] : null;

    private string Required(JObject json, string name)
        => Text(json, name) is { Length: > 0 } text ? text : throw Bad($"something has no {name}");

    private JObject[] Objects(JObject json, string name) => (json[name] as JArray ?? [])
        .Select(o => o as JObject ?? throw Bad($"{name} holds something that is no object")).ToArray();

    private FormatException Bad(string what) => new($"{_source}: {what}.");
}
