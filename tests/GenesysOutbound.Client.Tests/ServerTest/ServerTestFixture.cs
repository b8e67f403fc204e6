using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Client.Tests.ServerTest;

/// <summary>Tests simulators, with and without what real servers show besides.</summary>
internal static class ServerTestFixture
{
    public const string Campaign = "Campaign1";

    /// <summary>A campaign without records: what is asked for is refused.</summary>
    public const string Empty = "Empty Campaign";

    private const string Scenario = """
        {
          "agents": [ { "userName": "agent1", "password": "secret" }, { "userName": "agent2", "password": "secret" } ],
          "callingLists": [
            { "name": "CallingList1", "records": [
              { "chain_id": 1, "contact_info": "6470001111", "customer": "Ada Lovelace" },
              { "chain_id": 1, "chain_n": 1, "contact_info": "6470002222", "customer": "Ada Lovelace" } ] },
            { "name": "EmptyList", "records": [] } ],
          "campaigns": [
            { "name": "Campaign1", "callingLists": [ "CallingList1" ], "description": "" },
            { "name": "Empty Campaign", "callingLists": [ "EmptyList" ] } ]
        }
        """;

    public static async Task<SimulatorFixture> StartAsync(GwsSimulatorOptions? options = null)
    {
        var path = Path.Combine(Path.GetTempPath(), "gws-server-" + Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(path, Scenario);
        try
        {
            options ??= new GwsSimulatorOptions();
            options.ScenarioPath ??= path;
            return await Task.FromResult(new SimulatorFixture(options));
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static GwsServerTestOptions Test(string? campaign = null) =>
        new() { CampaignName = campaign, PollWait = TimeSpan.Zero };

    /// <summary>
    /// Everything that can be seen of a simulator: a login of its own with a record, and a session in which a call, an e-mail
    /// and a refusal happen.
    /// </summary>
    public static async Task<IReadOnlyList<GwsServerTestResult>> TestAllAsync(GwsSimulatorOptions options)
    {
        await using var fixture = await StartAsync(options);
        var own = await GwsServerTest.RunAsync(fixture.Options(), Test(Campaign), SimulatorFixture.Stop);
        return [own, await TestOccasionsAsync(fixture, Test(Empty))];
    }

    /// <summary>A test on a session in which a call and an e-mail happen.</summary>
    public static async Task<GwsServerTestResult> TestOccasionsAsync(SimulatorFixture fixture, GwsServerTestOptions test)
    {
        var session = await fixture.ConnectAsync();
        fixture.Simulator.RingCall("agent1", fromQueue: true);
        fixture.Simulator.OfferEmail("agent1");
        await SimulatorFixture.WaitForAsync(session, () =>
            session.Calls.Snapshot().Count > 0 && session.Emails.Snapshot().Count > 0);
        return await GwsServerTest.RunAsync(session, test, SimulatorFixture.Stop);
    }

    public static IReadOnlyList<string> Ids(IEnumerable<GwsServerTestResult> results, GwsFactVerdict verdict) => results
        .SelectMany(result => result.Facts)
        .Where(fact => fact.Verdict == verdict)
        .Select(fact => fact.Id)
        .Distinct()
        .OrderBy(id => id, StringComparer.Ordinal)
        .ToList();

    public static string Describe(IEnumerable<GwsServerTestResult> results) => string.Join(
        Environment.NewLine,
        results.SelectMany(result =>
            result.Facts.Select(fact => $"{fact.Verdict} {fact.Id}: {fact.Found}").Concat(result.Remarks)));
}
