using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Day.Tests;

/// <summary>What happens to the agents while they work: calls ring, e-mails come, records are withdrawn, campaigns stop, time passes. Paced by the work that is done.</summary>
internal sealed class World(GwsSimulator simulator, DayOptions options)
{
    private readonly Random _random = new(options.Seed ^ 0x5eed);
    private readonly ConcurrentDictionary<string, int> _used = new(StringComparer.Ordinal);
    private int _progress;

    public GwsSimulator Simulator { get; } = simulator;

    public int Progress => Volatile.Read(ref _progress);

    /// <summary>Which of the client's doings were used, and how often.</summary>
    public ConcurrentDictionary<string, int> Used => _used;

    public void Use(string what) => _used.AddOrUpdate(what, 1, static (_, count) => count + 1);

    /// <summary>An agent is done with a record.</summary>
    public void RecordWorked()
    {
        var done = Interlocked.Increment(ref _progress);
        lock (_random)
        {
            Happen(done);
        }
    }

    /// <summary>Lets callbacks fall due.</summary>
    public void LetTimePass(TimeSpan by) => Simulator.AdvanceClock(by);

    /// <summary>The other parties hang up.</summary>
    public void EndCalls()
    {
        foreach (var call in Simulator.Calls.Where(call => call.State is not "Released"))
        {
            Simulator.EndCall(call.Id);
        }
    }

    private void Happen(int done)
    {
        if (done % 15 == 0)
        {
            Simulator.RingCall(SomeAgent(), fromQueue: _random.Next(4) > 0);
        }

        if (done % 20 == 0)
        {
            Simulator.OfferEmail(SomeAgent());
        }

        if (done % 25 == 0)
        {
            LetTimePass(TimeSpan.FromMinutes(10));
        }

        if (done % 40 == 0)
        {
            Simulator.PushRecord(SomeAgent(), Generator.Morning);
        }

        if (done % 50 == 0)
        {
            Withdraw();
        }

        if (done % 120 == 0)
        {
            Simulator.StopCampaign(Generator.Noon);
            Simulator.StartCampaign(Generator.Noon);
        }

        if (options.Faults && done % 300 == 0)
        {
            Simulator.DropConnections();
        }
    }

    private string SomeAgent() => Generator.AgentName(_random.Next(options.Agents));

    // Not the others of its chain: the agent may never have heard of them.
    private static bool WasDeliveredToHolder(SimulatedRecord record) =>
        record.Agent is not null && record.History.LastOrDefault(one => one.What == "Delivered")?.Agent == record.Agent;

    private void Withdraw()
    {
        var held = Simulator.Records.Where(WasDeliveredToHolder).ToArray();
        if (held.Length > 0)
        {
            try
            {
                Simulator.WithdrawRecord(held[_random.Next(held.Length)].RecordHandle);
            }
            catch (ArgumentException)
            {
                // The agent was quicker.
            }
        }
    }
}
