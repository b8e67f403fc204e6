using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using GenesysOutbound.Simulator.Agents;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Outbound;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace GenesysOutbound.Simulator.Scenario;

/// <summary>Fills a contact center from a scenario (see docs/simulator.md).</summary>
internal sealed class ScenarioLoader
{
    private static readonly string[] AllFeatures =
        ["api-voice", "api-voice-outbound", "api-agent-control", "api-multimedia", "api-multimedia-email", "api-multimedia-chat"];

    private readonly ContactCenter _center;
    private readonly string _source;
    private readonly string _folder;

    private ScenarioLoader(ContactCenter center, string source, string folder)
    {
        _center = center;
        _source = source;
        _folder = folder;
    }

    /// <exception cref="FormatException">The scenario or a list cannot be read; the message has the place.</exception>
    public static void Load(GwsSimulatorOptions options, ContactCenter center)
    {
        var source = options.ScenarioPath ?? "built-in scenario";
        var folder = options.ScenarioPath is null ? string.Empty : Path.GetDirectoryName(Path.GetFullPath(source))!;
        var text = options.ScenarioPath is null ? ReadBuiltIn() : File.ReadAllText(source);
        ScenarioFile scenario;
        try
        {
            var json = Json.Parse(text) as JObject ?? throw new FormatException($"{source}: the scenario is not a JSON object.");
            if (json.Descendants().FirstOrDefault(t => t is { Type: JTokenType.Null, Parent: JArray }) is JToken gap)
            {
                throw new FormatException($"{source}: the item at {gap.Path} is null.");
            }

            scenario = JsonSettings.Read<ScenarioFile>(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{source}: {e.Message}", e);
        }

        new ScenarioLoader(center, source, folder).Load(scenario, options.CallingListPath);
    }

    private static string ReadBuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("DefaultScenario.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void Load(ScenarioFile scenario, string? callingListPath)
    {
        var settings = scenario.Settings;
        _center.Outbound.RequiresPreviewSession = settings.RequirePreviewSession;
        _center.Outbound.EnforcesCallingHours = settings.EnforceCallingHours;
        _center.Outbound.MaxHeldRecords = settings.MaxHeldRecords;
        _center.Outbound.OffersCampaignCollection = settings.OfferCampaignCollection;
        for (var i = 0; i < scenario.Agents.Count; i++)
        {
            AddAgent(scenario.Agents[i], i + 1);
        }

        for (var i = 0; i < scenario.CallingLists.Count; i++)
        {
            AddList(scenario.CallingLists[i], i + 1, i == 0 ? callingListPath : null, settings.RejectedRecordReturnsToSameAgent);
        }

        foreach (var rule in scenario.DialOutcomes)
        {
            _center.Calls.Outcomes.Add(new KeyValuePair<string, DialOutcome>(rule.Phone, rule.Outcome));
        }

        foreach (var campaign in scenario.Campaigns)
        {
            AddCampaign(campaign);
        }
    }

    private void AddAgent(ScenarioAgent file, int number)
    {
        var name = file.UserName.Length > 0 ? file.UserName : throw Invalid("an agent has an empty userName");
        if (_center.FindAgent(name) is not null)
        {
            throw Invalid($"there are two agents named {name}");
        }

        var agent = new Agent
        {
            UserName = name,
            Password = file.Password,
            FirstName = file.FirstName ?? name,
            LastName = file.LastName ?? "Agent",
            LoginCode = file.LoginCode ?? (3000 + number).ToString(CultureInfo.InvariantCulture),
            PhoneNumber = file.PhoneNumber ?? (5000 + number).ToString(CultureInfo.InvariantCulture),
            Place = file.Place ?? FormattableString.Invariant($"place{number}"),
            DeviceId = file.DeviceId ?? new Guid(
                number, 0x1ad3, 0x418f, [0x8b, 0x3d, 0xa0, 0x6c, 0xbe, 0x8a, 0xf3, 0x95]).ToString(),
        };
        agent.Features.UnionWith(file.Features ?? (IEnumerable<string>)AllFeatures);
        _center.Add(agent);
    }

    private void AddList(ScenarioCallingList file, int number, string? csvInstead, bool returnsToSameAgent)
    {
        if (_center.Outbound.FindList(file.Name) is not null)
        {
            throw Invalid($"there are two calling lists named {file.Name}");
        }

        var list = new CallingList(file.Name, file.Dbid ?? 100 + number) { ReturnsToSameAgent = returnsToSameAgent };
        _center.Outbound.Add(list);
        var path = csvInstead ?? (file.Csv is null ? null : Path.Combine(_folder, file.Csv));
        if (path is not null)
        {
            using var reader = new StreamReader(path);
            new RecordReader(_center.Outbound, list, path).ReadCsv(reader);
        }
        else
        {
            new RecordReader(_center.Outbound, list, $"{_source}, list {list.Name}").ReadJson(file.Records);
        }
    }

    private void AddCampaign(ScenarioCampaign file)
    {
        if (_center.Outbound.FindCampaign(file.Name) is not null)
        {
            throw Invalid($"there are two campaigns named {file.Name}");
        }

        var campaign = new Campaign { Name = file.Name, Description = file.Description, State = file.State };
        campaign.DialingMode = file.DialingMode ?? campaign.DialingMode;
        campaign.GroupName = file.GroupName ?? campaign.GroupName;
        campaign.GroupDbid = file.GroupDbid ?? campaign.GroupDbid;
        campaign.ApplicationId = file.ApplicationId ?? campaign.ApplicationId;
        campaign.Agents = file.Agents is null ? null : new HashSet<string>(file.Agents, StringComparer.Ordinal);
        foreach (var name in file.CallingLists)
        {
            campaign.Lists.Add(
                _center.Outbound.FindList(
                    name) ?? throw Invalid($"the campaign {file.Name} names the unknown calling list {name}"));
        }

        _center.Outbound.Add(campaign);
    }

    private FormatException Invalid(string problem) => new($"{_source}: {problem}.");
}
