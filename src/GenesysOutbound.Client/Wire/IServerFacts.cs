using System.Collections.Generic;
using GenesysOutbound.Client.Facts;

namespace GenesysOutbound.Client.Wire;

/// <summary>What can be tested of a server: the facts of one version of the API, each a row of docs/fidelity.md.</summary>
internal interface IServerFacts
{
    /// <summary>The probes, in the order of the page.</summary>
    IReadOnlyList<FactProbe> Probes { get; }

    /// <summary>The reading requests that probes want the answers of.</summary>
    IReadOnlyList<FactRequest> Requests { get; }

    /// <summary>A poll of a session that the server does not know.</summary>
    FactPost UnknownClientPoll { get; }

    /// <summary>What the server does with polls and replies, beside the facts.</summary>
    TransportObservation ReadTransport(ServerEvidence evidence);
}
