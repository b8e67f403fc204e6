using System;
using GenesysOutbound.Testing.NetworkFaults;
using GenesysOutbound.Simulator;

namespace GenesysOutbound.Integration.Tests.Faults;

/// <summary>One kind of fault: how it is made, and what each kind of operation makes of it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Make">The fault at the server, for one request or for events; null for a fault of the whole server or of the
/// client's machine.</param>
/// <param name="Command">What comes of an operation that changes something.</param>
/// <param name="Read">What comes of a request that only reads; null when it does not apply.</param>
/// <param name="Wait">What comes of a wait for an event when the fault strikes the poll; null when it does not apply.</param>
internal sealed record Fault(string Name, Func<SimulatorFault>? Make, Expected Command, Expected? Read, Expected? Wait)
{
    /// <summary>
    /// The fault in the network, for the request whose text contains the argument; null for a fault of the server.
    /// </summary>
    public Func<string, FaultRule>? Rule { get; init; }

    /// <summary>Ends the fault that <see cref="Strike"/> began; null where it lasts or ends by itself.</summary>
    public Action<Stage>? Relieve { get; init; }

    /// <summary>What is done to the whole server, or to the client's machine, before the operations begin.</summary>
    public Action<Stage>? Strike { get; init; }

    /// <summary>Whether the session has to be whole again, with its gap in the log, before the operations begin.</summary>
    public bool LeavesGap { get; init; }

    /// <summary>Whether nothing comes back at all, so that the request's time limit is what ends it.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The answer of operations that are known by their event where it differs from that by reference id.</summary>
    public Expected? ByEvent { get; init; }

    /// <summary>Why a null expectation is null.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the fault is made between client and server.</summary>
    public bool IsOfNetwork { get; init; }

    /// <summary>Whether the fault strikes one request, and not all that there is.</summary>
    public bool IsOfOneRequest => Rule is not null || (Make is not null && !IsOfEvents);

    /// <summary>Whether the fault is about events: then it is not tied to one request.</summary>
    public bool IsOfEvents => Make?.Invoke().Kind >= SimulatorFaultKind.LoseEvent;

    public Expected? For(OperationKind kind) => kind switch
    {
        OperationKind.Read => Read,
        OperationKind.Wait => Wait,
        OperationKind.ByEvent => ByEvent ?? Command,
        _ => Command,
    };

    /// <summary>Makes the fault for one kind of request.</summary>
    /// <returns>Tells whether a request has met it.</returns>
    public Func<bool> Arm(Stage stage, string? wireName, string? path, int most = int.MaxValue)
    {
        if (Rule is not null)
        {
            var rule = stage.Proxy!.Add(Rule(path is null ? "\"" + wireName + "\"" : path + " "));
            return () => rule.Met.IsCompleted;
        }

        var fault = Make!();
        fault.Operation = wireName;
        fault.Path = path;
        fault.Count = Math.Min(fault.Count, most);
        stage.Simulator.Faults.Add(fault);
        return () => fault.Hits > 0;
    }

    public override string ToString() => Name;
}
