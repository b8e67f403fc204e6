using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using GenesysOutbound.Client;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Day.Tests;

/// <summary>What an agent's session knew when it ended.</summary>
internal sealed record Shift(string Agent, IReadOnlyList<GwsEvent> Events, IReadOnlyList<GwsRecord> Records, IReadOnlyList<GwsRecord> Held, long Gaps, bool Lost);

/// <summary>A day of all agents: the shift with everything that goes wrong, then a late shift in which nothing does and the lists are worked to their ends.</summary>
internal sealed class Day : IDisposable
{
    private const int LateRounds = 200;
    private static readonly TimeSpan LatePatience = TimeSpan.FromSeconds(60);

    private readonly string _scenario = Path.Combine(Path.GetTempPath(), "day-" + Guid.NewGuid().ToString("N") + ".json");
    private readonly CancellationToken _stop;

    public Day(DayOptions options, CancellationToken stop)
    {
        Options = options;
        _stop = stop;
        File.WriteAllText(_scenario, Generator.Scenario(options));
        Simulator = GwsSimulator.Start(new GwsSimulatorOptions
        {
            ScenarioPath = _scenario,
            Seed = options.Seed,
            LedgerCapacity = int.MaxValue,

            // Without advice a client must guess how long a poll may take; that is a matter of its own.
            Variety = options.Faults ? SimulatorVariety.All & ~SimulatorVariety.NoAdvice : SimulatorVariety.None,
            VarietyRate = 0.2,
        });
        Before = Simulator.Records.ToDictionary(record => record.RecordHandle);
        World = new World(Simulator, options);
        Agents = [.. Enumerable.Range(0, options.Agents).Select(Generator.AgentName)];
        Accounts = [.. Agents.Select(agent => new Account(agent))];
        Faults = options.Faults ? FaultPlan.Rough(Simulator, Agents) : FaultPlan.None(Simulator);
    }

    public DayOptions Options { get; }

    public GwsSimulator Simulator { get; }

    /// <summary>The records as the day found them.</summary>
    public IReadOnlyDictionary<long, SimulatedRecord> Before { get; }

    public World World { get; }

    public IReadOnlyList<string> Agents { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public FaultPlan Faults { get; }

    public IReadOnlyList<Entry> LateEntries { get; private set; } = [];

    public TimeSpan ShiftTook { get; private set; }

    public TimeSpan LateTook { get; private set; }

    public List<Shift> Shifts { get; } = [];

    public List<Shift> LateShifts { get; } = [];

    public async Task RunAsync()
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Agents.Select((_, number) => Task.Run(() => ShiftAsync(number), _stop)));
        ShiftTook = watch.Elapsed;
        Faults.End();
        World.EndCalls();
        var early = Accounts.Select(account => account.Entries.Count).ToArray();
        await LateAsync();
        LateEntries = [.. Accounts.SelectMany((account, number) => account.Entries.Skip(early[number]))];
        LateTook = watch.Elapsed - ShiftTook;
    }

    public void Dispose()
    {
        Simulator.Dispose();
        File.Delete(_scenario);
    }

    // A session for the preview campaigns and one for the push campaign, as after a break.
    private async Task ShiftAsync(int number)
    {
        var patience = Options.Faults ? Options.Patience : LatePatience;
        foreach (var work in new Func<AgentScript, Task>[] { static script => script.PreviewAsync(), static script => script.PushAsync() })
        {
            // A session that is lost is followed by a new one, in which the work goes on.
            const int sessions = 5;
            for (var session = 0; session < sessions && await InSessionAsync(number, patience, late: false, Shifts, work); session++)
            {
                World.Use("Session lost");
            }
        }
    }

    /// <returns>Whether the session was lost.</returns>
    private async Task<bool> InSessionAsync(int number, TimeSpan patience, bool late, List<Shift> shifts, Func<AgentScript, Task> work)
    {
        using var session = await ConnectAsync(Agents[number], patience);
        var script = new AgentScript(World, Options, number, session, Accounts[number], late, _stop);
        await work(script);
        await script.ClearDeskAsync();
        var lost = script.IsLost;
        var shift = new Shift(Agents[number], session.Events.Snapshot(), session.Records.Snapshot(), script.Held(), session.Counters.Gaps, lost);
        lock (shifts)
        {
            shifts.Add(shift);
        }

        await session.DisconnectAsync(_stop);
        return lost;
    }

    private async Task<GwsSession> ConnectAsync(string agent, TimeSpan patience)
    {
        const int attempts = 10;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AgentScript.ConnectAsync(World, agent, patience, _stop);
            }
            catch (GwsException) when (attempt < attempts)
            {
                World.Use("Connect failed");
            }
        }
    }

    // Round after round, and an afternoon later, until every record has come to its end.
    private async Task LateAsync()
    {
        Simulator.ChangeCampaignMode(Generator.Push, "Preview");
        for (var round = 0; round < LateRounds && Simulator.Records.Any(IsOpen); round++)
        {
            World.LetTimePass(TimeSpan.FromHours(3));
            await Task.WhenAll(Agents.Select((_, number) => Task.Run(
                () => InSessionAsync(number, LatePatience, late: true, LateShifts, static script => script.LateAsync()), _stop)));
        }
    }

    private static bool IsOpen(SimulatedRecord record) => record.Status is "Ready" or "Retrieved";
}
