using System;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Testing.Soak;

/// <summary>
/// An hour of the simulated clock, moved on with the work that is done: what the clock brings comes in its minute. Every agent's
/// HTTP session is at its end after twenty minutes and their notification session after thirty, each at a minute of their own;
/// connections break; twice the server is restarted.
/// </summary>
internal sealed class SimulatedHour(GwsSimulator simulator, SoakOptions options, int chains)
{
    private const int Minutes = 60;
    private const int HttpLife = 20;
    private const int BayeuxLife = 30;

    private readonly DateTimeOffset _begin = simulator.Now;
    private int _minute;

    public void GoOn(int done)
    {
        var share = done / (chains * Generator.WorkOfAChain);
        MoveTo(TimeSpan.FromMinutes(Math.Min(Minutes, share * Minutes)));
    }

    /// <summary>The rest of the hour.</summary>
    public void End() => MoveTo(TimeSpan.FromMinutes(Minutes));

    private void MoveTo(TimeSpan time)
    {
        while (_minute < (int)time.TotalMinutes)
        {
            _minute++;
            AdvanceTo(TimeSpan.FromMinutes(_minute));
            if (options.Faults && _minute < Minutes)
            {
                Happen(_minute);
            }
        }

        AdvanceTo(time);
    }

    private void AdvanceTo(TimeSpan time)
    {
        var by = _begin + time - simulator.Now;
        if (by > TimeSpan.Zero)
        {
            simulator.AdvanceClock(by);
        }
    }

    private void Happen(int minute)
    {
        for (var number = 0; number < options.Agents; number++)
        {
            if (number % HttpLife == minute % HttpLife)
            {
                simulator.ExpireHttp(Generator.AgentName(number));
            }

            if (number % BayeuxLife == minute % BayeuxLife)
            {
                simulator.ExpireBayeux(Generator.AgentName(number));
            }
        }

        if (minute is 10 or 30 or 50)
        {
            simulator.DropConnections();
        }

        if (minute is 20 or 40)
        {
            simulator.Restart();
        }
    }
}
