using System;
using System.Linq;
using System.Threading;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// What happens to the agents while they work: calls ring, e-mails come, records are withdrawn, campaigns stop, time passes.
/// Paced by the work that is done.
/// </summary>
internal sealed class BackgroundActivity(GwsSimulator simulator, SoakOptions options, int chains)
{
    private readonly Random _random = new(options.Seed ^ 0x5eed);
    private readonly SimulatedHour? _hour = options.IsHour ? new SimulatedHour(simulator, options, chains) : null;
    private readonly Lock _gate = new();

    /// <summary>So many records are worked by now.</summary>
    public void GoOn(int done)
    {
        lock (_gate)
        {
            Happen(done);
        }
    }

    /// <summary>The other parties hang up, and no campaign pushes any more.</summary>
    public void EndFaults()
    {
        lock (_gate)
        {
            _hour?.End();
            foreach (var call in simulator.Calls.Where(call => call.State is not "Released"))
            {
                simulator.EndCall(call.Id);
            }

            simulator.ChangeCampaignMode(Generator.Push, "Preview");
        }
    }

    private void Happen(int done)
    {
        if (done % 15 == 0)
        {
            simulator.RingCall(SomeAgent(), fromQueue: _random.Next(4) > 0);
        }

        if (done % 20 == 0)
        {
            simulator.OfferEmail(SomeAgent());
        }

        if (_hour is not null)
        {
            _hour.GoOn(done);
        }
        else if (done % 25 == 0)
        {
            simulator.AdvanceClock(TimeSpan.FromMinutes(10));
        }

        if (done % 40 == 0)
        {
            simulator.PushRecord(SomeAgent(), Generator.Morning);
        }

        if (done % 50 == 0)
        {
            Withdraw();
        }

        if (done % Math.Max(120, options.Records / 50) == 0)
        {
            simulator.StopCampaign(Generator.Noon);
            simulator.StartCampaign(Generator.Noon);
        }

        if (options.Faults && !options.IsHour && done % 300 == 0)
        {
            simulator.DropConnections();
        }
    }

    private string SomeAgent() => Generator.AgentName(_random.Next(options.Agents));

    // Not the others of its chain: the agent may never have heard of them.
    private static bool WasDelivered(SimulatedRecord record, string holder) =>
        record.History.LastOrDefault(one => one.What == "Delivered")?.Agent == holder;

    private void Withdraw()
    {
        var first = _random.Next(options.Agents);
        for (var number = 0; number < options.Agents; number++)
        {
            var agent = Generator.AgentName((first + number) % options.Agents);
            var held = simulator.RecordsOf(agent).Where(record => WasDelivered(record, agent)).ToArray();
            if (held.Length > 0)
            {
                try
                {
                    simulator.WithdrawRecord(held[_random.Next(held.Length)].RecordHandle);
                }
                catch (ArgumentException)
                {
                    // The agent was quicker.
                }

                return;
            }
        }
    }
}
