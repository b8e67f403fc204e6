using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace GenesysOutbound.Simulator.Tests;

/// <summary>When a condition that is waited for is looked at.</summary>
public sealed class WaitTests
{
    [Fact]
    public async Task Looking_at_the_simulator_wakes_nobody_who_waits_for_a_change()
    {
        using var simulator = GwsSimulator.Start();
        var looks = 0;
        var patience = TimeSpan.FromSeconds(60);
        var waiting = Task.Run(() => simulator.WaitFor(s =>
        {
            Interlocked.Increment(ref looks);
            return s.Calls.Count > 0;
        }, patience), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref looks) > 0, patience));
        for (var i = 0; i < 200; i++)
        {
            // Each of these takes the lock, so the waiter is waiting when they are read.
            Assert.NotEmpty(simulator.Agents);
            Assert.NotEmpty(simulator.Campaigns);
            Assert.NotEmpty(simulator.Records);
            Assert.Empty(simulator.RecordsOf("agent1"));
            Assert.Empty(simulator.Calls);
            Assert.Empty(simulator.Emails);
            Assert.NotEqual(default, simulator.Now);
            Thread.Yield();
        }

        simulator.RingCall("agent1");
        Assert.True(await waiting);
        Assert.Equal(2, looks);
    }
}
