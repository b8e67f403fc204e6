using System;
using GenesysOutbound.Simulator.Bayeux;
using GenesysOutbound.Simulator.Center;
using GenesysOutbound.Simulator.Common;
using GenesysOutbound.Simulator.Requests;

namespace GenesysOutbound.Simulator.Page;

/// <summary>The parts of the simulator that the page shows.</summary>
/// <param name="Center">The contact center.</param>
/// <param name="Bayeux">The CometD server.</param>
/// <param name="Faults">The faults.</param>
/// <param name="Requests">The requests.</param>
/// <param name="Generation">How often the simulator was restarted or reset.</param>
internal sealed record PageContext(
    ContactCenter Center, BayeuxServer Bayeux, SimulatorFaults Faults, RequestLog Requests, Func<int> Generation)
{
    /// <summary>Names this run of the simulator, so that the page notices another one on the same address.</summary>
    public string Instance { get; } = Secrets.NewToken();
}
