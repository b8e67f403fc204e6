using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Desktop;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Screenshots;

/// <summary>
/// An agent in the middle of a morning: a record with its chain, a call, a field that was changed, an e-mail on offer.
/// </summary>
internal sealed class DesktopScene : IAsyncDisposable
{
    private const string Campaign = "Spring Renewals";

    private readonly GwsSimulator _simulator;
    private readonly GwsSession _session;

    private DesktopScene(GwsSimulator simulator, GwsSession session, GwsDesktop desktop)
    {
        _simulator = simulator;
        _session = session;
        Desktop = desktop;
    }

    public GwsDesktop Desktop { get; }

    /// <summary>Starts the scene.</summary>
    /// <param name="client">The page in the frame, or null.</param>
    public static async Task<DesktopScene> StartAsync(Uri? client = null)
    {
        string scenario = Path.Combine(Path.GetTempPath(), $"gws-scene-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(scenario, Scenario);
        GwsSimulator simulator;
        try
        {
            simulator = GwsSimulator.Start(new GwsSimulatorOptions { ScenarioPath = scenario });
        }
        finally
        {
            File.Delete(scenario);
        }

        var password = new SecureString();
        simulator.Agents[0].Password.ToList().ForEach(password.AppendChar);
        GwsSession session = await GwsSession.ConnectAsync(
            new GwsSessionOptions { Uri = simulator.Uri, UserName = "amara", Password = password, Name = "amara@contact-center" },
                CancellationToken.None);
        var desktop = GwsDesktop.Start(session, new GwsDesktopOptions { ClientUri = client });
        var scene = new DesktopScene(simulator, session, desktop);
        await scene.WorkAsync();
        return scene;
    }

    public ValueTask DisposeAsync()
    {
        Desktop.Dispose();
        _session.Dispose();
        _simulator.Dispose();
        return default;
    }

    private async Task WorkAsync()
    {
        GwsOutbound outbound = _session.Outbound;
        await _session.Agent.SetStateAsync(GwsAgentState.Ready);
        var campaign = new GwsCampaignIdentity(Campaign);
        await outbound.StartPreviewSessionAsync(campaign);
        GwsRecord first = await outbound.GetPreviewRecordAsync(campaign);
        await outbound.DialRecordAsync(first);
        GwsRecord second = await outbound.GetPreviewRecordAsync(campaign);
        await outbound.GetChainedRecordsAsync(second);
        await outbound.DialRecordAsync(second);
        outbound.UpdateFields(second, new Dictionary<string, object?> { ["note"] = "Prefers the mobile in the morning" },
            force: false);
        outbound.SetCallResult(second, GwsCallResult.Parse("Answer"), force: false);
        outbound.SetSchedule(second, "12/14/2026 10:30", GwsCallbackType.Personal, force: true);
        _simulator.OfferEmail("amara", "Renewal of contract 10-2231", "m.keller@example.com");
        _simulator.RingCall("amara", from: "+49 30 5550188");
        while (_session.Emails.Snapshot().Count == 0 || _session.Calls.Snapshot().All(call => call.State != "Ringing"))
        {
            await _session.Events.WaitForMoreAsync(_session.Events.LastSequence, TimeSpan.FromSeconds(1), CancellationToken.None);
        }
    }

    private const string Scenario =
        """
        {
          "agents": [ { "userName": "amara", "password": "secret", "firstName": "Amara", "lastName": "Okafor", "loginCode": "3001", "phoneNumber": "5001", "place": "place1" } ],
          "callingLists": [ { "name": "Renewals", "dbid": 104, "records": [
            { "chain_id": 1, "contact_info": "+44 20 7946 0011", "contact_info_type": "HomePhone", "tz_name": "GMT", "tz_offset": 0, "customer": "Ruth Adeyemi", "contract": "10-2198", "note": "" },
            { "chain_id": 2, "contact_info": "+49 30 5550147", "contact_info_type": "Mobile", "tz_name": "CET", "tz_offset": 3600, "customer": "Martin Keller", "contract": "10-2231", "premium": "1240.50", "note": "" },
            { "chain_id": 2, "contact_info": "+49 30 5550190", "contact_info_type": "DirectBusinessPhone", "tz_name": "CET", "tz_offset": 3600, "customer": "Martin Keller", "contract": "10-2231", "premium": "1240.50", "note": "" },
            { "chain_id": 2, "contact_info": "+49 30 5550112", "contact_info_type": "HomePhone", "tz_name": "CET", "tz_offset": 3600, "customer": "Martin Keller", "contract": "10-2231", "premium": "1240.50", "note": "" },
            { "chain_id": 3, "contact_info": "+33 1 55 50 01 77", "contact_info_type": "Mobile", "tz_name": "CET", "tz_offset": 3600, "customer": "Chantal Moreau", "contract": "10-2240", "note": "" } ] } ],
          "campaigns": [
            { "name": "Spring Renewals", "applicationId": 134, "groupName": "AgentGroup1", "groupDbid": 42896, "dialingMode": "Preview", "state": "Started", "callingLists": [ "Renewals" ] },
            { "name": "Overdue Invoices", "applicationId": 134, "groupName": "AgentGroup1", "groupDbid": 42897, "dialingMode": "PushPreview", "state": "Loaded", "callingLists": [ ] } ]
        }
        """;
}
